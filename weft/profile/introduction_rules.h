#ifndef WEFT_PROFILE_INTRODUCTION_RULES_H_
#define WEFT_PROFILE_INTRODUCTION_RULES_H_

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "weft/profile/field_check.h"
#include "weft/v1/introduction_policy.pb.h"
#include "weft/v1/member.pb.h"
#include "weft/v1/network.pb.h"

namespace weft {

// A network's policy of introductions with every default filled in. What each means, its range and when to change it
// stands in introduction_policy.proto.
struct IntroductionRules {
  int introductions_per_month = 2;
  int open_max = 1;
  v1::Participation::Rhythm rhythm = v1::Participation::RHYTHM_FORTNIGHTLY;
  absl::Duration expiry = absl::Hours(24 * 10);
  absl::Duration reminder_after = absl::Hours(24 * 6);  // Zero: no reminder.
  absl::Duration not_now_cooldown = absl::Hours(24 * 60);
  absl::Duration expired_cooldown = absl::Hours(24 * 90);
  absl::Duration repeat_interval = absl::Hours(24 * 365);
  int silences_max = 2;
  int newcomer_strong_fits = 2;
  absl::Duration did_you_meet_after = absl::Hours(24 * 14);
  absl::Duration outcome_window = absl::Hours(24 * 60);
  absl::Duration introducer_window = absl::Hours(24 * 2);
  absl::Duration round_interval = absl::Hours(24 * 7);  // Zero: rounds are planned by hand only.
  absl::Duration review_window = absl::Hours(24);
  absl::Duration hold_max = absl::Hours(24 * 3);
  int introductions_per_round_max = 1;
  int group_size = 2;
};

// REQUIRES: the policy is valid.
IntroductionRules RulesOf(const v1::Policy& policy);

// Ranges as introduction_policy.proto states them, under `path` ("introductions"). Relations between fields are checked
// with the defaults filled in: a reminder comes before the expiry, the question whether they met before the window
// ends.
void CheckIntroductionPolicy(absl::string_view path, const v1::IntroductionPolicy& policy, FieldCheck* check);

// Time between two introductions of a member who wants them at this rhythm; InfiniteDuration for on request.
// REQUIRES: not unspecified.
absl::Duration PeriodOf(v1::Participation::Rhythm rhythm);

}  // namespace weft

#endif  // WEFT_PROFILE_INTRODUCTION_RULES_H_
