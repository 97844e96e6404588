#include "weft/profile/profile.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "weft/base/limits.h"
#include "weft/profile/field_check.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  for (const FieldViolation& violation : ViolationsOf(status)) fields.push_back(violation.field);
  return fields;
}

// A text of protobuf's text format, and the fields that are refused, joined by blanks.
struct RuleCase {
  const char* name;
  std::string text;
  std::string refused;
};

std::string Refused(const absl::Status& status) { return absl::StrJoin(FieldsOf(status), " "); }

class MemberRuleTest : public testing::TestWithParam<RuleCase> {};

TEST_P(MemberRuleTest, Validate) {
  const absl::Status status = ValidateMember(Parse<v1::Member>(GetParam().text), "");
  EXPECT_EQ(Refused(status), GetParam().refused) << status;
}

const std::string kLong200(200, 'x');

INSTANTIATE_TEST_SUITE_P(
    All, MemberRuleTest,
    testing::Values(
        RuleCase{"Empty", "", ""}, RuleCase{"Name", "name: 'networks/n/members/m'", ""},
        RuleCase{"BadName", "name: 'm'", "name"}, RuleCase{"LongestPhrase", "offers: '" + kLong200 + "'", ""},
        RuleCase{"LongPhrase", "offers: 'a' offers: '" + kLong200 + "y'", "offers[1]"},
        RuleCase{"EmptyPhrases", "interests: '' needs: ' ' circles: 'c' circles: '\\342\\200\\213'",
                 "interests[0] needs[0] circles[1]"},
        RuleCase{"LongNames", "display_name: '" + kLong200 + "y' organization: '" + kLong200 + "y'",
                 "display_name organization"},
        RuleCase{"LongestBio", "bio: '" + std::string(4000, 'b') + "'", ""},
        RuleCase{"LongBio", "bio: '" + std::string(4001, 'b') + "'", "bio"},
        RuleCase{"Languages", "languages: 'en' languages: 'zh-Hant'", ""},
        RuleCase{"BadLanguage", "languages: 'en' languages: 'English, mostly'", "languages[1]"},
        RuleCase{"Timezone", "timezone: 'America/Argentina/Buenos_Aires'", ""}, RuleCase{"Utc", "timezone: 'UTC'", ""},
        RuleCase{"Etc", "timezone: 'Etc/GMT+5'", ""}, RuleCase{"TimezoneCet", "timezone: 'CET'", "timezone"},
        RuleCase{"TimezoneOffset", "timezone: '+02:00'", "timezone"},
        RuleCase{"TimezonePath", "timezone: '../etc/passwd'", "timezone"},
        RuleCase{"TimezoneEmptyPart", "timezone: 'Europe/'", "timezone"},
        RuleCase{"TimezoneLong", "timezone: 'Europe/" + kLong200 + "'", "timezone"},
        RuleCase{"ParticipationRangesEnds",
                 "participation { introductions_per_month: 31 weak_tie_share: 1 rhythm: RHYTHM_ON_REQUEST "
                 "never_pair: 'a' blocked: 'b' being_found: WORD_REFUSED }",
                 ""},
        RuleCase{"Negative", "participation { introductions_per_month: -1 weak_tie_share: -0.1 }",
                 "participation.introductions_per_month participation.weak_tie_share"},
        RuleCase{"TooMuch", "participation { introductions_per_month: 32 weak_tie_share: 1.01 }",
                 "participation.introductions_per_month participation.weak_tie_share"},
        RuleCase{"ShareNan", "participation { weak_tie_share: nan }", "participation.weak_tie_share"},
        RuleCase{"ShareInfinite", "participation { weak_tie_share: inf }", "participation.weak_tie_share"},
        RuleCase{"BadIds", "participation { never_pair: 'a' never_pair: 'a/b' blocked: '' }",
                 "participation.never_pair[1] participation.blocked[0]"},
        RuleCase{"PausedUntil", "participation { paused_until { seconds: 1767225600 } }", ""},
        RuleCase{"PausedTooLong", "participation { paused_until { seconds: 253402300800 } }",
                 "participation.paused_until"},
        RuleCase{"PausedNanos", "participation { paused_until { nanos: -1 } }", "participation.paused_until"}),
    [](const auto& info) { return info.param.name; });

TEST(ValidateMemberTest, NamesFieldsUnderThePrefix) {
  v1::Member member;
  member.add_offers(std::string(512, 'x'));
  absl::Status status = ValidateMember(member, "member");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                               "member.offers[0] is 512 bytes long; at most 200 are allowed"));
  EXPECT_THAT(status, HasReason("INVALID_FIELD"));
}

TEST(ValidateMemberTest, UnknownEnumValuesAndBytes) {
  v1::Member member;
  member.set_bio("caf\xe9");
  member.mutable_participation()->set_being_found(static_cast<v1::Participation::Word>(7));
  member.mutable_participation()->set_being_introduced(static_cast<v1::Participation::Word>(-1));
  member.mutable_participation()->set_rhythm(static_cast<v1::Participation::Rhythm>(5));
  EXPECT_THAT(
      FieldsOf(ValidateMember(member, "")),
      ElementsAre("bio", "participation.being_found", "participation.being_introduced", "participation.rhythm"));
}

TEST(ValidateMemberTest, AMillionTagsGiveAFewViolations) {
  v1::Member member;
  for (int i = 0; i < 1000000; ++i) member.add_interests("");
  for (int i = 0; i < 501; ++i) member.mutable_participation()->add_blocked("m");
  for (int i = 0; i < 17; ++i) member.add_languages("en");
  const absl::Status status = ValidateMember(member, "");
  EXPECT_THAT(status.message(), HasSubstr("interests holds 1000000 entries; at most 64 are allowed"));
  EXPECT_EQ(FieldsOf(status).size(), 1 + 64 + 1 + 1u);
  NormalizeMember(&member);
  EXPECT_OK(ValidateMember(member, ""));
}

TEST(NormalizeMemberTest, CleansDropsAndKeepsTheFirst) {
  v1::Member member = Parse<v1::Member>(R"(
    display_name: '  Ada\tL. ' bio: 'one\n\ntwo' organization: ' ACME '
    offers: ' Python ' offers: '' offers: 'python' offers: 'C' offers: 'PYTHON' offers: ' '
    circles: 'Seed  Stewards' circles: 'seed stewards'
    languages: 'EN' languages: 'en' languages: 'pt_br' timezone: ' Europe/Berlin '
    participation { never_pair: 'B' never_pair: 'b' never_pair: ' B ' blocked: 'x' blocked: 'x' })");
  NormalizeMember(&member);
  EXPECT_EQ(member.DebugString(), Parse<v1::Member>(R"(
    display_name: 'Ada L.' bio: 'one two' organization: 'ACME' offers: 'Python' offers: 'C' circles: 'Seed Stewards'
    languages: 'en' languages: 'pt-BR' timezone: 'Europe/Berlin'
    participation { never_pair: 'B' never_pair: 'b' blocked: 'x' })")
                                      .DebugString());
  v1::Member again = member;
  NormalizeMember(&again);
  EXPECT_EQ(again.SerializeAsString(), member.SerializeAsString());
}

TEST(NormalizeMemberTest, DoesNotInventAParticipation) {
  v1::Member member;
  NormalizeMember(&member);
  EXPECT_FALSE(member.has_participation());
}

TEST(NormalizeMemberTest, LeavesInvalidUtf8ForValidation) {
  v1::Member member;
  member.add_offers("\xed\xa0\x80");
  NormalizeMember(&member);
  EXPECT_THAT(FieldsOf(ValidateMember(member, "m")), ElementsAre("m.offers[0]"));
}

class TieRuleTest : public testing::TestWithParam<RuleCase> {};

TEST_P(TieRuleTest, Validate) {
  std::string text = GetParam().text;
  if (text.find("member_a") == std::string::npos) {
    text += " member_a: 'networks/n/members/a' member_b: 'networks/n/members/b'";
  }
  const absl::Status status = ValidateTie(Parse<v1::Tie>(text), "tie");
  EXPECT_EQ(Refused(status), GetParam().refused) << status;
}

INSTANTIATE_TEST_SUITE_P(
    All, TieRuleTest,
    testing::Values(
        RuleCase{"Plain", "", ""}, RuleCase{"NoNames", "member_a: ''", "tie.member_a tie.member_b"},
        RuleCase{"Self", "member_a: 'networks/n/members/a' member_b: 'networks/n/members/a'", "tie.member_b"},
        RuleCase{"OtherNetwork", "member_a: 'networks/n/members/a' member_b: 'networks/m/members/b'", "tie.member_b"},
        RuleCase{"OtherCaseIsOtherMember", "member_a: 'networks/n/members/a' member_b: 'networks/n/members/A'", ""},
        RuleCase{"Weight", "weight: 1e300", ""}, RuleCase{"TinyWeight", "weight: 5e-324", ""},
        RuleCase{"NegativeWeight", "weight: -1", "tie.weight"}, RuleCase{"NanWeight", "weight: nan", "tie.weight"},
        RuleCase{"InfiniteWeight", "weight: inf", "tie.weight"}, RuleCase{"FirstPeriod", "period: 0", ""},
        RuleCase{"LastPeriod", "period: 999999", ""}, RuleCase{"PeriodTooLarge", "period: 1000000", "tie.period"},
        RuleCase{"NegativePeriod", "period: -1", "tie.period"},
        RuleCase{"LastContact", "last_contact { seconds: 1628899200 }", ""},
        RuleCase{"FirstTime", "last_contact { seconds: 1000000 }", ""},
        RuleCase{"ReadsAsPeriod", "last_contact { seconds: 999999 }", "tie.last_contact"},
        RuleCase{"Year10000", "last_contact { seconds: 253402300800 }", "tie.last_contact"},
        RuleCase{"LongKind", "kind: '" + kLong200 + "y'", "tie.kind"}),
    [](const auto& info) { return info.param.name; });

TEST(NormalizeTieTest, OrdersWeighsAndCleans) {
  v1::Tie tie = Parse<v1::Tie>("member_a: 'networks/n/members/b' member_b: 'networks/n/members/a' kind: ' met  once '");
  NormalizeTie(&tie);
  EXPECT_EQ(tie.member_a(), "networks/n/members/a");
  EXPECT_EQ(tie.member_b(), "networks/n/members/b");
  EXPECT_EQ(tie.weight(), 1);
  EXPECT_EQ(tie.kind(), "met once");
}

class PolicyRuleTest : public testing::TestWithParam<RuleCase> {};

TEST_P(PolicyRuleTest, Validate) {
  const absl::Status status = ValidatePolicy(Parse<v1::Policy>(GetParam().text), "policy");
  EXPECT_EQ(Refused(status), GetParam().refused) << status;
}

INSTANTIATE_TEST_SUITE_P(
    All, PolicyRuleTest,
    testing::Values(
        RuleCase{"Empty", "", ""}, RuleCase{"ShowWithGround", "unspoken: UNSPOKEN_SHOW unspoken_ground: 'terms'", ""},
        RuleCase{"ShowWithoutGround", "unspoken: UNSPOKEN_SHOW unspoken_ground: ' '", "policy.unspoken_ground"},
        RuleCase{"LongGround", "unspoken_ground: '" + std::string(501, 'x') + "'", "policy.unspoken_ground"},
        RuleCase{"Ends", "weak_tie_share: 0 fit_floor: 1 bridging_peak: 0 bridging_width: 1", ""},
        RuleCase{"Beyond", "weak_tie_share: -1 fit_floor: 2 bridging_peak: nan bridging_width: 0",
                 "policy.weak_tie_share policy.fit_floor policy.bridging_peak policy.bridging_width"},
        RuleCase{"WidthInfinite", "bridging_width: inf", "policy.bridging_width"},
        RuleCase{"Shares", "periphery_reserve: 1 exploration_share: 0", ""},
        RuleCase{"SharesBeyond", "periphery_reserve: 1.1 exploration_share: -0.1",
                 "policy.periphery_reserve policy.exploration_share"},
        RuleCase{"Introductions", "introductions_per_month: 32", "policy.introductions_per_month"},
        RuleCase{"Durations", "reconnect_after { seconds: 1 } tie_half_life { nanos: 1 }", ""},
        RuleCase{"NoDurations", "reconnect_after { seconds: -1 } tie_half_life { }",
                 "policy.reconnect_after policy.tie_half_life"},
        RuleCase{"EndlessDuration", "tie_half_life { seconds: 9223372036854775807 nanos: 999999999 }",
                 "policy.tie_half_life"},
        RuleCase{"EmptyCircle", "excluded_circles: 'board' excluded_circles: ''", "policy.excluded_circles[1]"}),
    [](const auto& info) { return info.param.name; });

TEST(ValidateBalanceTest, KnobsHaveTheRangesOfThePolicy) {
  EXPECT_OK(ValidateBalance(v1::Balance(), "balance"));
  v1::Balance balance;
  balance.set_fit_floor(2);
  balance.set_bridging_width(0);
  EXPECT_THAT(FieldsOf(ValidateBalance(balance, "balance")),
              ElementsAre("balance.fit_floor", "balance.bridging_width"));
}

TEST(ValidatePolicyTest, UnknownUnspokenAndManyCircles) {
  v1::Policy policy;
  policy.set_unspoken(static_cast<v1::Policy::Unspoken>(4));
  for (int i = 0; i < 65; ++i) policy.add_excluded_circles("c");
  EXPECT_THAT(FieldsOf(ValidatePolicy(policy, "")), ElementsAre("unspoken", "excluded_circles"));
}

}  // namespace
}  // namespace weft
