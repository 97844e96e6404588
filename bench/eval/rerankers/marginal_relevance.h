#ifndef WEFT_BENCH_EVAL_RERANKERS_MARGINAL_RELEVANCE_H_
#define WEFT_BENCH_EVAL_RERANKERS_MARGINAL_RELEVANCE_H_

#include <cstddef>
#include <cstdint>
#include <functional>

#include "bench/eval/eval_network.h"
#include "bench/eval/scored_list.h"

namespace weft {

// How alike two members are, 1 at most and 1 with oneself; symmetric.
using Similarity = std::function<double(uint32_t a, uint32_t b)>;

// Maximal marginal relevance: one after the other, who is best by
//   (1 - weight) score / best score  -  weight (highest similarity to anybody chosen before; 0 for the first)
// Carbonell & Goldstein, "The use of MMR, diversity-based reranking", SIGIR 1998; their lambda is 1 - weight. Weight 0
// leaves the list as it is. Equals in the order of the list. O(list * length) similarities. REQUIRES: weight in 0..1.
RankedList MaximizeMarginalRelevance(const ScoredList& list, size_t length, double weight,
                                     const Similarity& similarity);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_RERANKERS_MARGINAL_RELEVANCE_H_
