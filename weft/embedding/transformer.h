#ifndef WEFT_EMBEDDING_TRANSFORMER_H_
#define WEFT_EMBEDDING_TRANSFORMER_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "weft/embedding/kernel.h"
#include "weft/embedding/model_file.h"
#include "weft/embedding/packed_matrix.h"

namespace weft {

// The network of Universal Sentence Encoder Lite (Cer et al. 2018): pieces -> one vector of unit length.
//   x = 2 * embedding + position; twice: x = residual(x) + attention(norm(x)), x = x + relu-network(norm(x));
//   then the mean over the pieces, a dense layer with tanh, and unit length.
// About 9.3 MFLOP a piece; linear in the pieces but for the attention (under a tenth at 128 pieces).
// Immutable; concurrent calls are safe.
class Transformer {
 public:
  static constexpr int kDimension = 512;
  static constexpr int kPiecesMax = kAttentionTokensMax;  // The network never saw more.

  // What Forward works in, 16 kB a piece of the largest batch. Give it the same one again to save allocating.
  struct Workspace {
    std::vector<float> x;  // What flows from layer to layer.
    std::vector<float> next;
    std::vector<float> norm;  // Also what the heads give.
    std::vector<float> wide;  // query | key | value, then the hidden layer.
    std::vector<int16_t> quantized;
    std::vector<float> attention;
  };

  // Copies the weights out of the file: about 7.2 MB if it is int8. MODEL_CORRUPT if a tensor is missing or misshapen.
  static absl::StatusOr<std::unique_ptr<Transformer>> Load(const ModelFile& file);

  // One row of kDimension for each text. All texts go through the matrices together, so a batch of a few dozen is
  // faster than one after the other. Without padding: the lengths may be mixed.
  // REQUIRES: each text has 1 to kPiecesMax pieces, each in [0, pieces of the vocabulary); out has a row a text.
  // Concurrent calls need a workspace each.
  void Forward(const Kernel& kernel, absl::Span<const absl::Span<const int>> texts, Workspace* workspace,
               absl::Span<float> out) const;

 private:
  static constexpr int kInputWidth = 256;
  static constexpr int kWidth = 512;
  static constexpr int kHidden = 1536;
  static constexpr int kHeads = 4;

  struct Norm {
    std::vector<float> gain;
    std::vector<float> bias;
  };
  struct Layer {
    int input_width = 0;
    Norm attention_norm;
    PackedMatrix qkv;
    PackedMatrix attention_output;
    bool has_residual = false;
    PackedMatrix residual;  // Where the width changes; otherwise x itself is added.
    Norm ffn_norm;
    PackedMatrix ffn_in;
    PackedMatrix ffn_out;
  };

  Transformer() = default;
  // x0 of one text: pieces x kInputWidth.
  void Embed(absl::Span<const int> pieces, float* x) const;
  // Replaces workspace->x by the layer's output.
  void Run(const Kernel& kernel, const Layer& layer, absl::Span<const absl::Span<const int>> texts, int rows,
           Workspace* workspace) const;

  std::vector<int8_t> embedding_int8_;   // pieces x kInputWidth; empty if the file has floats.
  std::vector<float> embedding_scales_;  // One a piece.
  std::vector<float> embedding_floats_;
  int vocabulary_ = 0;
  std::vector<float> positions_;  // kPiecesMax x kInputWidth
  Layer layers_[2];
  PackedMatrix output_;
};

}  // namespace weft

#endif  // WEFT_EMBEDDING_TRANSFORMER_H_
