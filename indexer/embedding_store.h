#ifndef WEFT_INDEXER_EMBEDDING_STORE_H_
#define WEFT_INDEXER_EMBEDDING_STORE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "weft/embedding/caching_embedder.h"
#include "weft/store/embedding_cache.h"

namespace weft {

// Keeps the rows of one embedder in the data directory's cache, as int8 with a scale: what snapshots hold anyway, and a
// quarter of the floats. `cache` outlives the functions.
VectorCache CacheInStore(EmbeddingCache* cache, const std::string& fingerprint, int dimension);

// One row as bytes and back; none if the bytes are no row of that dimension.
std::string EncodeRow(absl::Span<const float> row);
absl::optional<std::vector<float>> DecodeRow(absl::string_view bytes, int dimension);

}  // namespace weft

#endif  // WEFT_INDEXER_EMBEDDING_STORE_H_
