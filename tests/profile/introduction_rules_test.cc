#include "weft/profile/introduction_rules.h"

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

v1::Policy PolicyOf(const std::string& introductions) {
  v1::Policy policy;
  const bool parsed = google::protobuf::TextFormat::ParseFromString("introductions { " + introductions + " }", &policy);
  EXPECT_TRUE(parsed) << introductions;
  return policy;
}

TEST(IntroductionRulesTest, DefaultsAreThoseOfTheDesign) {
  const IntroductionRules rules = RulesOf(v1::Policy());
  EXPECT_EQ(rules.introductions_per_month, 2);
  EXPECT_EQ(rules.open_max, 1);
  EXPECT_EQ(rules.rhythm, v1::Participation::RHYTHM_FORTNIGHTLY);
  EXPECT_EQ(rules.expiry, absl::Hours(240));
  EXPECT_EQ(rules.not_now_cooldown, absl::Hours(24 * 60));
  EXPECT_EQ(rules.expired_cooldown, absl::Hours(24 * 90));
  EXPECT_EQ(rules.repeat_interval, absl::Hours(24 * 365));
  EXPECT_EQ(rules.review_window, absl::Hours(24));
  EXPECT_EQ(rules.hold_max, absl::Hours(72));
  EXPECT_EQ(rules.silences_max, 2);
  EXPECT_LT(rules.reminder_after, rules.expiry);
}

TEST(IntroductionRulesTest, WhatIsSetWins) {
  v1::Policy policy = PolicyOf(
      "open_introductions_max: 3 rhythm: RHYTHM_MONTHLY expiry { seconds: 432000 } reminder_after { } group_size: 3");
  policy.set_introductions_per_month(0);
  const IntroductionRules rules = RulesOf(policy);
  EXPECT_EQ(rules.introductions_per_month, 0);
  EXPECT_EQ(rules.open_max, 3);
  EXPECT_EQ(rules.rhythm, v1::Participation::RHYTHM_MONTHLY);
  EXPECT_EQ(rules.expiry, absl::Hours(120));
  EXPECT_EQ(rules.reminder_after, absl::ZeroDuration());
  EXPECT_EQ(rules.group_size, 3);
}

struct RuleCase {
  std::string name;
  std::string policy;
  std::string refused;  // Fields, a space between; empty: accepted.
};

class IntroductionPolicyTest : public testing::TestWithParam<RuleCase> {};

TEST_P(IntroductionPolicyTest, Check) {
  FieldCheck check("policy");
  CheckIntroductionPolicy("introductions", PolicyOf(GetParam().policy).introductions(), &check);
  std::vector<std::string> fields;
  for (const FieldViolation& violation : ViolationsOf(check.Result())) fields.push_back(violation.field);
  EXPECT_EQ(absl::StrJoin(fields, " "), GetParam().refused) << check.Result();
}

INSTANTIATE_TEST_SUITE_P(
    All, IntroductionPolicyTest,
    testing::Values(
        RuleCase{"Defaults", "", ""},
        RuleCase{"Ends", "open_introductions_max: 10 introductions_per_round_max: 3 group_size: 4 silences_max: 1", ""},
        RuleCase{"Beyond", "open_introductions_max: 0 introductions_per_round_max: 4 group_size: 1",
                 "policy.introductions.open_introductions_max policy.introductions.introductions_per_round_max "
                 "policy.introductions.group_size"},
        RuleCase{"NoRoundsByThemselves", "round_interval { } review_window { }", ""},
        RuleCase{"LongHold", "hold_max { seconds: 1296000 }", "policy.introductions.hold_max"},
        RuleCase{"PartOfASecond", "hold_max { seconds: 5 nanos: 1 }", "policy.introductions.hold_max"},
        RuleCase{"Negative", "round_interval { seconds: -1 }", "policy.introductions.round_interval"},
        RuleCase{"EarlyExpiryBeforeTheReminder", "expiry { seconds: 345600 }", "policy.introductions.expiry"},
        RuleCase{"ReminderAfterTheExpiry", "reminder_after { seconds: 864000 }", "policy.introductions.reminder_after"},
        RuleCase{"BothSetRight", "expiry { seconds: 345600 } reminder_after { seconds: 86400 }", ""},
        RuleCase{"WindowBeforeTheQuestion", "outcome_window { seconds: 864000 }",
                 "policy.introductions.outcome_window"},
        RuleCase{"QuestionAfterTheWindow", "did_you_meet_after { seconds: 5184000 }",
                 "policy.introductions.did_you_meet_after"}),
    [](const auto& info) { return info.param.name; });

TEST(IntroductionRulesTest, UnknownRhythmIsRefused) {
  v1::IntroductionPolicy policy;
  policy.set_rhythm(static_cast<v1::Participation::Rhythm>(9));
  FieldCheck check("");
  CheckIntroductionPolicy("introductions", policy, &check);
  EXPECT_THAT(check.Result(), HasReason("INVALID_FIELD"));
}

TEST(IntroductionRulesTest, PeriodsOfRhythms) {
  EXPECT_EQ(PeriodOf(v1::Participation::RHYTHM_WEEKLY), absl::Hours(168));
  EXPECT_EQ(PeriodOf(v1::Participation::RHYTHM_FORTNIGHTLY), absl::Hours(336));
  EXPECT_EQ(PeriodOf(v1::Participation::RHYTHM_MONTHLY), absl::Hours(672));
  EXPECT_EQ(PeriodOf(v1::Participation::RHYTHM_ON_REQUEST), absl::InfiniteDuration());
}

}  // namespace
}  // namespace weft
