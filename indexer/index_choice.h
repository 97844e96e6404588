#ifndef WEFT_INDEXER_INDEX_CHOICE_H_
#define WEFT_INDEXER_INDEX_CHOICE_H_

#include <cstddef>
#include <string>

#include "absl/types/optional.h"
#include "indexer/faiss_source.h"

namespace weft {

// Up to so many rows looking at every row is quick enough (one core at 2.5 GHz, 1,024-d: 3 ms at 20,000 rows, 7.5 ms at
// 50,000), always right, and needs no build.
constexpr size_t kExactRowsMax = 20000;
// Up to so many rows a graph is worth its build time; beyond, inverted lists.
constexpr size_t kHnswRowsMax = 400000;

// A published index finds at least this share of the nearest 100, on the mean.
constexpr double kRecallMin = 0.98;
constexpr int kRecallLimit = 100;

// How a facet with so many rows is searched: by Faiss with these options, or exactly (none).
absl::optional<FaissOptions> ChooseIndex(size_t rows);

// The next wider search after one that missed too much; none when the widest has been tried.
absl::optional<FaissOptions> Widened(const FaissOptions& options);

}  // namespace weft

#endif  // WEFT_INDEXER_INDEX_CHOICE_H_
