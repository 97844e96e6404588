#include "weft/base/names.h"

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

struct IdCase {
  const char* name;
  std::string id;
  bool valid;
};

class IdTest : public testing::TestWithParam<IdCase> {};

TEST_P(IdTest, IsValid) { EXPECT_EQ(IsValidId(GetParam().id), GetParam().valid); }

INSTANTIATE_TEST_SUITE_P(All, IdTest,
                         testing::Values(IdCase{"Plain", "dm-00004", true}, IdCase{"OneLetter", "a", true},
                                         IdCase{"AllSigns", "a._~-Z9", true}, IdCase{"Empty", "", false},
                                         IdCase{"LeadingDash", "-a", false}, IdCase{"Slash", "a/b", false},
                                         IdCase{"Space", "a b", false}, IdCase{"Umlaut", "\xc3\xa4", false},
                                         IdCase{"Nul", std::string("a\0b", 3), false},
                                         IdCase{"Longest", std::string(63, 'x'), true},
                                         IdCase{"TooLong", std::string(64, 'x'), false}),
                         [](const auto& info) { return info.param.name; });

TEST(MemberNameTest, ParsesAndPrints) {
  ASSERT_OK_AND_ASSIGN(MemberName name, MemberName::Parse("networks/n1/members/m7"));
  EXPECT_EQ(name.network(), "n1");
  EXPECT_EQ(name.member(), "m7");
  EXPECT_EQ(name.ToString(), "networks/n1/members/m7");
}

TEST(MemberNameTest, RefusesOtherNamesAndSaysWhatIsExpected) {
  for (const char* bad : {"", "m7", "networks/n1", "networks/n1/members/", "networks/n1/people/m7",
                          "networks/n1/members/m7/x", "networks/ n1/members/m7", "networks/n1/members/\n"}) {
    absl::Status status = MemberName::Parse(bad).status();
    EXPECT_THAT(status,
                StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("networks/{network}/members/{member}")))
        << bad;
    EXPECT_EQ(status.message().find('\n'), std::string::npos);
  }
}

TEST(NetworkNameTest, ParsesAndRefuses) {
  ASSERT_OK_AND_ASSIGN(NetworkName name, NetworkName::Parse("networks/food"));
  EXPECT_EQ(name.ToString(), "networks/food");
  EXPECT_THAT(NetworkName::Parse("food").status(), HasReason("INVALID_FIELD"));
}

}  // namespace
}  // namespace weft
