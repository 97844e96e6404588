#ifndef WEFT_BENCH_EVAL_BASELINES_SCORE_MIX_H_
#define WEFT_BENCH_EVAL_BASELINES_SCORE_MIX_H_

#include <cstddef>
#include <cstdint>

#include "bench/eval/eval_network.h"

namespace weft {

// A weighted sum of scores of different scales: each part is first divided by its maximum for the member over all
// others, those already tied to it among them. A part without a score above 0 adds nothing. (Without those already
// tied the mix of Baselines() falls from .109 to .107 nDCG@10 on debian-2021.)
class ScoreMix {
 public:
  ScoreMix(size_t size, uint32_t member) : member_(member), scores_(size, 0) {}

  // REQUIRES: one score per member. O(n).
  void Add(double weight, const MemberScores& part);
  const MemberScores& scores() const { return scores_; }

 private:
  const uint32_t member_;
  MemberScores scores_;
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_SCORE_MIX_H_
