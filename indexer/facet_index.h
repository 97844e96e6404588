#ifndef WEFT_INDEXER_FACET_INDEX_H_
#define WEFT_INDEXER_FACET_INDEX_H_

#include <string>

#include "absl/status/statusor.h"
#include "weft/snapshot/facet.h"
#include "weft/snapshot/snapshot_arrays.h"

namespace weft {

// What was built for the searches of one facet.
struct FacetIndex {
  std::string type;   // For the manifest: "none", "exact", "hnsw", "ivf".
  double recall = 1;  // At 100, measured.
  std::string path;   // Of the index file; empty if the type has none.
};

struct FacetIndexOptions {
  std::string directory;  // Where the index file goes; exists.
  uint64_t seed = 1;      // Of the sample of queries.
  int queries = 200;
  int threads = 1;
};

// Builds the index of one facet and measures its recall against the exact search, on queries that are not its rows:
// needs for offers, offers for needs, and for interests (or where there are none of those) other rows blended two by
// two. Widens the search until the recall is high enough. FAILED_PRECONDITION (RECALL_TOO_LOW) if even the widest
// search misses too much.
absl::StatusOr<FacetIndex> BuildFacetIndex(const SnapshotArrays& arrays, Facet facet, const FacetIndexOptions& options);

}  // namespace weft

#endif  // WEFT_INDEXER_FACET_INDEX_H_
