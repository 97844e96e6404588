#include "weft/index/int8_rows.h"

#include <cmath>

#include "gtest/gtest.h"
#include "tests/testing/random_rows.h"

namespace weft {
namespace {

std::vector<int8_t> RandomBytes(size_t count, Random* random) {
  std::vector<int8_t> bytes(count);
  for (int8_t& byte : bytes) byte = static_cast<int8_t>(random->Below(256));
  return bytes;
}

TEST(DotInt8Test, KernelsAgreeToTheBit) {
  Random random(1);
  for (int dimension : {32, 64, 96, 512, 1024, 4096}) {
    for (int repeat = 0; repeat < 50; ++repeat) {
      // One byte more, so that rows begin at odd addresses too.
      const std::vector<int8_t> a = RandomBytes(dimension + 1, &random);
      const std::vector<int8_t> b = RandomBytes(dimension + 1, &random);
      ASSERT_EQ(DotInt8(a.data() + repeat % 2, b.data() + 1, dimension),
                DotInt8Portable(a.data() + repeat % 2, b.data() + 1, dimension));
    }
  }
}

TEST(DotInt8Test, ExtremesNeitherSaturateNorOverflow) {
  constexpr int kDimensionMax = 65536;
  const std::vector<int8_t> low(kDimensionMax, -128);
  const std::vector<int8_t> high(kDimensionMax, 127);
  for (int dimension : {32, 1024, kDimensionMax}) {
    EXPECT_EQ(DotInt8(low.data(), low.data(), dimension), 128 * 128 * dimension);
    EXPECT_EQ(DotInt8(low.data(), high.data(), dimension), -128 * 127 * dimension);
    EXPECT_EQ(DotInt8Portable(low.data(), high.data(), dimension), -128 * 127 * dimension);
  }
}

TEST(DotTest, AbsentRowsGiveZero) {
  const std::vector<int8_t> ones(32, 1);
  const Int8Row row{ones.data(), 0.5f};
  EXPECT_EQ(Dot(row, row, 32), 8.0f);
  EXPECT_EQ(Dot(row, Int8Row(), 32), 0.0f);
  EXPECT_EQ(Dot(Int8Row(), row, 32), 0.0f);
}

TEST(QuantizeRowTest, RoundsHalfAwayFromZero) {
  // Scale 1: 127 is the largest.
  const std::vector<float> vector = {127, -127, 0.5f, -0.5f, 0.49f, 1.5f, -2.5f, 0};
  std::vector<int8_t> out(vector.size());
  EXPECT_EQ(QuantizeRow(vector, absl::MakeSpan(out)), 1.0f);
  EXPECT_EQ(out, (std::vector<int8_t>{127, -127, 1, -1, 0, 2, -3, 0}));
}

TEST(QuantizeRowTest, ZeroAndTinyVectorsHaveScaleZero) {
  for (float value : {0.0f, 1e-45f}) {
    const std::vector<float> vector(32, value);
    std::vector<int8_t> out(32, 7);
    EXPECT_EQ(QuantizeRow(vector, absl::MakeSpan(out)), 0.0f);
    EXPECT_EQ(out, std::vector<int8_t>(32, 0));
  }
}

TEST(QuantizeRowTest, KeepsCosinesOfUnitVectors) {
  Random random(2);
  Int8Rows rows(1024);
  for (int i = 0; i < 50; ++i) {
    const std::vector<float> a = RandomUnitVector(1024, &random);
    const std::vector<float> b = RandomUnitVector(1024, &random);
    double cosine = 0;
    for (int d = 0; d < 1024; ++d) cosine += static_cast<double>(a[d]) * b[d];
    const size_t at = rows.Add(a);
    rows.Add(b);
    const Int8RowsView view = rows.view();
    EXPECT_NEAR(Dot(view.row(at), view.row(at), 1024), 1, 2e-3);
    EXPECT_NEAR(Dot(view.row(at), view.row(at + 1), 1024), cosine, 2e-3);
  }
}

TEST(Int8RowsTest, AddsVectorsAndRows) {
  Int8Rows rows(32);
  EXPECT_EQ(rows.Add(std::vector<float>(32, 0.25f)), 0u);
  Int8Rows copies(32);
  EXPECT_EQ(copies.Add(rows.view().row(0)), 0u);
  EXPECT_EQ(copies.data(), rows.data());
  EXPECT_EQ(copies.scales(), rows.scales());
  EXPECT_EQ(copies.size(), 1u);
}

TEST(NormalizedSumTest, HasUnitLengthAndTheSumsDirection) {
  Int8Rows rows(32);
  std::vector<float> first(32, 0.0f);
  first[0] = 1;
  std::vector<float> second(32, 0.0f);
  second[1] = 1;
  rows.Add(first);
  rows.Add(second);
  const std::vector<float> sum = NormalizedSum({rows.view().row(0), rows.view().row(1)}, 32);
  EXPECT_NEAR(sum[0], std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(sum[1], std::sqrt(0.5), 1e-6);
  EXPECT_EQ(sum[2], 0);
}

TEST(NormalizedSumTest, NothingAndOppositesGiveZeros) {
  Int8Rows rows(32);
  rows.Add(std::vector<float>(32, 0.1f));
  rows.Add(std::vector<float>(32, -0.1f));
  const std::vector<float> zeros(32, 0.0f);
  EXPECT_EQ(NormalizedSum({}, 32), zeros);
  EXPECT_EQ(NormalizedSum({Int8Row()}, 32), zeros);
  EXPECT_EQ(NormalizedSum({rows.view().row(0), rows.view().row(1)}, 32), zeros);
}

}  // namespace
}  // namespace weft
