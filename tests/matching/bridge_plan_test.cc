#include "weft/matching/bridge_plan.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/test_network.h"
#include "weft/base/random.h"
#include "weft/graph/cegc.h"

namespace weft {
namespace {

// Clusters of the given sizes; `ties` between the first members of two clusters, as often as told.
struct Crowd {
  TestNetwork network;
  std::shared_ptr<const NetworkView> view;
};
Crowd CrowdOf(const std::vector<int>& sizes, const std::vector<std::vector<int>>& tied_clusters) {
  Crowd out;
  for (size_t c = 0; c < sizes.size(); ++c) {
    std::vector<std::string> ids;
    for (int i = 0; i < sizes[c]; ++i) {
      ids.push_back(absl::StrCat("c", c, "-", i));
      out.network.Add(ids.back());
    }
    out.network.Cluster(ids);
  }
  for (const std::vector<int>& tied : tied_clusters) {
    for (int i = 0; i < tied[2]; ++i) {
      out.network.Tie(absl::StrCat("c", tied[0], "-", i), absl::StrCat("c", tied[1], "-", i));
    }
  }
  out.view = out.network.Snapshot();
  return out;
}

float Flow(const std::vector<ClusterBridge>& plan, uint32_t from, uint32_t to) {
  for (const ClusterBridge& bridge : plan) {
    if (bridge.from == from && bridge.to == to) return bridge.flow;
  }
  return 0;
}

TEST(BridgePlanTest, FillsWhatIsLeastJoined) {
  // 0 and 1 are well joined, 2 with nobody.
  const Crowd crowd = CrowdOf({10, 10, 10}, {{0, 1, 8}});
  BridgePlanOptions options;
  options.places = 1;
  const std::vector<ClusterBridge> plan = PlanBridges(*crowd.view, {}, options);
  EXPECT_GT(Flow(plan, 0, 2), Flow(plan, 0, 1));
  EXPECT_GT(Flow(plan, 1, 2), Flow(plan, 1, 0));
  EXPECT_NEAR(Flow(plan, 2, 0) + Flow(plan, 2, 1), 10, 1e-6);  // Every place leads somewhere.
}

TEST(BridgePlanTest, WhatStrongFitsJoinIsCounted) {
  const Crowd crowd = CrowdOf({10, 10, 10}, {});
  BridgePlanOptions options;
  options.places = 1;
  const std::vector<ClusterBridge> plan = PlanBridges(*crowd.view, {{0, 1, 30}}, options);
  EXPECT_EQ(Flow(plan, 0, 1), 0);
  EXPECT_EQ(Flow(plan, 0, 2), 10);
  EXPECT_EQ(plan[0].joined, 30);
}

TEST(BridgePlanTest, NoClusterHasMoreThanItsPart) {
  const Crowd crowd = CrowdOf({20, 20, 2}, {{0, 1, 20}});
  for (double inflow_max : {1.0, 2.0, 4.0}) {
    BridgePlanOptions options;
    options.places = 3;
    options.inflow_max = inflow_max;
    const std::vector<ClusterBridge> plan = PlanBridges(*crowd.view, {}, options);
    EXPECT_LE(Flow(plan, 0, 2) + Flow(plan, 1, 2), 2 * 3 * inflow_max) << inflow_max;
  }
}

// The reference: of many random plans of the same places none spreads ties over the pairs of clusters more evenly.
TEST(BridgePlanTest, NoRandomPlanIsMoreEven) {
  const std::vector<int> sizes = {12, 9, 7, 5, 3};
  const Crowd crowd = CrowdOf(sizes, {{0, 1, 9}, {0, 2, 4}, {1, 2, 2}, {3, 4, 1}});
  BridgePlanOptions options;
  options.places = 2;
  options.inflow_max = 100;
  const std::vector<ClusterBridge> plan = PlanBridges(*crowd.view, {}, options);
  const auto cegc = [&](const std::map<std::pair<uint32_t, uint32_t>, double>& flows) {
    ClusterPairCounts counts(5);
    for (uint32_t a = 0; a < 5; ++a) {
      for (uint32_t b = a + 1; b < 5; ++b) {
        double ties = crowd.view->ClusterPairTies(a, b);
        for (auto pair : {std::make_pair(a, b), std::make_pair(b, a)}) {
          if (flows.count(pair)) ties += flows.at(pair);
        }
        for (int i = 0; i < ties; ++i) counts.Add(a, b);
      }
    }
    return counts.Cegc();
  };
  std::map<std::pair<uint32_t, uint32_t>, double> planned;
  for (const ClusterBridge& bridge : plan) planned[{bridge.from, bridge.to}] = bridge.flow;
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    std::map<std::pair<uint32_t, uint32_t>, double> flows;
    for (uint32_t from = 0; from < 5; ++from) {
      for (int place = 0; place < 2 * sizes[from]; ++place) ++flows[{from, (from + 1 + random.Below(4)) % 5}];
    }
    EXPECT_GE(cegc(planned), cegc(flows));
  }
}

TEST(BridgeTargetsTest, TogetherTheListsFollowThePlan) {
  Crowd crowd = CrowdOf({10, 10, 10, 10}, {});
  const std::vector<ClusterBridge> bridges = {{0, 1, 0, 60}, {0, 2, 0, 30}};
  SnapshotArrays arrays = crowd.view->snapshot().arrays();
  arrays.bridges = bridges;
  const auto view =
      NetworkView::Create(Snapshot::FromArrays(crowd.view->snapshot().manifest(), arrays, crowd.view), v1::Policy());
  int first[4] = {};
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    const std::vector<uint32_t> targets = BridgeTargets(*view, 0, Random::Mix(seed));
    EXPECT_EQ(targets.size(), 3u);
    EXPECT_EQ(targets[2], 3u);  // Not planned for: last.
    ++first[targets[0]];
  }
  EXPECT_NEAR(first[1], 2000, 120);
  EXPECT_NEAR(first[2], 1000, 120);
}

TEST(BridgeTargetsTest, NoneForAMemberWithoutCluster) {
  EXPECT_TRUE(BridgeTargets(*CrowdOf({2, 2}, {}).view, kNone, 1).empty());
}

}  // namespace
}  // namespace weft
