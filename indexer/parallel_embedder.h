#ifndef WEFT_INDEXER_PARALLEL_EMBEDDER_H_
#define WEFT_INDEXER_PARALLEL_EMBEDDER_H_

#include "weft/embedding/embedder.h"

namespace weft {

// The embedder it wraps, with large batches spread over threads. Same rows and fingerprint. For builds and imports: a
// server's workers are threads already. As thread-safe as the embedder it wraps.
class ParallelEmbedder : public Embedder {
 public:
  // `embedder` outlives this. REQUIRES: threads > 0.
  ParallelEmbedder(const Embedder* embedder, int threads) : embedder_(embedder), threads_(threads) {}

  const std::string& fingerprint() const override { return embedder_->fingerprint(); }
  int dimension() const override { return embedder_->dimension(); }
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override;

 private:
  const Embedder* const embedder_;
  const int threads_;
};

}  // namespace weft

#endif  // WEFT_INDEXER_PARALLEL_EMBEDDER_H_
