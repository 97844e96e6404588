#ifndef WEFT_STORE_EMBEDDING_CACHE_H_
#define WEFT_STORE_EMBEDDING_CACHE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace weft {

// Vectors of texts in `cache/embeddings.db` of the data directory, keyed by embedder fingerprint and a hash of the
// text (the text itself is not stored). May be deleted at any time; a damaged one is moved aside and begun anew.
// Values are opaque bytes. Thread-safe; several processes may use one.
class EmbeddingCache {
 public:
  static absl::StatusOr<std::unique_ptr<EmbeddingCache>> Open(const std::string& data_directory);
  ~EmbeddingCache();
  EmbeddingCache(const EmbeddingCache&) = delete;
  EmbeddingCache& operator=(const EmbeddingCache&) = delete;

  // One value a text, empty where the cache has none.
  absl::StatusOr<std::vector<std::string>> Lookup(const std::string& fingerprint,
                                                  absl::Span<const std::string> texts) const;
  // REQUIRES: texts.size() == values.size(). Not durable at once: what a crash loses is computed again.
  absl::Status Insert(const std::string& fingerprint, absl::Span<const std::string> texts,
                      absl::Span<const std::string> values);

 private:
  class Impl;
  explicit EmbeddingCache(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace weft

#endif  // WEFT_STORE_EMBEDDING_CACHE_H_
