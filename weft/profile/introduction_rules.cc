#include "weft/profile/introduction_rules.h"

#include <cassert>

#include "absl/strings/str_cat.h"

namespace weft {
namespace {

constexpr int64_t kSecondsPerDay = 24 * 60 * 60;

void Take(bool has, const google::protobuf::Duration& from, absl::Duration* to) {
  if (has) *to = absl::Seconds(from.seconds());
}

IntroductionRules RulesOf(const v1::IntroductionPolicy& policy) {
  IntroductionRules rules;
  if (policy.has_open_introductions_max()) rules.open_max = policy.open_introductions_max();
  if (policy.rhythm() != v1::Participation::RHYTHM_UNSPECIFIED) rules.rhythm = policy.rhythm();
  Take(policy.has_expiry(), policy.expiry(), &rules.expiry);
  Take(policy.has_reminder_after(), policy.reminder_after(), &rules.reminder_after);
  Take(policy.has_not_now_cooldown(), policy.not_now_cooldown(), &rules.not_now_cooldown);
  Take(policy.has_expired_cooldown(), policy.expired_cooldown(), &rules.expired_cooldown);
  Take(policy.has_repeat_interval(), policy.repeat_interval(), &rules.repeat_interval);
  if (policy.has_silences_max()) rules.silences_max = policy.silences_max();
  if (policy.has_newcomer_strong_fits()) rules.newcomer_strong_fits = policy.newcomer_strong_fits();
  Take(policy.has_did_you_meet_after(), policy.did_you_meet_after(), &rules.did_you_meet_after);
  Take(policy.has_outcome_window(), policy.outcome_window(), &rules.outcome_window);
  Take(policy.has_introducer_window(), policy.introducer_window(), &rules.introducer_window);
  Take(policy.has_round_interval(), policy.round_interval(), &rules.round_interval);
  Take(policy.has_review_window(), policy.review_window(), &rules.review_window);
  Take(policy.has_hold_max(), policy.hold_max(), &rules.hold_max);
  if (policy.has_introductions_per_round_max()) {
    rules.introductions_per_round_max = policy.introductions_per_round_max();
  }
  if (policy.has_group_size()) rules.group_size = policy.group_size();
  return rules;
}

// Checks the fields of one policy.
class PolicyCheck {
 public:
  PolicyCheck(absl::string_view path, FieldCheck* check) : path_(path), check_(check) {}

  void Number(absl::string_view field, bool has, int32_t value, int min, int max) {
    if (has) check_->Range(Path(field), value, min, max);
  }
  void Days(absl::string_view field, bool has, const google::protobuf::Duration& value, int min, int max) {
    if (!has) return;
    if (value.nanos() == 0 && value.seconds() >= min * kSecondsPerDay && value.seconds() <= max * kSecondsPerDay) {
      return;
    }
    check_->Fail(Path(field), absl::StrCat("is ", value.seconds(), value.nanos() == 0 ? "" : " and a part of",
                                           " seconds", "; expected whole seconds, ", min, " to ", max, " days"));
  }
  void Fail(absl::string_view field, absl::string_view description) { check_->Fail(Path(field), description); }

 private:
  std::string Path(absl::string_view field) const { return absl::StrCat(path_, ".", field); }
  const std::string path_;
  FieldCheck* const check_;
};

}  // namespace

IntroductionRules RulesOf(const v1::Policy& policy) {
  IntroductionRules rules = RulesOf(policy.introductions());
  if (policy.has_introductions_per_month()) rules.introductions_per_month = policy.introductions_per_month();
  return rules;
}

void CheckIntroductionPolicy(absl::string_view path, const v1::IntroductionPolicy& policy, FieldCheck* check) {
  PolicyCheck each(path, check);
  each.Number("open_introductions_max", policy.has_open_introductions_max(), policy.open_introductions_max(), 1, 10);
  if (!v1::Participation::Rhythm_IsValid(policy.rhythm())) {
    each.Fail("rhythm", absl::StrCat("is ", policy.rhythm(), ", no known rhythm"));
  }
  each.Days("expiry", policy.has_expiry(), policy.expiry(), 1, 60);
  each.Days("reminder_after", policy.has_reminder_after(), policy.reminder_after(), 0, 60);
  each.Days("not_now_cooldown", policy.has_not_now_cooldown(), policy.not_now_cooldown(), 1, 730);
  each.Days("expired_cooldown", policy.has_expired_cooldown(), policy.expired_cooldown(), 1, 730);
  each.Days("repeat_interval", policy.has_repeat_interval(), policy.repeat_interval(), 30, 3650);
  each.Number("silences_max", policy.has_silences_max(), policy.silences_max(), 1, 10);
  each.Number("newcomer_strong_fits", policy.has_newcomer_strong_fits(), policy.newcomer_strong_fits(), 0, 10);
  each.Days("did_you_meet_after", policy.has_did_you_meet_after(), policy.did_you_meet_after(), 1, 90);
  each.Days("outcome_window", policy.has_outcome_window(), policy.outcome_window(), 1, 365);
  each.Days("introducer_window", policy.has_introducer_window(), policy.introducer_window(), 0, 14);
  each.Days("round_interval", policy.has_round_interval(), policy.round_interval(), 0, 90);
  each.Days("review_window", policy.has_review_window(), policy.review_window(), 0, 7);
  each.Days("hold_max", policy.has_hold_max(), policy.hold_max(), 0, 14);
  each.Number("introductions_per_round_max", policy.has_introductions_per_round_max(),
              policy.introductions_per_round_max(), 1, 3);
  each.Number("group_size", policy.has_group_size(), policy.group_size(), 2, 4);

  const IntroductionRules rules = RulesOf(policy);
  // Of two fields that contradict each other, the one that was set is named.
  if (rules.reminder_after >= rules.expiry) {
    each.Fail(policy.has_reminder_after() ? "reminder_after" : "expiry",
              absl::StrCat("puts the reminder (", absl::FormatDuration(rules.reminder_after),
                           ") not before the expiry (", absl::FormatDuration(rules.expiry), ")"));
  }
  if (rules.did_you_meet_after >= rules.outcome_window) {
    each.Fail(policy.has_outcome_window() ? "outcome_window" : "did_you_meet_after",
              absl::StrCat("ends the window (", absl::FormatDuration(rules.outcome_window),
                           ") not after the question whether they met (",
                           absl::FormatDuration(rules.did_you_meet_after), ")"));
  }
}

absl::Duration PeriodOf(v1::Participation::Rhythm rhythm) {
  switch (rhythm) {
    case v1::Participation::RHYTHM_WEEKLY:
      return absl::Hours(24 * 7);
    case v1::Participation::RHYTHM_FORTNIGHTLY:
      return absl::Hours(24 * 14);
    case v1::Participation::RHYTHM_MONTHLY:
      return absl::Hours(24 * 28);
    case v1::Participation::RHYTHM_ON_REQUEST:
      return absl::InfiniteDuration();
    default:
      assert(false);
      return absl::InfiniteDuration();
  }
}

}  // namespace weft
