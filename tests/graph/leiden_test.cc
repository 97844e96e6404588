#include "weft/graph/leiden.h"

#include <algorithm>
#include <functional>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/graphs.h"
#include "weft/base/random.h"
#include "weft/graph/modularity.h"

namespace weft {
namespace {

// The members of each cluster that a walk inside the cluster from its smallest member does not reach.
int CountUnreached(const TieGraphView& graph, const Clustering& clustering) {
  std::vector<bool> reached(graph.size(), false);
  std::set<uint32_t> started;
  int unreached = 0;
  for (uint32_t root = 0; root < graph.size(); ++root) {
    const uint32_t label = clustering.labels[root];
    if (label == kNoCluster || !started.insert(label).second) {
      unreached += label != kNoCluster && !reached[root];
      continue;
    }
    std::vector<uint32_t> stack = {root};
    reached[root] = true;
    while (!stack.empty()) {
      const uint32_t u = stack.back();
      stack.pop_back();
      for (uint32_t v : graph.Neighbors(u)) {
        if (clustering.labels[v] != label || reached[v]) continue;
        reached[v] = true;
        stack.push_back(v);
      }
    }
  }
  return unreached;
}

void ExpectWellFormed(const TieGraphView& graph, const Clustering& clustering) {
  ASSERT_EQ(clustering.labels.size(), graph.size());
  std::vector<uint32_t> sizes(clustering.count, 0);
  std::vector<uint32_t> smallest(clustering.count, kNoCluster);
  for (uint32_t u = 0; u < graph.size(); ++u) {
    const uint32_t label = clustering.labels[u];
    EXPECT_EQ(label == kNoCluster, graph.Degree(u) == 0);
    if (label == kNoCluster) continue;
    ASSERT_LT(label, clustering.count);
    ++sizes[label];
    smallest[label] = std::min(smallest[label], u);
  }
  for (uint32_t c = 0; c < clustering.count; ++c) {
    EXPECT_GT(sizes[c], 0u);
    if (c == 0) continue;
    EXPECT_LT(std::make_pair(~sizes[c - 1], smallest[c - 1]), std::make_pair(~sizes[c], smallest[c]));
  }
  EXPECT_EQ(CountUnreached(graph, clustering), 0);
}

class LeidenTest : public testing::TestWithParam<NamedGraph> {};

TEST_P(LeidenTest, ClustersAreConnectedAndInOrder) {
  for (double resolution : {0.01, 0.3, 1.0, 3.0, 100.0}) {
    for (uint64_t seed = 1; seed <= 10; ++seed) {
      ExpectWellFormed(GetParam().graph.view(), FindClusters(GetParam().graph.view(), {resolution, seed, 3}));
    }
  }
}

TEST_P(LeidenTest, SameSeedSameClusters) {
  const Clustering first = FindClusters(GetParam().graph.view(), {1.0, 7, 3});
  const Clustering second = FindClusters(GetParam().graph.view(), {1.0, 7, 3});
  EXPECT_EQ(first.labels, second.labels);
}

TEST_P(LeidenTest, MoreIterationsNeverLose) {
  double before = -1;
  for (int iterations = 1; iterations <= 6; ++iterations) {
    const Clustering clustering = FindClusters(GetParam().graph.view(), {1.0, 7, iterations});
    const double modularity = Modularity(GetParam().graph.view(), clustering);
    EXPECT_GE(modularity, before - 1e-9);
    before = modularity;
  }
}

TEST_P(LeidenTest, StrengthsCountOnlyRelativeToOneAnother) {
  // A power of two scales floats without rounding, so the very same partition must come out.
  const TieGraphView graph = GetParam().graph.view();
  std::vector<float> scaled(graph.strengths.begin(), graph.strengths.end());
  for (float& strength : scaled) strength *= 0.125f;
  const TieGraphView weaker{graph.offsets, graph.neighbors, scaled};
  EXPECT_EQ(FindClusters(graph, {1.0, 3, 2}).labels, FindClusters(weaker, {1.0, 3, 2}).labels);
}

TEST_P(LeidenTest, AnyStartGivesClustersAsGood) {
  const TieGraphView graph = GetParam().graph.view();
  Random random(4);
  std::vector<uint32_t> drawn;  // Labels may be any numbers, and some have none.
  for (uint32_t u = 0; u < graph.size(); ++u) {
    drawn.push_back(random.Below(4) == 0 ? kNoCluster : 1000000 + static_cast<uint32_t>(random.Below(7)));
  }
  const double afresh = Modularity(graph, FindClusters(graph, {1.0, 7, 5}));
  for (const std::vector<uint32_t>& start : {drawn, std::vector<uint32_t>(graph.size(), 3)}) {
    const Clustering clustering = FindClusters(graph, {1.0, 7, 5}, start);
    ExpectWellFormed(graph, clustering);
    EXPECT_GE(Modularity(graph, clustering), 0.96 * afresh - 1e-9);
    EXPECT_EQ(FindClusters(graph, {1.0, 7, 5}, start).labels, clustering.labels);
  }
}

TEST_P(LeidenTest, AStartIsNeverMadeWorse) {
  const TieGraphView graph = GetParam().graph.view();
  const Clustering first = FindClusters(graph, {1.0, 7, 2});
  const Clustering second = FindClusters(graph, {1.0, 8, 2}, first.labels);
  EXPECT_GE(Modularity(graph, second), Modularity(graph, first) - 1e-9);
}

INSTANTIATE_TEST_SUITE_P(All, LeidenTest, testing::ValuesIn(SmallGraphs()),
                         [](const auto& info) { return info.param.name; });

// The best of all partitions, tried one by one: labels grow as in a restricted growth string.
double BestModularity(const TieGraphView& graph, double resolution) {
  double best = -1;
  Clustering tried;
  tried.labels.assign(graph.size(), 0);
  const std::function<void(uint32_t, uint32_t)> extend = [&](uint32_t u, uint32_t used) {
    if (u == graph.size()) {
      tried.count = used;
      best = std::max(best, Modularity(graph, tried, resolution));
      return;
    }
    for (uint32_t label = 0; label <= used; ++label) {
      tried.labels[u] = label;
      extend(u + 1, std::max(used, label + 1));
    }
  };
  extend(0, 0);
  return best;
}

// Not always the very best: no single move leads out of some partitions, here or in igraph's Leiden (196 of 200 each).
TEST(LeidenQualityTest, FindsTheBestOfAllPartitionsOfMostTinyGraphs) {
  int found = 0;
  const int graphs = 40;
  for (int seed = 1; seed <= graphs; ++seed) {
    const TieGraph graph = PlantedPartition(2, 4, 0.8, 0.2, seed);
    const double resolution = seed % 2 == 0 ? 1.0 : 1.6;
    double reached = -1;
    for (uint64_t s = 1; s <= 20; ++s) {
      reached = std::max(reached, Modularity(graph.view(), FindClusters(graph.view(), {resolution, s, 5}), resolution));
    }
    const double best = BestModularity(graph.view(), resolution);
    ASSERT_LE(reached, best + 1e-9);
    EXPECT_GE(reached, best - 0.02) << seed;
    found += reached > best - 1e-9;
  }
  EXPECT_GE(found, 36);
}

TEST(LeidenQualityTest, FindsPlantedGroups) {
  const TieGraph graph = PlantedPartition(8, 40, 0.4, 0.01, 3);
  const Clustering clustering = FindClusters(graph.view(), {});
  ASSERT_EQ(clustering.count, 8u);
  for (uint32_t u = 0; u < graph.view().size(); ++u) {
    EXPECT_EQ(clustering.labels[u], clustering.labels[u / 40 * 40]);
  }
}

TEST(LeidenQualityTest, FindsEachCliqueInARing) {
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (uint32_t c = 0; c < 10; ++c) {
    for (uint32_t i = 0; i < 6; ++i) {
      for (uint32_t j = i + 1; j < 6; ++j) pairs.push_back({c * 6 + i, c * 6 + j});
    }
    pairs.push_back({c * 6, (c * 6 + 7) % 60});
  }
  const Clustering clustering = FindClusters(MakeGraph(60, pairs).view(), {});
  ASSERT_EQ(clustering.count, 10u);
  for (uint32_t u = 0; u < 60; ++u) EXPECT_EQ(clustering.labels[u], u / 6);
}

TEST(LeidenQualityTest, StrongTiesDecide) {
  // A square whose opposite sides are strong: two pairs.
  const TieGraph graph = MakeWeightedGraph(4, {{0, 1, 0.9f}, {1, 2, 0.1f}, {2, 3, 0.9f}, {3, 0, 0.1f}});
  EXPECT_THAT(FindClusters(graph.view(), {}).labels, testing::ElementsAre(0, 0, 1, 1));
}

TEST(LeidenQualityTest, HigherResolutionFindsMoreClusters) {
  const TieGraph graph = DebianMaintainers();
  uint32_t before = 0;
  for (double resolution : {0.2, 1.0, 3.0, 10.0}) {
    const Clustering clustering = FindClusters(graph.view(), {resolution, 1, 2});
    ExpectWellFormed(graph.view(), clustering);
    EXPECT_GT(clustering.count, before);
    before = clustering.count;
  }
}

// Pairs tied in the graph that are together in one partition and apart in the other, as a share of all tied pairs.
double ShareParted(const TieGraphView& graph, const Clustering& a, const Clustering& b) {
  double parted = 0;
  for (uint32_t u = 0; u < graph.size(); ++u) {
    for (uint32_t v : graph.Neighbors(u)) {
      parted += (a.labels[u] == a.labels[v]) != (b.labels[u] == b.labels[v]);
    }
  }
  return parted / static_cast<double>(graph.neighbors.size());
}

TEST(LeidenStartTest, FewTiesLessMoveFewClusters) {
  const TieGraph graph = DebianMaintainers();
  Random random(3);
  std::vector<DerivedTie> left;
  for (uint32_t u = 0; u < graph.view().size(); ++u) {
    for (size_t i = 0; i < graph.view().Degree(u); ++i) {
      const uint32_t v = graph.view().Neighbors(u)[i];
      if (u < v && random.Below(200) > 0) left.push_back({u, v, graph.view().Strengths(u)[i]});
    }
  }
  const TieGraph less = MakeWeightedGraph(graph.view().size(), left);
  for (double resolution : {1.0, 4.0}) {
    const Clustering first = FindClusters(graph.view(), {resolution, 1, 5});
    const Clustering afresh = FindClusters(less.view(), {resolution, 1, 5});
    const Clustering onward = FindClusters(less.view(), {resolution, 1, 5}, first.labels);
    EXPECT_LT(ShareParted(less.view(), first, onward), 0.03) << resolution;
    EXPECT_LT(ShareParted(less.view(), first, onward), ShareParted(less.view(), first, afresh)) << resolution;
    EXPECT_GE(Modularity(less.view(), onward, resolution), 0.99 * Modularity(less.view(), afresh, resolution));
  }
}

TEST(LeidenStartTest, WhatFellApartIsSplitAndWhatGrewTogetherIsJoined) {
  const TieGraph apart = PlantedPartition(2, 30, 0.5, 0.01, 1);
  const TieGraph together = PlantedPartition(1, 60, 0.5, 0, 1);
  const Clustering two = FindClusters(apart.view(), {});
  ASSERT_EQ(two.count, 2u);
  const std::vector<uint32_t> one(60, 0);
  EXPECT_EQ(FindClusters(apart.view(), {}, one).labels, two.labels);
  EXPECT_EQ(FindClusters(together.view(), {0.3, 1, 5}, two.labels).count, 1u);
}

TEST(LeidenQualityTest, KarateReachesTheKnownOptimum) {
  const TieGraph graph = Karate();
  EXPECT_NEAR(Modularity(graph.view(), FindClusters(graph.view(), {})), 0.419790, 1e-5);
}

}  // namespace
}  // namespace weft
