#include "weft/graph/betweenness.h"

#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/graphs.h"

namespace weft {
namespace {

// By definition: for every pair, the share of its shortest ways that lead through v.
std::vector<double> SlowBetweenness(const TieGraphView& graph) {
  const uint32_t n = graph.size();
  std::vector<std::vector<int>> distance(n, std::vector<int>(n, -1));
  std::vector<std::vector<double>> ways(n, std::vector<double>(n, 0));
  for (uint32_t s = 0; s < n; ++s) {
    distance[s][s] = 0;
    ways[s][s] = 1;
    for (int d = 0; d < static_cast<int>(n); ++d) {
      for (uint32_t u = 0; u < n; ++u) {
        if (distance[s][u] != d) continue;
        for (uint32_t v : graph.Neighbors(u)) {
          if (distance[s][v] < 0) distance[s][v] = d + 1;
          if (distance[s][v] == d + 1) ways[s][v] += ways[s][u];
        }
      }
    }
  }
  std::vector<double> sums(n, 0);
  for (uint32_t v = 0; v < n; ++v) {
    for (uint32_t s = 0; s < n; ++s) {
      for (uint32_t t = s + 1; t < n; ++t) {
        if (s == v || t == v || distance[s][t] < 0 || distance[s][v] < 0 || distance[v][t] < 0) continue;
        if (distance[s][v] + distance[v][t] == distance[s][t]) sums[v] += ways[s][v] * ways[v][t] / ways[s][t];
      }
    }
  }
  return sums;
}

TEST(BetweennessTest, WithAllPivotsEqualsTheDefinition) {
  for (const NamedGraph& named : SmallGraphs()) {
    const std::vector<double> found = Betweenness(named.graph.view(), {1000, 1});
    const std::vector<double> expected = SlowBetweenness(named.graph.view());
    ASSERT_EQ(found.size(), expected.size());
    for (size_t u = 0; u < found.size(); ++u) EXPECT_NEAR(found[u], expected[u], 1e-9) << named.name << " " << u;
  }
}

TEST(BetweennessTest, SamplesAverageToTheExactValue) {
  const TieGraph graph = Skewed(100, 260, 3);
  const std::vector<double> exact = Betweenness(graph.view(), {100, 1});
  std::vector<double> mean(100, 0);
  const int seeds = 400;
  for (int seed = 1; seed <= seeds; ++seed) {
    const std::vector<double> sampled = Betweenness(graph.view(), {20, static_cast<uint64_t>(seed)});
    for (size_t u = 0; u < 100; ++u) mean[u] += sampled[u] / seeds;
  }
  const double largest = *std::max_element(exact.begin(), exact.end());
  for (size_t u = 0; u < 100; ++u) EXPECT_NEAR(mean[u], exact[u], 0.03 * largest);
}

TEST(BetweennessTest, SameSeedSameSample) {
  const TieGraph graph = Skewed(100, 260, 3);
  EXPECT_EQ(Betweenness(graph.view(), {10, 5}), Betweenness(graph.view(), {10, 5}));
  EXPECT_NE(Betweenness(graph.view(), {10, 5}), Betweenness(graph.view(), {10, 6}));
}

// Known: networkx and igraph print these for Zachary's network, unweighted and not normalized.
TEST(BetweennessTest, KarateIsAsPublished) {
  const std::vector<double> found = Betweenness(Karate().view(), {34, 1});
  EXPECT_NEAR(found[0], 231.0714, 1e-4);
  EXPECT_NEAR(found[33], 160.5516, 1e-4);
}

TEST(BetweennessTest, PathByHand) {
  EXPECT_THAT(Betweenness(Path(5).view(), {5, 1}), testing::ElementsAre(0, 3, 4, 3, 0));
}

}  // namespace
}  // namespace weft
