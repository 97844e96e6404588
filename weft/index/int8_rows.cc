#include "weft/index/int8_rows.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "weft/index/dot_avx2.h"

namespace weft {
namespace {

using DotKernel = int32_t (*)(const int8_t*, const int8_t*, int);

DotKernel ChooseKernel() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return DotInt8Avx2;
#endif
  return DotInt8Portable;
}

// Sums that cancel out leave rounding noise of about this length.
constexpr double kNoLength = 1e-6;

}  // namespace

int32_t DotInt8Portable(const int8_t* a, const int8_t* b, int dimension) {
  int32_t sum = 0;
  for (int i = 0; i < dimension; ++i) sum += static_cast<int32_t>(a[i]) * static_cast<int32_t>(b[i]);
  return sum;
}

int32_t DotInt8(const int8_t* a, const int8_t* b, int dimension) {
  static const DotKernel kernel = ChooseKernel();
  return kernel(a, b, dimension);
}

float QuantizeRow(absl::Span<const float> vector, absl::Span<int8_t> out) {
  assert(out.size() == vector.size());
  float largest = 0;
  for (float value : vector) {
    assert(std::isfinite(value));
    largest = std::max(largest, std::fabs(value));
  }
  const float scale = largest / 127;
  if (scale == 0) {
    std::fill(out.begin(), out.end(), static_cast<int8_t>(0));
    return 0;
  }
  for (size_t i = 0; i < vector.size(); ++i) {
    const float rounded = std::round(vector[i] / scale);
    out[i] = static_cast<int8_t>(std::max(-127.0f, std::min(127.0f, rounded)));
  }
  return scale;
}

size_t Int8Rows::Add(absl::Span<const float> vector) {
  assert(vector.size() == static_cast<size_t>(dimension_));
  const size_t begin = data_.size();
  data_.resize(begin + vector.size());
  scales_.push_back(QuantizeRow(vector, absl::MakeSpan(data_).subspan(begin)));
  return scales_.size() - 1;
}

size_t Int8Rows::Add(Int8Row row) {
  assert(row);
  data_.insert(data_.end(), row.data, row.data + dimension_);
  scales_.push_back(row.scale);
  return scales_.size() - 1;
}

std::vector<float> NormalizedSum(absl::Span<const Int8Row> rows, int dimension) {
  std::vector<float> sum(static_cast<size_t>(dimension), 0.0f);
  for (const Int8Row& row : rows) {
    if (!row) continue;
    for (int i = 0; i < dimension; ++i) sum[i] += row.scale * static_cast<float>(row.data[i]);
  }
  double square = 0;
  for (float value : sum) square += static_cast<double>(value) * value;
  const double length = std::sqrt(square);
  if (length < kNoLength) {
    std::fill(sum.begin(), sum.end(), 0.0f);
    return sum;
  }
  for (float& value : sum) value = static_cast<float>(value / length);
  return sum;
}

}  // namespace weft
