#ifndef WEFT_BENCH_EVAL_BASELINES_TEXT_TFIDF_H_
#define WEFT_BENCH_EVAL_BASELINES_TEXT_TFIDF_H_

#include <cstdint>
#include <vector>

#include "bench/eval/baselines/profile_terms.h"
#include "bench/eval/eval_network.h"

namespace weft {

// Cosine of profiles as vectors with a coordinate (1 + ln tf) ln(n / df) a term, tf how often the profile holds the
// term and df how many of the n profiles do. Terms in more than `common_share` of the profiles are left out. Salton &
// Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
//
// Immutable once built; concurrent calls are safe.
class TextTfidf {
 public:
  // `terms` must outlive it.
  explicit TextTfidf(const ProfileTerms& terms, double common_share = 0.3);

  // 0..1; the member's own is 1, unless nothing is left of its profile: then all are 0. O(n + holders of its terms).
  MemberScores Scores(uint32_t member) const;

 private:
  double Coordinate(uint32_t term, double count) const;

  const ProfileTerms& terms_;
  std::vector<double> rarity_;  // ln(n / df), by term; 0 for those left out.
  std::vector<double> norms_;   // By member; 0 for those with nothing left.
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_TEXT_TFIDF_H_
