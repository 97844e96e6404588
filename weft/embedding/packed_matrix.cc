#include "weft/embedding/packed_matrix.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace weft {
namespace {

int Padded(int outputs) { return (outputs + kOutputsPadding - 1) / kOutputsPadding * kOutputsPadding; }

std::vector<float> PaddedCopy(absl::Span<const float> values) {
  std::vector<float> out(Padded(static_cast<int>(values.size())), 0.0f);
  std::copy(values.begin(), values.end(), out.begin());
  return out;
}

}  // namespace

PackedMatrix PackedMatrix::Int8(int inputs, int outputs, absl::Span<const int8_t> values,
                                absl::Span<const float> scales, absl::Span<const float> bias) {
  assert(inputs > 0 && inputs <= kMatrixInputsMax && outputs > 0);
  assert(values.size() == static_cast<size_t>(inputs) * outputs);
  assert(scales.size() == static_cast<size_t>(outputs) && bias.size() == scales.size());
  PackedMatrix matrix;
  matrix.inputs_ = inputs;
  matrix.outputs_ = outputs;
  matrix.scales_ = PaddedCopy(scales);
  matrix.bias_ = PaddedCopy(bias);
  const int pairs = (inputs + 1) / 2;
  matrix.weights_.assign(static_cast<size_t>(Padded(outputs)) * pairs * 2, 0);
  for (int group = 0; group < outputs; group += kLanes) {
    int8_t* out = matrix.weights_.data() + static_cast<size_t>(group) * pairs * 2;
    const int lanes = std::min(kLanes, outputs - group);
    for (int k = 0; k < inputs; ++k) {
      const int8_t* row = values.data() + static_cast<size_t>(k) * outputs + group;
      int8_t* to = out + static_cast<ptrdiff_t>(k / 2) * (2 * kLanes) + k % 2;
      for (ptrdiff_t i = 0; i < lanes; ++i) to[2 * i] = row[i];
    }
  }
  return matrix;
}

PackedMatrix PackedMatrix::Float(int inputs, int outputs, absl::Span<const float> values,
                                 absl::Span<const float> bias) {
  assert(inputs > 0 && inputs <= kMatrixInputsMax && outputs > 0);
  assert(values.size() == static_cast<size_t>(inputs) * outputs && bias.size() == static_cast<size_t>(outputs));
  PackedMatrix matrix;
  matrix.inputs_ = inputs;
  matrix.outputs_ = outputs;
  matrix.bias_ = PaddedCopy(bias);
  matrix.floats_.assign(static_cast<size_t>(Padded(outputs)) * inputs, 0.0f);
  for (int group = 0; group < outputs; group += kLanes) {
    float* out = matrix.floats_.data() + static_cast<size_t>(group) * inputs;
    const int lanes = std::min(kLanes, outputs - group);
    for (int k = 0; k < inputs; ++k) {
      const float* row = values.data() + static_cast<size_t>(k) * outputs + group;
      std::copy(row, row + lanes, out + static_cast<size_t>(k) * kLanes);
    }
  }
  return matrix;
}

MatrixView PackedMatrix::view() const {
  return {inputs_,
          outputs_,
          weights_.empty() ? nullptr : weights_.data(),
          scales_.empty() ? nullptr : scales_.data(),
          floats_.empty() ? nullptr : floats_.data(),
          bias_.data()};
}

}  // namespace weft
