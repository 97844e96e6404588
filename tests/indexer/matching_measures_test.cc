#include "indexer/matching_measures.h"

#include <numeric>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"
#include "weft/snapshot/snapshot_content.h"

namespace weft {
namespace {

// Two clusters of 15 with a chain of ties in each.
TestNetwork TwoClusters() {
  TestNetwork network;
  std::vector<std::string> clusters[2];
  for (int i = 0; i < 30; ++i) {
    network.Add(absl::StrCat("m", i)).add_interests(absl::StrCat("topic ", i % 3));
    clusters[i / 15].push_back(absl::StrCat("m", i));
  }
  for (int i = 0; i < 29; ++i) {
    if (i != 14) network.Tie(absl::StrCat("m", i), absl::StrCat("m", i + 1));
  }
  for (const auto& cluster : clusters) network.Cluster(cluster);
  return network;
}

absl::Status MeasureAll(const TestNetwork& network, const v1::Policy& policy, SnapshotContent* content) {
  const auto view = network.Snapshot();
  const std::shared_ptr<const Snapshot> snapshot(view, &view->snapshot());
  for (const MatchingMeasure& measure : MeasuresOfMatching()) {
    const absl::Status status = measure.measure(snapshot, policy, content);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

TEST(MatchingMeasuresTest, FillTheSnapshot) {
  const TestNetwork network = TwoClusters();
  SnapshotContent content(TestNetwork::kDimension);
  TestNetwork copy = network;
  ASSERT_OK(MeasureAll(network, copy.policy(), &content));
  ASSERT_EQ(content.closeness_scales.size(), 3u);
  for (const float scale : content.closeness_scales) EXPECT_GT(scale, 0);
  ASSERT_EQ(content.exposure.size(), 30u);
  EXPECT_NEAR(std::accumulate(content.exposure.begin(), content.exposure.end(), 0.0), 30, 1e-3);
  ASSERT_EQ(content.bridges.size(), 2u);
  EXPECT_EQ(content.bridges[0].to, 1u);
  EXPECT_FLOAT_EQ(content.bridges[0].flow, 45);  // Three places of ten in each of 15 lists.
}

// Nobody has spoken, so nobody may be shown unless the policy says so.
TEST(MatchingMeasuresTest, ExposureFollowsTheNetworksPolicy) {
  SnapshotContent content(TestNetwork::kDimension);
  ASSERT_OK(MeasureAll(TwoClusters(), v1::Policy(), &content));
  EXPECT_TRUE(content.exposure.empty());
}

TEST(MatchingMeasuresTest, TheShareOfThePolicyIsPlannedFor) {
  v1::Policy policy;
  policy.set_unspoken(v1::Policy::UNSPOKEN_SHOW);
  policy.set_weak_tie_share(0.5);
  SnapshotContent content(TestNetwork::kDimension);
  ASSERT_OK(MeasureAll(TwoClusters(), policy, &content));
  EXPECT_FLOAT_EQ(content.bridges[0].flow, 75);
}

}  // namespace
}  // namespace weft
