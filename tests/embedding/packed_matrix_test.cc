#include "weft/embedding/packed_matrix.h"

#include "gtest/gtest.h"

namespace weft {
namespace {

TEST(PackedMatrixTest, Int8OrderIsWhatTheKernelsRead) {
  // 3 inputs, 17 outputs: both are padded.
  std::vector<int8_t> values;
  for (int i = 0; i < 3 * 17; ++i) values.push_back(static_cast<int8_t>(i));
  const PackedMatrix matrix =
      PackedMatrix::Int8(3, 17, values, std::vector<float>(17, 2.0f), std::vector<float>(17, 3.0f));
  const MatrixView view = matrix.view();
  EXPECT_EQ(view.floats, nullptr);
  for (int k = 0; k < 4; ++k) {
    for (int n = 0; n < kOutputsPadding; ++n) {
      const int expected = k < 3 && n < 17 ? k * 17 + n : 0;
      EXPECT_EQ(view.weights[(n / 16 * 2 + k / 2) * 32 + n % 16 * 2 + k % 2], expected) << k << " " << n;
    }
  }
  EXPECT_EQ(view.scales[16], 2.0f);
  EXPECT_EQ(view.scales[17], 0.0f);
  EXPECT_EQ(view.bias[16], 3.0f);
  EXPECT_EQ(view.bias[31], 0.0f);
}

TEST(PackedMatrixTest, FloatOrderIsWhatTheKernelsRead) {
  std::vector<float> values;
  for (int i = 0; i < 3 * 17; ++i) values.push_back(static_cast<float>(i));
  const PackedMatrix matrix = PackedMatrix::Float(3, 17, values, std::vector<float>(17));
  const MatrixView view = matrix.view();
  EXPECT_EQ(view.weights, nullptr);
  for (int k = 0; k < 3; ++k) {
    for (int n = 0; n < 17; ++n) EXPECT_EQ(view.floats[n / 16 * 48 + k * 16 + n % 16], values[k * 17 + n]);
  }
}

}  // namespace
}  // namespace weft
