#include "weft/introductions/pair_judge.h"

#include <algorithm>
#include <iterator>

#include "absl/types/optional.h"
#include "weft/matching/balance.h"

namespace weft {
namespace {

bool HasText(const MemberView& member) {
  return member.bio != kNone || std::any_of(std::begin(member.phrases), std::end(member.phrases),
                                            [](absl::Span<const uint32_t> phrases) { return !phrases.empty(); });
}

}  // namespace

PairJudge::PairJudge(const NetworkView& view, const MatchWeights& weights)
    : tie_weakness_share_(weights.tie_weakness_share),
      fit_floor_(BalanceOf(view.policy(), MemberSettings(), absl::nullopt, v1::Balance()).fit_floor),
      joined_(view) {}

bool PairJudge::IsWeak(const MemberView& a, const MemberView& b, const ScoredCandidate& scored) const {
  if (!scored.crosses) return false;
  return scored.fit.fit >= fit_floor_ || (fit_floor_ <= Balance().fit_floor && !(HasText(a) && HasText(b)));
}

double PairJudge::Gain(uint32_t cluster_a, uint32_t cluster_b, double more) const {
  if (cluster_a == kNone || cluster_b == kNone || cluster_a == cluster_b) return 0;
  return joined_.Gain(cluster_a, cluster_b, more);
}

double PairJudge::Bridging(double tie_weakness, double cluster_gain) const {
  return tie_weakness_share_ * tie_weakness + (1 - tie_weakness_share_) * cluster_gain;
}

double PairJudge::Value(bool weak, double fit, double tie_weakness, double cluster_gain) const {
  if (weak) return fit + Bridging(tie_weakness, cluster_gain);
  return fit >= fit_floor_ ? fit + kStrongFitGain * cluster_gain : fit;
}

JudgedPair PairJudge::Judge(const MemberView& a, const MemberView& b, const ScoredCandidate& scored) const {
  JudgedPair out;
  out.weak = IsWeak(a, b, scored);
  out.fit = static_cast<float>(scored.fit.fit);
  out.tie_weakness = static_cast<float>(scored.bridging.tie_weakness);
  out.cluster_gain = static_cast<float>(Gain(a.cluster, b.cluster, 0));
  out.value = static_cast<float>(Value(out.weak, out.fit, out.tie_weakness, out.cluster_gain));
  return out;
}

}  // namespace weft
