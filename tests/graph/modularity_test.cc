#include "weft/graph/modularity.h"

#include "gtest/gtest.h"
#include "tests/graph/graphs.h"
#include "weft/base/random.h"

namespace weft {
namespace {

// Newman's double sum, word for word: 1/2m sum over u, v in one cluster of A_uv - resolution k_u k_v / 2m.
double SlowModularity(const TieGraphView& graph, const std::vector<uint32_t>& labels, double resolution) {
  std::vector<std::vector<double>> strength(graph.size(), std::vector<double>(graph.size(), 0));
  std::vector<double> totals(graph.size(), 0);
  double twice_m = 0;
  for (uint32_t u = 0; u < graph.size(); ++u) {
    for (size_t i = 0; i < graph.Degree(u); ++i) {
      strength[u][graph.Neighbors(u)[i]] = graph.Strengths(u)[i];
      totals[u] += graph.Strengths(u)[i];
      twice_m += graph.Strengths(u)[i];
    }
  }
  if (twice_m == 0) return 0;
  double sum = 0;
  for (uint32_t u = 0; u < graph.size(); ++u) {
    for (uint32_t v = 0; v < graph.size(); ++v) {
      const bool together = labels[u] == kNoCluster ? u == v : labels[u] == labels[v];
      if (together) sum += strength[u][v] - resolution * totals[u] * totals[v] / twice_m;
    }
  }
  return sum / twice_m;
}

TEST(ModularityTest, EqualsTheDoubleSum) {
  Random random(6);
  for (const NamedGraph& named : SmallGraphs()) {
    for (double resolution : {0.5, 1.0, 2.5}) {
      Clustering clustering;
      clustering.count = 4;
      for (uint32_t u = 0; u < named.graph.view().size(); ++u) {
        const uint32_t drawn = random.Below(5);
        clustering.labels.push_back(drawn == 4 ? kNoCluster : drawn);
      }
      EXPECT_NEAR(Modularity(named.graph.view(), clustering, resolution),
                  SlowModularity(named.graph.view(), clustering.labels, resolution), 1e-12)
          << named.name;
    }
  }
}

TEST(ModularityTest, TwoTrianglesJoinedByOneTie) {
  TieGraph graph = MakeGraph(6, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}});
  EXPECT_NEAR(Modularity(graph.view(), {{0, 0, 0, 1, 1, 1}, 2}), 6.0 / 7 - 0.5, 1e-7);
  EXPECT_NEAR(Modularity(graph.view(), {{0, 0, 0, 0, 0, 0}, 1}), 0, 1e-7);
}

}  // namespace
}  // namespace weft
