#include "weft/base/random.h"

#include <vector>

#include "gtest/gtest.h"

namespace weft {
namespace {

TEST(RandomTest, IsSplitMix64) {
  // First outputs for seed 1234567 of the public-domain reference implementation by Vigna.
  Random random(1234567);
  EXPECT_EQ(random.Next(), 6457827717110365317u);
  EXPECT_EQ(random.Next(), 3203168211198807973u);
}

TEST(RandomTest, BelowCoversItsRangeEvenly) {
  Random random(7);
  std::vector<int> counts(10);
  for (int i = 0; i < 100000; ++i) ++counts[random.Below(10)];
  for (int count : counts) EXPECT_NEAR(count, 10000, 500);
}

TEST(RandomTest, UniformStaysBelowOne) {
  Random random(8);
  double sum = 0;
  for (int i = 0; i < 100000; ++i) {
    double u = random.Uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u;
  }
  EXPECT_NEAR(sum / 100000, 0.5, 0.01);
}

}  // namespace
}  // namespace weft
