#ifndef WEFT_BENCH_EVAL_RERANKERS_RESERVED_PLACES_H_
#define WEFT_BENCH_EVAL_RERANKERS_RESERVED_PLACES_H_

#include <cstddef>
#include <cstdint>
#include <functional>

#include "bench/eval/eval_network.h"
#include "bench/eval/scored_list.h"

namespace weft {

// Whether a candidate counts for the places kept: joins two clusters, and no circle or organization in common.
using CrossingPredicate = std::function<bool(uint32_t member, uint32_t candidate)>;

// The simplest way to a share of strict crossings: `reserved` of `length` places go to the best candidates who cross,
// the others to the best of the rest, whether they cross or not; all in the order of the list. Places for which nobody
// crosses go to the best left. A plain quota; cf. Zehlike et al., "FA*IR: a fair top-k ranking algorithm", CIKM 2017,
// who ask for one in every prefix of the list. O(list). REQUIRES: reserved <= length.
RankedList ReservePlaces(const ScoredList& list, size_t length, size_t reserved, const CrossingPredicate& crosses);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_RERANKERS_RESERVED_PLACES_H_
