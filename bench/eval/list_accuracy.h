#ifndef WEFT_BENCH_EVAL_LIST_ACCURACY_H_
#define WEFT_BENCH_EVAL_LIST_ACCURACY_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace weft {

// How well one list foretells who its member was tied to later. Binary relevance, each in 0..1.
struct ListAccuracy {
  double ndcg = 0;       // Sum over hits of 1 / log2(1 + rank), over that of the best list there could be.
  double precision = 0;  // Hits / length asked for, also where the list is shorter.
  double recall = 0;     // Hits / test ties.
};

// Of the first `length` entries. Example: hits at ranks 1 and 3 of two test ties: nDCG (1 + 1/2) / (1 + 1/log2 3) =
// .9197. All 0 without test ties. O(length log ties). REQUIRES: length > 0, `relevant` ascending.
ListAccuracy AccuracyOf(absl::Span<const uint32_t> list, absl::Span<const uint32_t> relevant, size_t length);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_LIST_ACCURACY_H_
