#ifndef WEFT_EMBEDDING_LEXICAL_ENCODER_H_
#define WEFT_EMBEDDING_LEXICAL_ENCODER_H_

#include <memory>
#include <string>
#include <vector>

#include "weft/embedding/embedder.h"
#include "weft/embedding/model_file.h"
#include "weft/embedding/pieces.h"

namespace weft {

// Part of the fingerprint. The defaults were chosen by weft-bench text.
struct LexicalEncoderOptions {
  int dimension = 512;         // 1,024 gains at most 0.001 in the blend.
  double gram_share = 0.7;     // Of a word's weight (squared) that its 4-grams carry together; its stem has the rest.
  double common_weight = 0.1;  // Of the commonest word, where the rarest weighs 1.
  double power = 1.0;          // Above 1 sets rare words further apart from common ones.
};

// Which words a text holds: signed, hashed features of word stems and of the 4-grams of characters inside words, each
// word weighted by how rare it is in English as the model's vocabulary tells (log-probabilities in the model file; a
// corpus's own frequencies would change every vector at every import). Carries names, tools and rare terms that the
// sentence encoder has never seen, in any script; forgives inflection and small slips of spelling.
// "c++" matches "C++"; "c++" does not match "c#". Word order is not seen.
// A text without letters or digits has a row of zeros. Immutable; concurrent calls are safe.
class LexicalEncoder : public Embedder {
 public:
  explicit LexicalEncoder(const ModelFile& file, const LexicalEncoderOptions& options = {});

  const std::string& fingerprint() const override { return fingerprint_; }
  int dimension() const override { return options_.dimension; }
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override;

  // How much a word (lower case) counts, common_weight to 1.
  double WordWeight(absl::string_view word) const;

 private:
  void EmbedOne(const std::string& text, float* row) const;

  const LexicalEncoderOptions options_;
  const Pieces pieces_;
  const double log_probability_common_;
  const double log_probability_rare_;
  const std::string fingerprint_;
};

// The words of a text in lower case: runs of letters, digits and marks of any script; '+' and '#' behind letters belong
// to them. "Node.js, C++ & C#" -> node, js, c++, c#
std::vector<std::string> LexicalWords(absl::string_view text);

}  // namespace weft

#endif  // WEFT_EMBEDDING_LEXICAL_ENCODER_H_
