#ifndef WEFT_INTRODUCTIONS_PAIR_JUDGE_H_
#define WEFT_INTRODUCTIONS_PAIR_JUDGE_H_

#include <cstdint>

#include "weft/introductions/joined_clusters.h"
#include "weft/matching/match_weights.h"
#include "weft/matching/selection.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// What a pair is, as one of the two sees it.
struct JudgedPair {
  uint32_t a = 0;  // For the caller to fill in: a below b.
  uint32_t b = 0;
  bool weak = false;
  float fit = 0;
  float tie_weakness = 0;
  float cluster_gain = 0;  // Of the two clusters as they are joined by now.
  float value = 0;         // As long as nothing else in the round joins them.
};

// Kind and worth of the pairs of a round, by one view. Immutable; const calls may run concurrently.
class PairJudge {
 public:
  // What joining two clusters adds to a strong fit above the floor, by their gain. Chosen, as kDueWeight, by simulation
  // (weft-bench round --weeks) on the sample network and every eighth of its members: with less of the one and more of
  // the other, random pairing joined as many clusters there, because it crosses more often.
  static constexpr double kStrongFitGain = 0.6;

  // Both must outlive it. O(introductions + joined pairs of clusters).
  PairJudge(const NetworkView& view, const MatchWeights& weights);

  // As recommendations have it: across clusters and above the floor; of somebody without text hardly any fit can be
  // told, and it does not hold unless somebody has raised it.
  bool IsWeak(const MemberView& a, const MemberView& b, const ScoredCandidate& scored) const;
  // Of two clusters as they are joined by now, and by `more` candidates of this round. Of unknown ones 0: a round has
  // others to join.
  double Gain(uint32_t cluster_a, uint32_t cluster_b, double more) const;
  double Bridging(double tie_weakness, double cluster_gain) const;
  // A weak tie is worth fit and bridging; a strong fit above the floor fit and a part of the gain of its clusters.
  double Value(bool weak, double fit, double tie_weakness, double cluster_gain) const;
  // `scored` is one of the two as a candidate of the other, either way round.
  JudgedPair Judge(const MemberView& a, const MemberView& b, const ScoredCandidate& scored) const;

 private:
  const double tie_weakness_share_;
  const double fit_floor_;
  const JoinedClusters joined_;
};

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_PAIR_JUDGE_H_
