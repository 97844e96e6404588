#ifndef WEFT_BENCH_OPENBLAS_ENCODER_H_
#define WEFT_BENCH_OPENBLAS_ENCODER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "weft/embedding/embedder.h"
#include "weft/embedding/model_file.h"
#include "weft/embedding/pieces.h"

namespace weft {

// The sentence encoder as one would write it with a linear algebra library: float32 weights and OpenBLAS' sgemm on one
// thread, all texts of a call in one matrix. What weft/embedding is measured against; never part of the product.
// The same vectors as SentenceEncoder up to its rounding of activations. Concurrent calls are safe.
class OpenBlasEncoder : public Embedder {
 public:
  // Sets OpenBLAS to one thread for the whole process.
  static absl::StatusOr<std::unique_ptr<OpenBlasEncoder>> Create(const ModelFile& file);

  const std::string& fingerprint() const override { return fingerprint_; }
  int dimension() const override { return kWidth; }
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override;

 private:
  static constexpr int kInputWidth = 256;
  static constexpr int kWidth = 512;
  static constexpr int kHidden = 1536;
  static constexpr int kHeads = 4;
  static constexpr size_t kPiecesMax = 128;
  using Matrix = std::vector<float>;

  explicit OpenBlasEncoder(const ModelFile& file) : pieces_(file.pieces()) {}
  absl::Status Load(const ModelFile& file, const std::string& name, int rows, int columns);
  // x * weight + bias, in place of `out`'s content or added to it.
  void Linear(const std::string& name, const Matrix& x, int rows, int inputs, int outputs, bool add, Matrix* out) const;
  Matrix Norm(const std::string& name, const Matrix& x, int rows, int width) const;
  Matrix Attention(const Matrix& qkv, const std::vector<std::vector<int>>& texts, int width) const;
  Matrix Layer(int layer, const Matrix& x, const std::vector<std::vector<int>>& texts, int rows) const;

  const std::string fingerprint_ = "openblas";
  const Pieces pieces_;
  absl::flat_hash_map<std::string, Matrix> tensors_;
};

}  // namespace weft

#endif  // WEFT_BENCH_OPENBLAS_ENCODER_H_
