#include "cli/resource_argument.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::cli {
namespace {

struct NameCase {
  const char* name;
  std::string text;
  std::string as_network;  // Empty: refused.
  std::string as_member;
};

class NameTest : public testing::TestWithParam<NameCase> {};

std::string Transformed(const CLI::Validator& validator, std::string text) {
  return validator(text).empty() ? text : "";
}

TEST_P(NameTest, IsMadeFull) {
  EXPECT_EQ(Transformed(AsNetworkName(), GetParam().text), GetParam().as_network);
  EXPECT_EQ(Transformed(AsMemberName(), GetParam().text), GetParam().as_member);
  EXPECT_EQ(Transformed(AsNetworkOrMemberName(), GetParam().text), GetParam().as_network + GetParam().as_member);
}

INSTANTIATE_TEST_SUITE_P(All, NameTest,
                         testing::Values(NameCase{"FullNetwork", "networks/n", "networks/n", ""},
                                         NameCase{"ShortNetwork", "n", "networks/n", ""},
                                         NameCase{"FullMember", "networks/n/members/m", "", "networks/n/members/m"},
                                         NameCase{"ShortMember", "n/m", "", "networks/n/members/m"},
                                         NameCase{"Empty", "", "", ""}, NameCase{"OnlySlash", "/", "", ""},
                                         NameCase{"NoMember", "networks/n/members/", "", ""},
                                         NameCase{"OtherKind", "networks/n/people/m", "", ""},
                                         NameCase{"ThreeParts", "n/members/m", "", ""},
                                         NameCase{"OnlyCollection", "networks", "", ""}),
                         [](const auto& info) { return info.param.name; });

TEST(ResourceArgumentTest, NumbersAboveZero) {
  for (const char* good : {"3", "0.5", "1e9"}) EXPECT_EQ(Transformed(AsNumberAboveZero(), good), good);
  for (const char* bad : {"0", "-1", "nan", "inf", "-inf", "1e999", "many", "", "3 apples"}) {
    std::string text = bad;
    EXPECT_THAT(AsNumberAboveZero()(text), testing::HasSubstr("is not a number above 0")) << bad;
  }
}

TEST(ResourceArgumentTest, Servers) {
  EXPECT_EQ(Transformed(AsServer(), "weft.example:80"), "weft.example:80");
  EXPECT_EQ(Transformed(AsServer(), "weft.example"), "weft.example:7700");
  EXPECT_EQ(Transformed(AsServer(), "[::1]:65535"), "[::1]:65535");
  EXPECT_EQ(Transformed(AsServer(), "unix:/run/weft"), "unix:/run/weft");
  for (const char* bad : {"", "127.0.0.1:65536", "127.0.0.1:99999999999999999999"}) {
    EXPECT_EQ(Transformed(AsServer(), bad), "") << bad;
  }
}

TEST(ResourceArgumentTest, SaysWhatIsExpected) {
  std::string text = "food";
  EXPECT_THAT(AsMemberName()(text), testing::HasSubstr("write networks/N/members/M, or N/M"));
  text = "soon";
  EXPECT_THAT(AsDuration()(text), testing::HasSubstr("'soon' is not a duration"));
}

TEST(ResourceArgumentTest, RoundsAndIntroductions) {
  EXPECT_EQ(Transformed(AsRoundName(), "food/r1"), "networks/food/rounds/r1");
  EXPECT_EQ(Transformed(AsRoundName(), "networks/food/rounds/r1"), "networks/food/rounds/r1");
  EXPECT_EQ(Transformed(AsIntroductionName(), "food/4f1c"), "networks/food/introductions/4f1c");
  for (const char* bad : {"food", "networks/food", "networks/food/members/r1", "food/", "/r1", "a/b/c", ""}) {
    std::string text = bad;
    EXPECT_THAT(AsRoundName()(text), testing::HasSubstr("is not a round: write networks/N/rounds/r1, or N/r1")) << bad;
  }
}

TEST(ResourceArgumentTest, MembersOfANetworkMayBeNamedInShort) {
  for (const char* text : {"amara", "members/amara", "food/amara", "networks/food/members/amara"}) {
    EXPECT_EQ(MemberIn("networks/food", text), "networks/food/members/amara") << text;
  }
  EXPECT_EQ(MemberIn("networks/food", "debian/amara"), "networks/debian/members/amara");
  EXPECT_EQ(MemberIn("networks/food", "a/b/c"), "a/b/c");
}

TEST(ResourceArgumentTest, Times) {
  EXPECT_EQ(Transformed(AsTime(), "2026-05-01"), "2026-05-01");
  std::string text = "soon";
  EXPECT_THAT(AsTime()(text), testing::HasSubstr("'soon' is not a date"));
}

TEST(ResourceArgumentTest, PeopleAreCalledByNameOrId) {
  EXPECT_EQ(NameOrId("Amara, seed saver", "networks/n/members/m"), "Amara, seed saver");
  EXPECT_EQ(NameOrId("", "networks/n/members/m"), "m");
  EXPECT_EQ(NameAndId("Amara, seed saver", "networks/n/members/m"), "Amara, seed saver (m)");
  EXPECT_EQ(NameAndId("m", "networks/n/members/m"), "m");
}

TEST(ResourceArgumentTest, ShortensNames) {
  EXPECT_EQ(ShortName("networks/n/members/m"), "n/m");
  EXPECT_EQ(ShortName("networks/n/rounds/r1"), "n/r1");
  EXPECT_EQ(ShortName("networks/n"), "n");
  EXPECT_EQ(ShortName("what else"), "what else");
  EXPECT_EQ(NetworkOf("networks/n/members/m"), "networks/n");
  EXPECT_EQ(NetworkOf("networks/n/rounds/r1"), "networks/n");
  EXPECT_EQ(NetworkOf("networks/n"), "networks/n");
  EXPECT_EQ(LastId("networks/n/members/m"), "m");
  EXPECT_EQ(LastId("m"), "m");
}

}  // namespace
}  // namespace weft::cli
