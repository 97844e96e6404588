#include "cli/network_text.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/introduction_policy_words.h"
#include "cli/resource_argument.h"
#include "cli/text_table.h"
#include "cli/time_text.h"

namespace weft::cli {
namespace {

std::string UnspokenText(const v1::Policy& policy) {
  switch (policy.unspoken()) {
    case v1::Policy::UNSPOKEN_SHOW:
      return absl::StrCat("show (", Printable(policy.unspoken_ground()), ")");
    case v1::Policy::UNSPOKEN_HIDE:
      return "hide";
    case v1::Policy::UNSPOKEN_ASK_FIRST:
      return "ask first";
    default:
      return "ask first (default)";
  }
}

template <typename T>
std::string ValueOrDefault(bool has, T value, absl::string_view fallback) {
  return has ? absl::StrCat(value) : absl::StrCat(fallback, " (default)");
}

std::string PolicyText(const v1::Policy& policy) {
  const std::vector<std::pair<std::string, std::string>> lines = {
      {"unspoken", UnspokenText(policy)},
      {"weak_tie_share", ValueOrDefault(policy.has_weak_tie_share(), policy.weak_tie_share(), "0.3")},
      {"fit_floor", ValueOrDefault(policy.has_fit_floor(), policy.fit_floor(), "0.0105")},
      {"bridging_peak", ValueOrDefault(policy.has_bridging_peak(), policy.bridging_peak(), "0.1")},
      {"bridging_width", ValueOrDefault(policy.has_bridging_width(), policy.bridging_width(), "0.15")},
      {"periphery_reserve", ValueOrDefault(policy.has_periphery_reserve(), policy.periphery_reserve(), "0.25")},
      {"exploration_share", ValueOrDefault(policy.has_exploration_share(), policy.exploration_share(), "0")},
      {"introductions_per_month",
       ValueOrDefault(policy.has_introductions_per_month(), policy.introductions_per_month(), "2")},
      {"reconnect_after", policy.has_reconnect_after() ? DurationText(policy.reconnect_after()) : "never (default)"},
      {"exclude_same_organization", policy.exclude_same_organization() ? "yes" : "no"},
      {"excluded_circles",
       policy.excluded_circles().empty() ? "none" : Printable(absl::StrJoin(policy.excluded_circles(), ", "))},
      {"require_common_language", policy.require_common_language() ? "yes" : "no"},
      {"tie_half_life", policy.has_tie_half_life() ? DurationText(policy.tie_half_life()) : "730d (default)"},
      {"introductions", WordsOf(policy.introductions())},
  };
  constexpr size_t kLabelColumns = 28;
  std::string text;
  for (const auto& line : lines) {
    absl::StrAppend(&text, "    ", line.first, std::string(kLabelColumns - line.first.size(), ' '), line.second, "\n");
  }
  return text;
}

}  // namespace

std::string NetworkText(const v1::Network& network) {
  std::string text =
      absl::StrCat(network.display_name().empty() ? LastId(network.name()) : Printable(network.display_name()), "  ",
                   Printable(network.name()), "\n");
  absl::StrAppend(&text, "  members ", network.member_count(), ", ties ", network.tie_count(), ", last change ",
                  network.change_sequence(), ", etag ", network.etag(), "\n");
  absl::StrAppend(&text, "  policy\n", PolicyText(network.policy()));
  return text;
}

std::string NetworksText(const google::protobuf::RepeatedPtrField<v1::Network>& networks) {
  if (networks.empty()) return "No networks.\n";
  TextTable table({"NETWORK", "NAME", "MEMBERS", "TIES", "LAST CHANGE"});
  for (const v1::Network& network : networks) {
    table.AddRow({network.name(), network.display_name(), absl::StrCat(network.member_count()),
                  absl::StrCat(network.tie_count()), absl::StrCat(network.change_sequence())});
  }
  return table.ToString();
}

std::string PolicyChangesText(const google::protobuf::RepeatedPtrField<v1::PolicyChange>& changes) {
  if (changes.empty()) return "The policy has never been changed.\n";
  TextTable table({"CHANGE", "TIME", "WHO", "WHAT", "WHY"});
  for (const v1::PolicyChange& change : changes) {
    table.AddRow({absl::StrCat(change.change_sequence()), TimeText(change.time()), change.caller(),
                  absl::StrJoin(change.changed_fields(), ", "), change.reason()});
  }
  return table.ToString();
}

}  // namespace weft::cli
