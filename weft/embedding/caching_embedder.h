#ifndef WEFT_EMBEDDING_CACHING_EMBEDDER_H_
#define WEFT_EMBEDDING_CACHING_EMBEDDER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "weft/embedding/embedder.h"

namespace weft {

// Where vectors of texts are kept. The owner keys them by the embedder's fingerprint and the text. Both functions must
// allow concurrent calls.
struct VectorCache {
  // One entry a text, in order: its row of `dimension` floats, or none. A row of another length counts as none.
  std::function<absl::StatusOr<std::vector<absl::optional<std::vector<float>>>>(absl::Span<const std::string> texts)>
      lookup;
  // Keeps rows (texts.size() * dimension floats, row-major).
  std::function<absl::Status(absl::Span<const std::string> texts, absl::Span<const float> rows)> store;
};

// An embedder that asks a cache first and embeds each distinct missing text of a batch once. Same vectors and
// fingerprint as the embedder it wraps, up to what the cache loses in keeping them (int8 rows: a cosine of 0.9999).
// To make answers independent of what was cached, rows just embedded are read back through the cache if it has them.
// A cache that fails is passed over: the vectors are right, only slower. As thread-safe as its parts.
class CachingEmbedder : public Embedder {
 public:
  // `embedder` outlives this. `on_cache_error` (may be empty) hears of each failure of the cache.
  CachingEmbedder(const Embedder* embedder, VectorCache cache,
                  std::function<void(const absl::Status&)> on_cache_error = nullptr);

  const std::string& fingerprint() const override { return embedder_->fingerprint(); }
  int dimension() const override { return embedder_->dimension(); }
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override;

 private:
  // Copies what the cache holds of `texts` to `rows`; gives the places of those it lacks.
  std::vector<size_t> Lookup(absl::Span<const std::string> texts, absl::Span<float> rows) const;
  void Report(const absl::Status& status) const;

  const Embedder* const embedder_;
  const VectorCache cache_;
  const std::function<void(const absl::Status&)> on_cache_error_;
};

}  // namespace weft

#endif  // WEFT_EMBEDDING_CACHING_EMBEDDER_H_
