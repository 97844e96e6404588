#include "weft/matching/bridging.h"

#include <cmath>

namespace weft {
namespace {

constexpr double kPeakDefault = 0.1;
constexpr double kWidthDefault = 0.15;
constexpr double kFitFloorDefault = 0.012;
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

double TieWeakness(double share_in_common, const v1::Policy& policy) {
  const double peak = policy.has_bridging_peak() ? policy.bridging_peak() : kPeakDefault;
  const double width = policy.has_bridging_width() ? policy.bridging_width() : kWidthDefault;
  const double away = (share_in_common - peak) / width;
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
                    const MatchWeights& weights) {
  Bridging out;
  out.tie_weakness = TieWeakness(fit.jaccard, view.policy());
  if (a.cluster != kNone && b.cluster != kNone) {
    out.cluster_gain = a.cluster == b.cluster ? 0 : 1 / (1 + view.RelativeClusterDensity(a.cluster, b.cluster));
  } else if (CrossesClusters(a, b)) {
    out.cluster_gain = kUnknownGain;
  }
  out.total = weights.tie_weakness_share * out.tie_weakness + (1 - weights.tie_weakness_share) * out.cluster_gain;
  return out;
}

double FitFloor(const v1::Policy& policy) { return policy.has_fit_floor() ? policy.fit_floor() : kFitFloorDefault; }

}  // namespace weft
