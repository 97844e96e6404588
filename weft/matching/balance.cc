#include "weft/matching/balance.h"

namespace weft {

Balance BalanceOf(const v1::Policy& policy, const MemberSettings& member, const absl::optional<double>& weak_tie_share,
                  const v1::Balance& call) {
  Balance out;
  if (policy.has_weak_tie_share()) out.weak_tie_share = policy.weak_tie_share();
  if (policy.has_fit_floor()) out.fit_floor = policy.fit_floor();
  if (policy.has_bridging_peak()) out.bridging_peak = policy.bridging_peak();
  if (policy.has_bridging_width()) out.bridging_width = policy.bridging_width();
  if (policy.has_periphery_reserve()) out.periphery_reserve = policy.periphery_reserve();
  if (policy.has_exploration_share()) out.exploration_share = policy.exploration_share();
  if (member.weak_tie_share >= 0) out.weak_tie_share = member.weak_tie_share;
  if (weak_tie_share) out.weak_tie_share = *weak_tie_share;
  if (call.has_fit_floor()) out.fit_floor = call.fit_floor();
  if (call.has_bridging_peak()) out.bridging_peak = call.bridging_peak();
  if (call.has_bridging_width()) out.bridging_width = call.bridging_width();
  if (call.has_periphery_reserve()) out.periphery_reserve = call.periphery_reserve();
  if (call.has_exploration_share()) out.exploration_share = call.exploration_share();
  return out;
}

}  // namespace weft
