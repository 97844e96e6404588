#ifndef WEFT_BENCH_EVAL_RERANKERS_RERANKERS_H_
#define WEFT_BENCH_EVAL_RERANKERS_RERANKERS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "bench/eval/eval_network.h"
#include "bench/eval/rerankers/marginal_relevance.h"
#include "bench/eval/rerankers/reserved_places.h"
#include "bench/eval/scored_list.h"
#include "weft/graph/clustering.h"
#include "weft/graph/tie_graph.h"

namespace weft {

// One way to trade accuracy of a baseline's lists for diversity, at one place of its dial.
struct Reranker {
  std::string name;    // "mix_mmr_0.3": base, family, dial. In files and reports.
  std::string family;  // "mmr": its dials together draw one curve.
  double dial = 0;     // Higher: more diverse.
  std::string source;  // Who described it, one line.
  // If false, a list depends on no other: parts may be passed in calls of their own, at the same time. If true, only
  // all lists together give the right answer.
  bool needs_all_lists = false;
  // One list for each, in their order, of the length asked for if there are as many candidates.
  std::function<std::vector<RankedList>(absl::Span<const ScoredList> lists)> rerank;
};

struct RerankerOptions {
  size_t length = 10;  // Of a list.
  uint64_t seed = 1;   // For the methods that draw an order.
};

// What rerankers know beside the lists.
struct RerankerInputs {
  TieGraphView train;         // Must outlive the functions.
  Clustering clustering;      // One label per member; of one partition, whichever the lists are measured with.
  CrossingPredicate crosses;  // Strict crossings. Concurrent calls must be safe.
  Similarity similarity;      // Of profiles, a cosine. Concurrent calls must be safe.
};

// All of them, family by family, dials ascending. `base` names the baseline whose lists will be given, its best 100
// candidates a member.
//   reserved  1 .. 9       ReservePlaces: of 10 places, scaled to `length`
//   mmr       0.1 .. 0.8   MaximizeMarginalRelevance
//   xquad     0.1 .. 0.99  DiversifyOverClusters
//   dpp       0.02 .. 0.5  MaximizeVolume
//   cegc      0.1 .. 1     SpreadOverClusterPairs; needs all lists
std::vector<Reranker> Rerankers(const std::string& base, const RerankerInputs& inputs, const RerankerOptions& options);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_RERANKERS_RERANKERS_H_
