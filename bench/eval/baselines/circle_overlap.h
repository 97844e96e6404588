#ifndef WEFT_BENCH_EVAL_BASELINES_CIRCLE_OVERLAP_H_
#define WEFT_BENCH_EVAL_BASELINES_CIRCLE_OVERLAP_H_

#include <cstdint>
#include <vector>

#include "bench/eval/eval_network.h"

namespace weft {

// Circles in common, the smaller the better: sum over them of ln(members / size of the circle). It is the rarity of
// text search (Spärck Jones 1972) with circles as terms; that ties form in what people share is Feld, "The focused
// organization of social ties", 1981. A circle is known by NormalizePhrase.
//
// Immutable once built; concurrent calls are safe.
class CircleOverlap {
 public:
  // `network` must outlive it. Linear in the circles.
  explicit CircleOverlap(const EvalNetwork& network);

  // O(n + sizes of the member's circles).
  MemberScores Scores(uint32_t member) const;
  // The same times ln(2 + degree of the candidate), degree as in Popularity.
  MemberScores ScoresWithPopularity(uint32_t member) const;

 private:
  const EvalNetwork& network_;
  std::vector<std::vector<uint32_t>> circles_of_;  // By member.
  std::vector<std::vector<uint32_t>> members_of_;  // By circle.
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_CIRCLE_OVERLAP_H_
