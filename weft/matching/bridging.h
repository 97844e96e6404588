#ifndef WEFT_MATCHING_BRIDGING_H_
#define WEFT_MATCHING_BRIDGING_H_

#include "weft/matching/balance.h"
#include "weft/matching/fit.h"
#include "weft/matching/match_weights.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// How much an introduction would join parts of the network that are badly joined: two measures, each 0..1.
struct Bridging {
  double tie_weakness = 0;  // Inverted U over the share of acquaintances in common.
  double cluster_gain = 0;  // 0 within one cluster, else NetworkView::ClusterPairGain: 1 for the least joined.
  double total = 0;
};

// Peak and width of the inverted U: exp(-((share - peak) / width)^2 / 2). Moderately weak ties work best (Rajkumar et
// al., A causal test of the strength of weak ties, Science 2022).
double TieWeakness(double share_in_common, const Balance& balance);

Bridging BridgingOf(const NetworkView& view, const MemberView& a, const MemberView& b, const PairFit& fit,
                    const Balance& balance, const MatchWeights& weights);

// The strict definition of a weak-tie introduction, but for the floor of fit: different clusters, no circle and no
// organization in common. Where either has no cluster, circles and organization decide, and they decide only if
// either of the two says anything: two members of whom nothing is known are not known to be far from each other.
bool CrossesClusters(const MemberView& a, const MemberView& b);

}  // namespace weft

#endif  // WEFT_MATCHING_BRIDGING_H_
