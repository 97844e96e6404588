#ifndef WEFT_INDEXER_WORKBENCH_H_
#define WEFT_INDEXER_WORKBENCH_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "indexer/parallel_embedder.h"
#include "indexer/system_clock.h"
#include "weft/embedding/caching_embedder.h"
#include "weft/embedding/embedder.h"
#include "weft/store/embedding_cache.h"
#include "weft/store/store.h"

namespace weft {

// What the commands work with: a data directory's store, and the default embedder with the directory's cache, spread
// over all cores. Thread-safe.
class Workbench {
 public:
  // `create`: make directory and store if missing, else NOT_FOUND. `embedder` has the model; see LoadDefaultEmbedder.
  static absl::StatusOr<std::unique_ptr<Workbench>> Open(const std::string& data_directory, bool create,
                                                         std::unique_ptr<Embedder> embedder);

  Store* store() { return store_.get(); }
  const Embedder& embedder() const { return caching_; }
  const Clock& clock() const { return clock_; }

 private:
  Workbench(std::unique_ptr<Embedder> embedder, std::unique_ptr<EmbeddingCache> cache);
  const SystemClock clock_;
  std::unique_ptr<Store> store_;
  const std::unique_ptr<Embedder> embedder_;
  const std::unique_ptr<EmbeddingCache> cache_;
  const ParallelEmbedder parallel_;
  const CachingEmbedder caching_;
};

// Threads for builds and imports: one a core.
int CoreCount();

}  // namespace weft

#endif  // WEFT_INDEXER_WORKBENCH_H_
