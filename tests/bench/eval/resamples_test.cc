#include "bench/eval/resamples.h"

#include <numeric>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "weft/base/random.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

TEST(ResamplesTest, EachDrawsAsManyAsThereAre) {
  const Resamples resamples(7, 50, 1);
  ASSERT_EQ(resamples.size(), 50u);
  for (size_t r = 0; r < resamples.size(); ++r) {
    EXPECT_EQ(std::accumulate(resamples.Times(r).begin(), resamples.Times(r).end(), 0), 7);
  }
}

TEST(ResamplesTest, DependOnTheSeedAlone) {
  const Resamples a(20, 3, 1), b(20, 3, 1), c(20, 3, 2);
  EXPECT_EQ(a.Times(2), b.Times(2));
  EXPECT_NE(a.Times(2), c.Times(2));
}

TEST(ResamplesTest, EverybodyIsDrawnAlike) {
  const Resamples resamples(10, 4000, 3);
  std::vector<double> means(10, 0);
  for (size_t r = 0; r < resamples.size(); ++r) {
    for (size_t i = 0; i < means.size(); ++i) means[i] += resamples.Times(r)[i] / 4000.0;
  }
  for (double mean : means) EXPECT_NEAR(mean, 1, 0.08);
}

TEST(EstimateTest, TakesTheMiddle95Percent) {
  std::vector<double> resampled;  // -200 .. 200 in some order: 2.5 % and 97.5 % are at -190 and 190.
  for (int i = 0; i <= 400; ++i) resampled.push_back((i * 7) % 401 - 200);
  const Estimate estimate = MakeEstimate(3, resampled);
  EXPECT_EQ(estimate.value, 3);
  EXPECT_NEAR(estimate.low, 3 - 190, 1e-9);
  EXPECT_NEAR(estimate.high, 3 + 190, 1e-9);
}

TEST(EstimateTest, WithoutResamplesTheIntervalIsTheValue) {
  const Estimate estimate = MakeEstimate(0.5, {});
  EXPECT_EQ(estimate.low, 0.5);
  EXPECT_EQ(estimate.high, 0.5);
}

// The mean of 400 uniform numbers has a standard error of sqrt(1/12/400) = 0.0144.
TEST(EstimateTest, TheIntervalOfAMeanIsWhatTheoryExpects) {
  Random random(9);
  std::vector<double> values;
  for (int i = 0; i < 400; ++i) values.push_back(random.Uniform());
  const Resamples resamples(values.size(), 2000, 1);
  std::vector<double> means;
  for (size_t r = 0; r < resamples.size(); ++r) {
    double sum = 0;
    for (size_t i = 0; i < values.size(); ++i) sum += resamples.Times(r)[i] * values[i];
    means.push_back(sum / 400);
  }
  const double value = std::accumulate(values.begin(), values.end(), 0.0) / 400;
  const Estimate estimate = MakeEstimate(value, means);
  EXPECT_NEAR(estimate.high - estimate.low, 2 * 1.96 * 0.0144, 0.004);
}

TEST(EstimateTest, DifferencesArePaired) {
  const Estimate a = MakeEstimate(5, {4, 5, 6});
  const Estimate b = MakeEstimate(3, {2, 3, 4});
  const Estimate difference = Difference(a, b);
  EXPECT_THAT(difference.resampled, ElementsAre(2, 2, 2));
  EXPECT_EQ(difference.value, 2);
  EXPECT_EQ(difference.low, 2);
  EXPECT_EQ(difference.high, 2);
}

}  // namespace
}  // namespace weft
