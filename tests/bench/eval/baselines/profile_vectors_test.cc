#include "bench/eval/baselines/profile_vectors.h"

#include <cmath>
#include <vector>

#include "gtest/gtest.h"
#include "weft/base/random.h"

namespace weft {
namespace {

struct CosineCase {
  const char* name;
  std::vector<float> a, b;
  double cosine;
};

class CosineTest : public testing::TestWithParam<CosineCase> {};

TEST_P(CosineTest, IsAsComputedByHand) {
  std::vector<float> rows = GetParam().a;
  rows.insert(rows.end(), GetParam().b.begin(), GetParam().b.end());
  const ProfileVectors vectors(rows, GetParam().a.size());
  EXPECT_EQ(vectors.size(), 2u);
  EXPECT_NEAR(vectors.Cosine(0, 1), GetParam().cosine, 1e-6);
  EXPECT_NEAR(vectors.Cosine(1, 0), GetParam().cosine, 1e-6);
}

INSTANTIATE_TEST_SUITE_P(
    All, CosineTest,
    testing::Values(CosineCase{"Same", {3, 4}, {3, 4}, 1}, CosineCase{"LengthMeansNothing", {3, 4}, {30, 40}, 1},
                    CosineCase{"Square", {1, 0}, {0, 5}, 0}, CosineCase{"Opposite", {1, 1}, {-2, -2}, -1},
                    CosineCase{"Between", {1, 0}, {1, 1}, std::sqrt(0.5)}, CosineCase{"Zeros", {0, 0}, {1, 1}, 0},
                    CosineCase{"BothZeros", {0, 0}, {0, 0}, 0}),
    [](const auto& info) { return info.param.name; });

TEST(ProfileVectorsTest, ScoresAreTheCosines) {
  constexpr size_t kDimension = 19;  // Not a multiple of the lanes.
  Random random(2);
  std::vector<float> rows(12 * kDimension);
  for (float& value : rows) value = static_cast<float>(random.Uniform() - 0.5);
  std::fill_n(rows.begin() + 3 * kDimension, kDimension, 0.0f);
  const ProfileVectors vectors(rows, kDimension);
  for (uint32_t u = 0; u < 12; ++u) {
    const MemberScores scores = vectors.Scores(u);
    ASSERT_EQ(scores.size(), 12u);
    for (uint32_t v = 0; v < 12; ++v) {
      double uv = 0, uu = 0, vv = 0;
      for (size_t i = 0; i < kDimension; ++i) {
        const double a = rows[u * kDimension + i], b = rows[v * kDimension + i];
        uv += a * b;
        uu += a * a;
        vv += b * b;
      }
      EXPECT_NEAR(scores[v], uu > 0 && vv > 0 ? uv / std::sqrt(uu * vv) : 0, 1e-6);
    }
  }
}

}  // namespace
}  // namespace weft
