#ifndef WEFT_EMBEDDING_SENTENCE_ENCODER_H_
#define WEFT_EMBEDDING_SENTENCE_ENCODER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "weft/embedding/embedder.h"
#include "weft/embedding/model_file.h"
#include "weft/embedding/pieces.h"
#include "weft/embedding/transformer.h"

namespace weft {

struct SentenceEncoderOptions {
  bool lower_case = true;          // Part of the fingerprint. Off only to compare with the reference.
  const Kernel* kernel = nullptr;  // The best one; another only in tests and benchmarks (the vectors are the same).
};

// Universal Sentence Encoder Lite, run by Weft itself: 512-d, what a text means. A text of which it knows no piece
// (a script or signs it never saw) has a row of zeros: its vector would be the same for all such texts. Only the first
// 128 pieces (some 500 characters) count. Immutable; concurrent calls are safe.
class SentenceEncoder : public Embedder {
 public:
  static absl::StatusOr<std::unique_ptr<SentenceEncoder>> Create(const ModelFile& file,
                                                                 const SentenceEncoderOptions& options = {});

  const std::string& fingerprint() const override { return fingerprint_; }
  int dimension() const override { return Transformer::kDimension; }
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override;

 private:
  SentenceEncoder(const ModelFile& file, const SentenceEncoderOptions& options, std::unique_ptr<Transformer> network);
  // At most kPiecesMax of them; none if none is known.
  std::vector<int> PiecesOf(const std::string& text) const;

  const bool lower_case_;
  const Kernel& kernel_;
  const std::string fingerprint_;
  const Pieces pieces_;
  const std::unique_ptr<const Transformer> network_;
};

}  // namespace weft

#endif  // WEFT_EMBEDDING_SENTENCE_ENCODER_H_
