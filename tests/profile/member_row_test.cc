#include "weft/profile/member_row.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "weft/profile/field_check.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Row {
 public:
  explicit Row(const std::string& line) { status = ParseMemberRow(line, *NetworkName::FromId("n"), &member, &unknown); }

  // "field: description", one a violation, joined by "; ".
  std::string Errors() const {
    std::vector<std::string> shown;
    for (const FieldViolation& violation : ViolationsOf(status)) {
      shown.push_back(absl::StrCat(violation.field, ": ", violation.description));
    }
    return absl::StrJoin(shown, "; ");
  }

  v1::Member member;
  std::vector<std::string> unknown;
  absl::Status status;
};

TEST(MemberRowTest, ReadsEveryKey) {
  Row row(R"({"id":"m7","display_name":"Ada ","bio":"b","interests":["x"],"offers":["o"],"needs":["n"],)"
          R"("circles":["c"],"organization":"org","languages":["EN"],"timezone":"Europe/Berlin",)"
          R"("introductions_per_month":2,"weak_tie_share":0.5,"paused_until":"2026-08-14","rhythm":"on_request",)"
          R"("being_found":"agreed","being_introduced":"refused","never_pair":["m8"]})");
  ASSERT_OK(row.status);
  v1::Member expected;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
    name: "networks/n/members/m7" display_name: "Ada" bio: "b" interests: "x" offers: "o" needs: "n" circles: "c"
    organization: "org" languages: "en" timezone: "Europe/Berlin"
    participation {
      being_found: WORD_AGREED being_introduced: WORD_REFUSED paused_until { seconds: 1786665600 }
      introductions_per_month: 2 rhythm: RHYTHM_ON_REQUEST weak_tie_share: 0.5 never_pair: "m8"
    })",
                                                            &expected));
  EXPECT_EQ(row.member.DebugString(), expected.DebugString());
  EXPECT_THAT(row.unknown, IsEmpty());
}

TEST(MemberRowTest, JoinsAliases) {
  Row row(R"({"id":"a","can_offer":["1"],"skills":["2","1"],"offers":["3"],"asks":["4"],"looking_for":["5"],)"
          R"("groups":["6"],"organisation":"7"})");
  ASSERT_OK(row.status);
  EXPECT_THAT(row.member.offers(), ElementsAre("1", "2", "3"));
  EXPECT_THAT(row.member.needs(), ElementsAre("4", "5"));
  EXPECT_THAT(row.member.circles(), ElementsAre("6"));
  EXPECT_EQ(row.member.organization(), "7");
  EXPECT_FALSE(row.member.has_participation());
}

TEST(MemberRowTest, NullAndEmptyAreAbsent) {
  Row row(R"({"id":"a","bio":null,"offers":null,"timezone":"","introductions_per_month":null,"rhythm":"",)"
          R"("being_found":"","paused_until":"","needs":[" ",""],"organization":"x","organisation":"x"})");
  ASSERT_OK(row.status);
  EXPECT_EQ(row.member.DebugString(), "name: \"networks/n/members/a\"\norganization: \"x\"\n");
}

TEST(MemberRowTest, UnknownKeysAreNamedAndNothingElse) {
  Row row(R"({"title":"CEO","id":"a","packages":[{"deep":[1,{"offers":["x"]}]},"y"],"position":{"id":"z"},"title":7})");
  ASSERT_OK(row.status);
  EXPECT_THAT(row.unknown, ElementsAre("title", "packages", "position"));
  EXPECT_EQ(row.member.DebugString(), "name: \"networks/n/members/a\"\n");
}

struct BadCase {
  const char* name;
  std::string line;
  std::string errors;
};

class BadRowTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadRowTest, IsNamed) {
  Row row(GetParam().line);
  EXPECT_THAT(row.status, HasReason("INVALID_FIELD"));
  EXPECT_EQ(row.Errors(), GetParam().errors);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadRowTest,
    testing::Values(
        BadCase{"NoId", R"({"bio":"x"})", "id: is missing"}, BadCase{"EmptyId", R"({"id":""})", "id: is missing"},
        BadCase{"NumberAsId", R"({"id":7})", "id: is a number; expected a string"},
        BadCase{"ListAsId", R"({"id":["a"]})", "id: is a list; expected a string"},
        BadCase{"NumberAsText", R"({"id":"a","bio":1.5})", "bio: is a number; expected a string"},
        BadCase{"BooleanAsText", R"({"id":"a","bio":true})", "bio: is true or false; expected a string"},
        BadCase{"ObjectAsText", R"({"id":"a","bio":{"id":["b"]}})", "bio: is an object; expected a string"},
        BadCase{"TextAsList", R"({"id":"a","skills":"python"})", "skills: is a string; expected a list of strings"},
        BadCase{"MixedList", R"({"id":"a","skills":["x",7,null,["y"],{"z":"q"},true,"ok"]})",
                "skills[1]: is a number; expected a string; skills[2]: is null; expected a string; "
                "skills[3]: is a list; expected a string; skills[4]: is an object; expected a string; "
                "skills[5]: is true or false; expected a string"},
        BadCase{"TextAsNumber", R"({"id":"a","introductions_per_month":"2"})",
                "introductions_per_month: is a string; expected a number"},
        BadCase{"HalfAnIntroduction", R"({"id":"a","introductions_per_month":2.5})",
                "introductions_per_month: is 2.5; expected a whole number, 0 to 31"},
        BadCase{"HugeIntroductions", R"({"id":"a","introductions_per_month":18446744073709551615})",
                "introductions_per_month: is 1.84467e+19; expected a whole number, 0 to 31"},
        BadCase{"ManyIntroductions", R"({"id":"a","introductions_per_month":32})",
                "introductions_per_month: is 32; expected 0 to 31"},
        BadCase{"NegativeShare", R"({"id":"a","weak_tie_share":-1})", "weak_tie_share: is -1; expected 0 to 1"},
        BadCase{"BadWord", R"({"id":"a","being_found":"yes"})",
                "being_found: is 'yes'; expected one of agreed, refused"},
        BadCase{"BadRhythm", R"({"id":"a","rhythm":"daily"})",
                "rhythm: is 'daily'; expected one of weekly, fortnightly, monthly, on_request"},
        BadCase{"BadPause", R"({"id":"a","paused_until":"soon"})",
                "paused_until: is 'soon'; expected a date (2026-08-14) or date-time (2026-08-14T10:00:00Z)"},
        BadCase{"LongPhraseKeepsItsPlaceAndKey",
                R"({"id":"a","skills":["","x","x",")" + std::string(512, 's') + R"("]})",
                "skills[3]: is 512 bytes long; at most 200 are allowed"},
        BadCase{"TwoOrganizations", R"({"id":"a","organization":"x","organisation":"y"})",
                "organisation: differs from organization, which means the same"},
        BadCase{"KeyTwice", R"({"id":"a","offers":["x"],"offers":["y"]})", "offers: occurs twice"},
        BadCase{"IdTwice", R"({"id":"a","id":"b"})", "id: occurs twice"},
        BadCase{"SeveralAtOnce", R"({"bio":7,"timezone":"CET","never_pair":["b/c"]})",
                "bio: is a number; expected a string; id: is missing; "
                "timezone: is 'CET'; expected a name such as Europe/Berlin, or UTC; "
                "never_pair[0]: is 'b/c'; an id starts with a letter or digit and holds at most 63 letters, digits "
                "and . _ ~ -"},
        BadCase{"NotAnObject", R"(["id"])", ": is a list; expected an object"},
        BadCase{"JustText", R"("id")", ": is a string; expected an object"},
        BadCase{"JustNull", "null", ": is null; expected an object"},
        BadCase{"NulByteAfterTheObject", std::string("{\"id\":\"a\"}\0junk", 15),
                ": is no valid JSON at byte 11: a NUL byte"},
        BadCase{"Overlong", "{\"id\":\"a\",\"bio\":\"\xc0\xaf\"}", ": is not UTF-8 (byte 18)"},
        BadCase{"RawSurrogate", "{\"id\":\"\xed\xa0\x80\"}", ": is not UTF-8 (byte 8)"},
        BadCase{"Utf16", std::string("\xff\xfe{\0", 4), ": is not UTF-8 (byte 1)"}),
    [](const auto& info) { return info.param.name; });

struct SyntaxCase {
  const char* name;
  std::string line;
};

class BadSyntaxTest : public testing::TestWithParam<SyntaxCase> {};

TEST_P(BadSyntaxTest, IsNoJson) {
  Row row(GetParam().line);
  ASSERT_THAT(row.Errors(), HasSubstr(": is no valid JSON at byte "));
  EXPECT_EQ(ViolationsOf(row.status).size(), 1u);
  EXPECT_LT(row.Errors().size(), 250u) << "must not repeat the line";
}

INSTANTIATE_TEST_SUITE_P(All, BadSyntaxTest,
                         testing::Values(SyntaxCase{"Cut", R"({"id":"a")"},
                                         SyntaxCase{"TwoObjects", R"({"id":"a"}{"id":"b"})"},
                                         SyntaxCase{"TrailingComma", R"({"id":"a",})"},
                                         SyntaxCase{"SingleQuotes", "{'id':'a'}"},
                                         SyntaxCase{"Nan", R"({"id":"a","weak_tie_share":NaN})"},
                                         SyntaxCase{"Infinity", R"({"id":"a","weak_tie_share":Infinity})"},
                                         SyntaxCase{"MinusInfinity", R"({"id":"a","weak_tie_share":-Infinity})"},
                                         SyntaxCase{"BeyondDouble", R"({"id":"a","weak_tie_share":1e400})"},
                                         SyntaxCase{"BeyondDoubleInUnknown", R"({"id":"a","other":-1e400})"},
                                         SyntaxCase{"EscapedLoneHighSurrogate", R"({"id":"a","bio":"\ud800"})"},
                                         SyntaxCase{"EscapedLoneLowSurrogate", R"({"id":"a","bio":"\udc00x"})"},
                                         SyntaxCase{"RawControl", "{\"id\":\"a\",\"bio\":\"x\x01\"}"},
                                         SyntaxCase{"Comment", R"({"id":"a"} // x)"},
                                         SyntaxCase{"HugeToken", R"({"id":)" + std::string(1 << 20, 'x')},
                                         SyntaxCase{"HugeText", R"({"id":")" + std::string(1 << 20, 'x')}),
                         [](const auto& info) { return info.param.name; });

TEST(MemberRowTest, EscapedNulAndControlsAreCleaned) {
  Row row(R"({"id":"a","bio":"x\u0000y\u001b","display_name":"\ud83c\udf31"})");
  ASSERT_OK(row.status);
  EXPECT_EQ(row.member.bio(), "xy");
  EXPECT_EQ(row.member.display_name(), "\xf0\x9f\x8c\xb1");
}

TEST(MemberRowTest, DeepNestingIsRefusedWithoutRecursion) {
  EXPECT_EQ(Row(R"({"id":"a","x":)" + std::string(1000000, '[')).Errors(), ": is nested more than 64 deep");
  std::string objects;
  for (int i = 0; i < 150000; ++i) objects += R"({"x":)";
  EXPECT_EQ(Row(objects).Errors(), ": is nested more than 64 deep");
  EXPECT_EQ(Row(std::string(1000000, '[')).Errors(), ": is a list; expected an object");
  EXPECT_OK(Row(R"({"id":"a","x":)" + std::string(63, '[') + std::string(63, ']') + "}").status);
}

TEST(MemberRowTest, HugeListsAreRefusedShortly) {
  std::string numbers = R"({"id":"a","offers":[)";
  std::string tags = numbers;
  for (int i = 0; i < 100000; ++i) {
    numbers += "1,";
    tags += absl::StrCat("\"t", i, "\",");
  }
  EXPECT_EQ(ViolationsOf(Row(numbers + "1]}").status).size(), 100u);
  Row row(tags + "\"\"]}");
  EXPECT_THAT(row.Errors(), HasSubstr("offers: holds 100001 entries"));
  EXPECT_LT(row.Errors().size(), 1000u);
}

TEST(MemberRowTest, AMillionUnknownKeysCostNoMoreThanTheLine) {
  std::string line = R"({"id":"a")";
  for (int i = 0; i < 100000; ++i) line += absl::StrCat(",\"k", i, "\":0");
  Row row(line + "}");
  EXPECT_OK(row.status);
  EXPECT_EQ(row.unknown.size(), 100000u);
}

}  // namespace
}  // namespace weft
