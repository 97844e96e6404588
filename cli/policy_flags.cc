#include "cli/policy_flags.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/introduction_policy_words.h"
#include "cli/resource_argument.h"
#include "cli/time_text.h"
#include "google/protobuf/descriptor.h"

namespace weft::cli {
namespace {

std::vector<std::string> FieldNames() {
  std::vector<std::string> names;
  const google::protobuf::Descriptor* policy = v1::Policy::descriptor();
  for (int i = 0; i < policy->field_count(); ++i) names.push_back(policy->field(i)->name());
  return names;
}

v1::Policy::Unspoken ToUnspoken(const std::string& word) {
  if (word == "show") return v1::Policy::UNSPOKEN_SHOW;
  if (word == "hide") return v1::Policy::UNSPOKEN_HIDE;
  return v1::Policy::UNSPOKEN_ASK_FIRST;
}

}  // namespace

void PolicyFlags::AddTo(CLI::App* command) {
  unspoken_ = command->add_option("--unspoken", unspoken_word_, "What it means that a member has not said yes or no")
                  ->check(CLI::IsMember({"ask", "show", "hide"}));
  unspoken_ground_ = command->add_option("--unspoken-ground", ground_, "For show: where and how the members agreed");
  weak_tie_share_ = command->add_option("--weak-tie-share", share_, "Part of lists kept for a wider circle, 0 to 1");
  fit_floor_ = command->add_option("--fit-floor", floor_, "Least fit of a weak-tie introduction, 0 to 1");
  bridging_peak_ = command->add_option("--bridging-peak", peak_, "Best share of acquaintances in common, 0 to 1");
  bridging_width_ = command->add_option("--bridging-width", width_, "Width of the curve around it, above 0 to 1");
  periphery_reserve_ = command->add_option("--periphery-reserve", periphery_,
                                           "Part of those places for the least-tied members first, 0 to 1");
  exploration_share_ =
      command->add_option("--exploration-share", exploration_, "Part of those places filled at random, 0 to 1");
  introductions_per_month_ =
      command->add_option("--introductions-per-month", introductions_, "For members who have not said, 0 to 31");
  reconnect_after_ =
      command->add_option("--reconnect-after", reconnect_, "Ties silent for so long may be recommended again (730d)")
          ->check(AsDuration());
  same_organization_ = command->add_flag("--exclude-same-organization,!--allow-same-organization",
                                         exclude_same_organization_, "Never two members of one organization");
  excluded_circles_ =
      command->add_option("--excluded-circle", circles_, "Never two members of this circle (repeatable)")
          ->allow_extra_args(false);
  common_language_ = command->add_flag("--require-common-language,!--allow-any-language", require_common_language_,
                                       "Only with a language in common, where both name any");
  tie_half_life_ =
      command->add_option("--tie-half-life", half_life_, "Half-life of a tie's strength (730d)")->check(AsDuration());
  introduction_words_ =
      command
          ->add_option("--introductions", words_,
                       "FIELD=VALUE of the policy of introductions, such as expiry=10d or rhythm=weekly (repeatable)")
          ->allow_extra_args(false)
          ->check([](const std::string& words) {
            v1::IntroductionPolicy policy;
            return SetFromWords(words, &policy);
          });
  CLI::Option* unset = command->add_option("--unset", unset_, "Takes this field back to its default (repeatable)")
                           ->check(CLI::IsMember(FieldNames()))
                           ->allow_extra_args(false);
  all_ = {unspoken_,
          unspoken_ground_,
          weak_tie_share_,
          fit_floor_,
          bridging_peak_,
          bridging_width_,
          periphery_reserve_,
          exploration_share_,
          introductions_per_month_,
          reconnect_after_,
          same_organization_,
          excluded_circles_,
          common_language_,
          tie_half_life_,
          introduction_words_,
          unset};
}

bool PolicyFlags::given() const {
  return std::any_of(all_.begin(), all_.end(), [](const CLI::Option* option) { return option->count() > 0; });
}

void PolicyFlags::ApplyTo(v1::Policy* policy) const {
  for (const std::string& name : unset_) {
    policy->GetReflection()->ClearField(policy, v1::Policy::descriptor()->FindFieldByName(name));
  }
  if (unspoken_->count() > 0) policy->set_unspoken(ToUnspoken(unspoken_word_));
  if (unspoken_ground_->count() > 0) policy->set_unspoken_ground(ground_);
  if (weak_tie_share_->count() > 0) policy->set_weak_tie_share(share_);
  if (fit_floor_->count() > 0) policy->set_fit_floor(floor_);
  if (bridging_peak_->count() > 0) policy->set_bridging_peak(peak_);
  if (bridging_width_->count() > 0) policy->set_bridging_width(width_);
  if (periphery_reserve_->count() > 0) policy->set_periphery_reserve(periphery_);
  if (exploration_share_->count() > 0) policy->set_exploration_share(exploration_);
  if (introductions_per_month_->count() > 0) policy->set_introductions_per_month(introductions_);
  if (reconnect_after_->count() > 0) *policy->mutable_reconnect_after() = ToProto(*ParseDurationText(reconnect_));
  if (same_organization_->count() > 0) policy->set_exclude_same_organization(exclude_same_organization_);
  if (excluded_circles_->count() > 0) {
    policy->clear_excluded_circles();
    for (const std::string& circle : circles_) policy->add_excluded_circles(circle);
  }
  if (common_language_->count() > 0) policy->set_require_common_language(require_common_language_);
  if (tie_half_life_->count() > 0) *policy->mutable_tie_half_life() = ToProto(*ParseDurationText(half_life_));
  for (const std::string& words : words_) SetFromWords(words, policy->mutable_introductions());  // Checked above.
}

}  // namespace weft::cli
