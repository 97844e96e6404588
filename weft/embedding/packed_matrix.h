#ifndef WEFT_EMBEDDING_PACKED_MATRIX_H_
#define WEFT_EMBEDDING_PACKED_MATRIX_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "weft/embedding/kernel.h"

namespace weft {

// A matrix with its bias in the order the kernels read it. Immutable; concurrent use is safe.
class PackedMatrix {
 public:
  PackedMatrix() = default;

  // values: row-major inputs x outputs, in -127..127. REQUIRES: scales and bias have one value an output,
  // 0 < inputs <= kMatrixInputsMax.
  static PackedMatrix Int8(int inputs, int outputs, absl::Span<const int8_t> values, absl::Span<const float> scales,
                           absl::Span<const float> bias);
  static PackedMatrix Float(int inputs, int outputs, absl::Span<const float> values, absl::Span<const float> bias);

  // Valid as long as this matrix.
  MatrixView view() const;
  int inputs() const { return inputs_; }
  int outputs() const { return outputs_; }

 private:
  int inputs_ = 0;
  int outputs_ = 0;
  std::vector<int8_t> weights_;
  std::vector<float> scales_;
  std::vector<float> floats_;
  std::vector<float> bias_;
};

}  // namespace weft

#endif  // WEFT_EMBEDDING_PACKED_MATRIX_H_
