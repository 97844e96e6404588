#include "cli/member_record.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(MemberRecordTest, ReadsALineOfMembersJsonl) {
  ASSERT_OK_AND_ASSIGN(MemberRecord record, ParseMemberRecord(R"({"id": "dm-4", "display_name": "Four",
      "skills": ["c"], "can_offer": ["python"], "asks": ["review"], "looking_for": ["time"], "groups": ["bazaar"],
      "organisation": "Debian", "languages": ["en"], "introductions_per_month": 2, "title": "boss"})"));
  EXPECT_EQ(record.member.name(), "dm-4");
  EXPECT_THAT(record.member.offers(), UnorderedElementsAre("c", "python"));
  EXPECT_THAT(record.member.needs(), UnorderedElementsAre("review", "time"));
  EXPECT_THAT(record.member.circles(), ElementsAre("bazaar"));
  EXPECT_EQ(record.member.organization(), "Debian");
  EXPECT_EQ(record.member.participation().introductions_per_month(), 2);
  EXPECT_THAT(record.unknown_keys, ElementsAre("title"));
  EXPECT_THAT(record.paths, UnorderedElementsAre("display_name", "offers", "needs", "circles", "organization",
                                                 "languages", "participation.introductions_per_month"));
}

TEST(MemberRecordTest, ReadsWhatMemberGetPrints) {
  ASSERT_OK_AND_ASSIGN(MemberRecord record,
                       ParseMemberRecord(R"({"name": "networks/n/members/m", "bio": "", "etag": "e",
      "create_time": "2026-01-01T00:00:00Z", "participation": {"being_found": "WORD_AGREED", "rhythm": "on_request",
      "paused_until": "2026-05-01", "never_pair": ["x"], "spoken_fields": ["rhythm"]}})"));
  EXPECT_EQ(record.member.etag(), "e");
  EXPECT_FALSE(record.member.has_create_time());
  EXPECT_EQ(record.member.participation().being_found(), v1::Participation::WORD_AGREED);
  EXPECT_EQ(record.member.participation().rhythm(), v1::Participation::RHYTHM_ON_REQUEST);
  EXPECT_EQ(record.member.participation().paused_until().seconds(), 1777593600);
  EXPECT_THAT(record.member.participation().spoken_fields(), IsEmpty());
  EXPECT_THAT(record.unknown_keys, IsEmpty());
  EXPECT_THAT(record.paths, UnorderedElementsAre("bio", "participation.being_found", "participation.rhythm",
                                                 "participation.paused_until", "participation.never_pair"));
}

struct BadCase {
  const char* name;
  const char* json;
  const char* what;
};

class BadRecordTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadRecordTest, IsRefusedByKey) {
  EXPECT_THAT(ParseMemberRecord(GetParam().json),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(GetParam().what)));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadRecordTest,
    testing::Values(BadCase{"NoJson", "{", "no valid JSON"}, BadCase{"BadUtf8", "{\"bio\": \"\xff\"}", "no valid JSON"},
                    BadCase{"NoObject", "[1]", "no JSON object"},
                    BadCase{"TextAsList", R"({"skills": "c"})", "skills: expected a list of strings"},
                    BadCase{"NumberInList", R"({"needs": ["a", 1]})", "needs[1]: expected a string"},
                    BadCase{"NumberAsText", R"({"bio": 1})", "bio: expected a string"},
                    BadCase{"NumberAsId", R"({"id": 7})", "id: expected a string"},
                    BadCase{"Fraction", R"({"introductions_per_month": 1.5})", "expected a whole number"},
                    BadCase{"TooLarge", R"({"introductions_per_month": 1e300})", "expected a whole number"},
                    BadCase{"TextAsNumber", R"({"weak_tie_share": "0.3"})", "expected a number"},
                    BadCase{"UnknownWord", R"({"being_found": "maybe"})", "being_found: expected a word"},
                    BadCase{"NoTime", R"({"paused_until": "soon"})", "paused_until: expected a date"},
                    BadCase{"NoParticipation", R"({"participation": "yes"})", "participation: expected an object"}),
    [](const auto& info) { return info.param.name; });

TEST(MemberRecordTest, NullIsAsIfAbsent) {
  ASSERT_OK_AND_ASSIGN(MemberRecord record, ParseMemberRecord(R"({"id": "m", "bio": null})"));
  EXPECT_THAT(record.paths, IsEmpty());
}

}  // namespace
}  // namespace weft::cli
