#ifndef WEFT_BENCH_EVAL_BASELINES_PERSONALIZED_PAGERANK_H_
#define WEFT_BENCH_EVAL_BASELINES_PERSONALIZED_PAGERANK_H_

#include <cstdint>
#include <vector>

#include "bench/eval/eval_network.h"

namespace weft {

struct PersonalizedPageRankOptions {
  double restart = 0.3;     // In (0, 1): higher stays nearer.
  double tolerance = 1e-6;  // Stops when an iteration moves less than this in sum.
};

// Where a walker is in the long run who at each step goes back to the member with probability `restart` and else along
// one of the ties, all alike. Page, Brin, Motwani & Winograd 1999; for a root: White & Smyth, "Algorithms for
// estimating relative importance in networks", KDD 2003. By power iteration.
//
// Ties are taken without direction, and all weigh alike. On RELISON's Twitter network (every tenth member asked)
// nDCG@10 is .124 so at restart 0.3, .114 at 0.15 and .121 at 0.5. RELISON follows ties forward only, where 0.3 reaches
// .103 (150 members, .127 without direction). On debian-2021 0.3 gives .096, 0.15 .099, 0.5 .089.
//
// It does not weigh by degree, but whoever is well tied is also walked through more often.
//
// Immutable once built; concurrent calls are safe.
class PersonalizedPageRank {
 public:
  // `network` must outlive it.
  explicit PersonalizedPageRank(const EvalNetwork& network, const PersonalizedPageRankOptions& options = {});

  // Sums to 1 with the member's own share; all 0 for a member without ties. O((n + m) ln(tolerance) / ln(1 - restart)).
  MemberScores Scores(uint32_t member) const;

 private:
  const TieGraphView train_;
  const PersonalizedPageRankOptions options_;
  std::vector<double> passes_on_;  // (1 - restart) / degree; 0 without ties.
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_PERSONALIZED_PAGERANK_H_
