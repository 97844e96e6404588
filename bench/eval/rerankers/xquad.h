#ifndef WEFT_BENCH_EVAL_RERANKERS_XQUAD_H_
#define WEFT_BENCH_EVAL_RERANKERS_XQUAD_H_

#include <cstddef>

#include "bench/eval/eval_network.h"
#include "bench/eval/scored_list.h"
#include "weft/graph/clustering.h"

namespace weft {

// xQuAD with clusters as the aspects a list should cover: one after the other, who is best by
//   (1 - weight) s(d)  +  weight 1/C s(d) product over those chosen before from d's cluster of (1 - s)
// s is the score over the best score of the list, C the number of clusters among its candidates, all of which matter
// alike. Santos, Macdonald & Ounis, "Exploiting query reformulations for web search result diversification", WWW 2010,
// with uniform importance; their lambda is weight. A candidate without a cluster is a cluster of its own. Weight 0
// leaves the list as it is. Equals in the order of the list. O(list * length).
// REQUIRES: weight in 0..1; a label for every candidate.
RankedList DiversifyOverClusters(const ScoredList& list, size_t length, double weight, const Clustering& clustering);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_RERANKERS_XQUAD_H_
