#ifndef WEFT_BENCH_EVAL_BASELINES_TEXT_BM25_H_
#define WEFT_BENCH_EVAL_BASELINES_TEXT_BM25_H_

#include <cstdint>
#include <vector>

#include "bench/eval/baselines/profile_terms.h"
#include "bench/eval/eval_network.h"

namespace weft {

// The usual values.
struct TextBm25Options {
  double b = 0.75;  // 0..1: how much a long profile is held against it.
  double k = 1.2;   // Above 0: how soon a repeated term stops counting for more.
};

// Text search with the member's own profile as query, each term once, over everybody's profiles.
//   sum over terms t in common of  ln(1 + (n - df + 0.5) / (df + 0.5)) (k + 1) tf / (k (1 - b + b l / mean l) + tf)
// df: how many profiles hold t; tf: how often this one does; l: all its terms, counted. Spärck Jones, Walker &
// Robertson, "A probabilistic model of information retrieval", 2000; the 1 in the logarithm, as Lucene has it, keeps
// common terms from counting against anybody.
//
// Immutable once built; concurrent calls are safe.
class TextBm25 {
 public:
  // `terms` must outlive it.
  explicit TextBm25(const ProfileTerms& terms, const TextBm25Options& options = {});

  // O(n + holders of the member's terms).
  MemberScores Scores(uint32_t member) const;

 private:
  const ProfileTerms& terms_;
  const TextBm25Options options_;
  std::vector<double> length_penalty_;  // k (1 - b + b l / mean l), by member.
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_TEXT_BM25_H_
