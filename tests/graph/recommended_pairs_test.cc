#include "weft/graph/recommended_pairs.h"

#include <algorithm>
#include <map>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/graphs.h"
#include "weft/base/random.h"
#include "weft/graph/cegc.h"
#include "weft/graph/leiden.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

bool Nothing(uint32_t, uint32_t) { return false; }

TEST(CrossingCountsTest, CountsWhatPairsJoin) {
  // Clusters {0, 1} and {2, 3}; 4 has none.
  const Clustering clustering = {{0, 0, 1, 1, kNoCluster}, 2};
  const std::vector<RecommendedPair> pairs = {{0, 1}, {0, 2}, {2, 0}, {1, 3}, {0, 4}};
  const CrossingCounts counts = CountCrossing(pairs, clustering, [](uint32_t a, uint32_t b) { return a + b == 4; });
  EXPECT_EQ(counts.clustered, 4u);
  EXPECT_EQ(counts.crossing, 3u);
  EXPECT_EQ(counts.strict, 2u);  // 1 and 3 share a group.
  EXPECT_EQ(counts.CrossingShare(), 0.75);
  EXPECT_EQ(counts.StrictShare(), 0.5);
}

TEST(CrossingCountsTest, NoPairsShareNothing) {
  const CrossingCounts counts = CountCrossing({}, {{0, 1}, 2}, Nothing);
  EXPECT_EQ(counts.CrossingShare(), 0);
  EXPECT_EQ(counts.StrictShare(), 0);
}

TEST(CegcWithTest, APairCountsOnceAndATieNeverAgain) {
  // Three clusters of two; 0-1 and 1-2 joined by one tie each, 0-2 by none.
  const TieGraph graph = MakeGraph(6, {{0, 1}, {2, 3}, {4, 5}, {1, 2}, {3, 4}});
  const Clustering clustering = {{0, 0, 1, 1, 2, 2}, 3};
  EXPECT_NEAR(CegcWith(graph.view(), clustering, {}), Cegc({1, 1}, 3), 1e-12);
  EXPECT_NEAR(CegcWith(graph.view(), clustering, {{0, 5}}), 1, 1e-12);
  EXPECT_NEAR(CegcWith(graph.view(), clustering, {{0, 5}, {5, 0}, {0, 5}}), 1, 1e-12);
  EXPECT_NEAR(CegcWith(graph.view(), clustering, {{2, 1}, {3, 4}}), Cegc({1, 1}, 3), 1e-12);
  EXPECT_NEAR(CegcWith(graph.view(), clustering, {{0, 2}, {0, 3}}), Cegc({3, 1}, 3), 1e-12);
}

TEST(CegcWithTest, AgreesWithTheGraphThatHasTheTies) {
  Random random(7);
  for (const NamedGraph& named : SmallGraphs()) {
    const TieGraphView graph = named.graph.view();
    if (graph.size() < 2) continue;
    const Clustering clustering = FindClusters(graph, LeidenOptions());
    std::vector<RecommendedPair> pairs;
    std::set<std::pair<uint32_t, uint32_t>> all;
    for (uint32_t u = 0; u < graph.size(); ++u) {
      for (uint32_t v : graph.Neighbors(u)) all.insert(std::minmax(u, v));
    }
    for (int i = 0; i < 20; ++i) {
      const uint32_t a = static_cast<uint32_t>(random.Below(graph.size()));
      const uint32_t b = static_cast<uint32_t>(random.Below(graph.size()));
      if (a == b) continue;
      pairs.push_back({a, b});
      all.insert(std::minmax(a, b));
    }
    const TieGraph joined = MakeGraph(graph.size(), {all.begin(), all.end()});
    EXPECT_NEAR(CegcWith(graph, clustering, pairs), ClusterPairCounts::Of(joined.view(), clustering).Cegc(), 1e-12)
        << named.name;
  }
}

TEST(ExposureTest, CountsHowOftenEachIsShown) {
  const std::vector<uint64_t> exposure = ExposureCounts({{0, 2}, {1, 2}, {2, 0}}, 4);
  EXPECT_THAT(exposure, ElementsAre(1u, 0u, 2u, 0u));
  EXPECT_EQ(Coverage(exposure), 0.5);
  EXPECT_EQ(Coverage({}), 0);
  EXPECT_EQ(Reach({0, 1, 3}, exposure), 1.0 / 3);
  EXPECT_EQ(Reach({}, exposure), 0);
}

TEST(LeastTiedTest, TakesTheLowestQuarterTiesIncluded) {
  // Degrees 0: 1, 1: 2, 2: 2, 3: 2, 4: 1, 5: 0, 6: 0, 7: 0. A quarter of eight is two, three have none.
  const TieGraph graph = MakeGraph(8, {{0, 1}, {1, 2}, {2, 3}, {3, 4}});
  EXPECT_THAT(LeastTied(graph.view()), ElementsAre(5u, 6u, 7u));
  EXPECT_THAT(LeastTied(Clique(4).view()), ElementsAre(0u, 1u, 2u, 3u));
  EXPECT_THAT(LeastTied(Star(9).view()), ElementsAre(1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u));
  EXPECT_THAT(LeastTied(MakeGraph(0, {}).view()), IsEmpty());
}

}  // namespace
}  // namespace weft
