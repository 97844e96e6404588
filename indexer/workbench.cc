#include "indexer/workbench.h"

#include <algorithm>
#include <iostream>
#include <thread>

#include "indexer/data_directory.h"
#include "indexer/embedding_store.h"
#include "weft/base/error.h"

namespace weft {

int CoreCount() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

Workbench::Workbench(std::unique_ptr<Embedder> embedder, std::unique_ptr<EmbeddingCache> cache)
    : embedder_(std::move(embedder)),
      cache_(std::move(cache)),
      parallel_(embedder_.get(), CoreCount()),
      caching_(&parallel_, CacheInStore(cache_.get(), embedder_->fingerprint(), embedder_->dimension()),
               [](const absl::Status& status) {
                 std::cerr << "weft-indexer: warning: the embedding cache fails, going on without: " << status.message()
                           << "\n";
               }) {}

absl::StatusOr<std::unique_ptr<Workbench>> Workbench::Open(const std::string& data_directory, bool create,
                                                           std::unique_ptr<Embedder> embedder) {
  static const SystemClock* const clock = new SystemClock();
  Store::Options options;
  options.create = create;
  if (create) WEFT_RETURN_IF_ERROR(CheckStoreNotLost(data_directory));
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<Store> store, Store::Open(data_directory, clock, options));
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<EmbeddingCache> cache, EmbeddingCache::Open(data_directory));
  auto bench = std::unique_ptr<Workbench>(new Workbench(std::move(embedder), std::move(cache)));
  bench->store_ = std::move(store);
  return bench;
}

}  // namespace weft
