#ifndef WEFT_MATCHING_BALANCE_H_
#define WEFT_MATCHING_BALANCE_H_

#include "absl/types/optional.h"
#include "weft/snapshot/snapshot_arrays.h"
#include "weft/v1/network.pb.h"
#include "weft/v1/recommendation.pb.h"

namespace weft {

// How strong fits and weak-tie introductions are balanced in one list: the knobs that people may turn, as they hold for
// one call. What each is for and when to turn it stands with its field in weft.v1.Policy.
struct Balance {
  double weak_tie_share = 0.3;      // 0..1
  double fit_floor = 0.0105;        // 0..1
  double bridging_peak = 0.1;       // 0..1
  double bridging_width = 0.15;     // (0, 1]
  double periphery_reserve = 0.25;  // 0..1, of the places kept for weak-tie introductions.
  double exploration_share = 0;     // 0..1, of those places that fit alone does not fill.
};

// The nearest word wins: the call's, then the member's own (weak-tie share only), then the network's, then the default.
Balance BalanceOf(const v1::Policy& policy, const MemberSettings& member, const absl::optional<double>& weak_tie_share,
                  const v1::Balance& call);

}  // namespace weft

#endif  // WEFT_MATCHING_BALANCE_H_
