#include "indexer/matching_measures.h"

#include <numeric>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

TEST(MatchingMeasuresTest, ExposureFollowsTheNetworksPolicy) {
  TestNetwork network;
  for (int i = 0; i < 30; ++i) network.Add(absl::StrCat("m", i)).add_interests(absl::StrCat("topic ", i % 3));
  const auto view = network.Snapshot();
  std::shared_ptr<const Snapshot> snapshot(view, &view->snapshot());
  ASSERT_OK_AND_ASSIGN(const std::vector<float> shown, MeasuresOfMatching().exposure(snapshot, network.policy()));
  ASSERT_EQ(shown.size(), 30u);
  EXPECT_NEAR(std::accumulate(shown.begin(), shown.end(), 0.0), 30, 1e-3);
  // Nobody has spoken, so nobody may be shown unless the policy says so.
  ASSERT_OK_AND_ASSIGN(const std::vector<float> hidden, MeasuresOfMatching().exposure(snapshot, v1::Policy()));
  EXPECT_TRUE(hidden.empty());
}

TEST(MatchingMeasuresTest, ScalesOfClosenessAreAboveZero) {
  TestNetwork network;
  for (int i = 0; i < 30; ++i) network.Add(absl::StrCat("m", i));
  for (int i = 0; i < 29; ++i) network.Tie(absl::StrCat("m", i), absl::StrCat("m", i + 1));
  const auto view = network.Snapshot();
  std::shared_ptr<const Snapshot> snapshot(view, &view->snapshot());
  ASSERT_OK_AND_ASSIGN(const std::vector<float> scales,
                       MeasuresOfMatching().closeness_scales(snapshot, network.policy()));
  ASSERT_EQ(scales.size(), 3u);
  for (float scale : scales) EXPECT_GT(scale, 0);
}

}  // namespace
}  // namespace weft
