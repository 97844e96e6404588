#ifndef WEFT_EMBEDDING_BLENDED_EMBEDDER_H_
#define WEFT_EMBEDDING_BLENDED_EMBEDDER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "weft/embedding/embedder.h"

namespace weft {

// Joins two embedders: [sqrt(share) * first | sqrt(1 - share) * second], so that a cosine is the weighted sum of
// theirs. Where one has a row of zeros, the other stands alone at unit length. As thread-safe as its parts.
class BlendedEmbedder : public Embedder {
 public:
  // REQUIRES: 0 < first_share < 1.
  BlendedEmbedder(std::unique_ptr<Embedder> first, double first_share, std::unique_ptr<Embedder> second);

  const std::string& fingerprint() const override { return fingerprint_; }
  int dimension() const override { return first_->dimension() + second_->dimension(); }
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override;

 private:
  const std::unique_ptr<const Embedder> first_;
  const std::unique_ptr<const Embedder> second_;
  const double first_share_;
  const std::string fingerprint_;
};

}  // namespace weft

#endif  // WEFT_EMBEDDING_BLENDED_EMBEDDER_H_
