#ifndef WEFT_BENCH_EVAL_RERANKERS_GREEDY_DPP_H_
#define WEFT_BENCH_EVAL_RERANKERS_GREEDY_DPP_H_

#include <cstddef>

#include "bench/eval/eval_network.h"
#include "bench/eval/rerankers/marginal_relevance.h"
#include "bench/eval/scored_list.h"

namespace weft {

// A determinantal point process: candidates are taken greedily so that
//   (1 - weight) sum of scores / best score  +  weight ln det S
// of those taken becomes large, S their matrix of similarities: the more alike, the smaller the volume they span. It is
// the fast greedy inference of Chen, Zhang & Zhou, "Fast greedy MAP inference for determinantal point process to
// improve recommendation diversity", NeurIPS 2018, with a row of the Cholesky factor per candidate; their theta is
// 1 - weight, their kernel diag(exp(a r)) S diag(exp(a r)) with a = theta / (2 (1 - theta)).
//
// Candidates who add no volume (two equal profiles) wait until nobody else is left, then follow in the order of the
// list. Equals in the order of the list. O(list * length) similarities and O(list * length^2) beside them.
// REQUIRES: weight in 0..1; S positive semidefinite, as cosines are.
RankedList MaximizeVolume(const ScoredList& list, size_t length, double weight, const Similarity& similarity);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_RERANKERS_GREEDY_DPP_H_
