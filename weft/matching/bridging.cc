#include "weft/matching/bridging.h"

#include <cmath>

namespace weft {
namespace {

// What joining two members of unknown clusters is worth: less than a gap that is known.
constexpr double kUnknownGain = 0.5;

bool ShareCircle(const MemberView& a, const MemberView& b) {
  auto i = a.circles.begin();
  auto j = b.circles.begin();
  while (i != a.circles.end() && j != b.circles.end()) {
    if (*i == *j) return true;
    if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  return false;
}

}  // namespace

double TieWeakness(double share_in_common, const Balance& balance) {
  const double away = (share_in_common - balance.bridging_peak) / balance.bridging_width;
  return std::exp(-away * away / 2);
}

bool CrossesClusters(const MemberView& a, const MemberView& b) {
  if (ShareCircle(a, b)) return false;
  if (a.organization != kNone && a.organization == b.organization) return false;
  if (a.cluster != kNone && b.cluster != kNone) return a.cluster != b.cluster;
  const bool circles_tell = !a.circles.empty() && !b.circles.empty();
  const bool organizations_tell = a.organization != kNone && b.organization != kNone;
  return circles_tell || organizations_tell;
}

Bridging BridgingOf(const NetworkView& view, const MemberView& a, const MemberView& b, const PairFit& fit,
                    const Balance& balance, const MatchWeights& weights) {
  Bridging out;
  out.tie_weakness = TieWeakness(fit.jaccard, balance);
  if (a.cluster != kNone && b.cluster != kNone) {
    out.cluster_gain = a.cluster == b.cluster ? 0 : view.ClusterPairGain(a.cluster, b.cluster);
  } else if (CrossesClusters(a, b)) {
    out.cluster_gain = kUnknownGain;
  }
  out.total = weights.tie_weakness_share * out.tie_weakness + (1 - weights.tie_weakness_share) * out.cluster_gain;
  return out;
}

}  // namespace weft
