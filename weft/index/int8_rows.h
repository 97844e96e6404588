#ifndef WEFT_INDEX_INT8_ROWS_H_
#define WEFT_INDEX_INT8_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace weft {

// Vectors are kept as int8 with one scale a row: value[i] = scale * data[i]. Dot products are summed in int32, so they
// are equal to the bit on every kernel. REQUIRES of all rows: dimension is a multiple of 32 and at most 65,536.

// One row, owned by somebody else. An absent row has data == nullptr.
struct Int8Row {
  const int8_t* data = nullptr;
  float scale = 0;
  explicit operator bool() const { return data != nullptr; }
};

// Sum of a[i] * b[i]. AVX2 or portable, chosen at start-up.
int32_t DotInt8(const int8_t* a, const int8_t* b, int dimension);
// The obvious loop, for tests and CPUs without AVX2.
int32_t DotInt8Portable(const int8_t* a, const int8_t* b, int dimension);

// Dot product of two rows: their cosine if both were quantized from unit vectors. Absent rows give 0.
inline float Dot(Int8Row a, Int8Row b, int dimension) {
  if (!a || !b) return 0;
  return a.scale * b.scale * static_cast<float>(DotInt8(a.data, b.data, dimension));
}

// Rounds a vector to int8: scale = max|v| / 127, half away from zero. An all-zero vector gives zeros and scale 0.
// REQUIRES: out.size() == vector.size(). Returns the scale.
float QuantizeRow(absl::Span<const float> vector, absl::Span<int8_t> out);

// Rows side by side, owned by somebody else.
struct Int8RowsView {
  absl::Span<const int8_t> data;  // size() * dimension
  absl::Span<const float> scales;
  int dimension = 0;

  size_t size() const { return scales.size(); }
  Int8Row row(size_t i) const { return {data.data() + i * static_cast<size_t>(dimension), scales[i]}; }
};

// Rows side by side.
class Int8Rows {
 public:
  explicit Int8Rows(int dimension) : dimension_(dimension) {}
  // REQUIRES: vector.size() == dimension. Returns the new row's number.
  size_t Add(absl::Span<const float> vector);
  size_t Add(Int8Row row);
  size_t size() const { return scales_.size(); }
  int dimension() const { return dimension_; }
  Int8RowsView view() const { return {data_, scales_, dimension_}; }
  const std::vector<int8_t>& data() const { return data_; }
  const std::vector<float>& scales() const { return scales_; }

 private:
  int dimension_;
  std::vector<int8_t> data_;
  std::vector<float> scales_;
};

// The normalized sum of unit rows: how a facet's vector is made from its phrases. All zeros if they cancel out or if
// there are none. Sums in float in the order given.
std::vector<float> NormalizedSum(absl::Span<const Int8Row> rows, int dimension);

}  // namespace weft

#endif  // WEFT_INDEX_INT8_ROWS_H_
