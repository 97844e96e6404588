#include "weft/graph/clustering_coefficient.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/graphs.h"

namespace weft {
namespace {

TEST(ClusteringCoefficientTest, EqualsTiedPairsOverPairs) {
  for (const NamedGraph& named : SmallGraphs()) {
    const TieGraphView graph = named.graph.view();
    const std::vector<double> found = ClusteringCoefficients(graph);
    ASSERT_EQ(found.size(), graph.size());
    for (uint32_t u = 0; u < graph.size(); ++u) {
      int pairs = 0;
      int tied = 0;
      for (uint32_t v : graph.Neighbors(u)) {
        for (uint32_t w : graph.Neighbors(u)) {
          if (v >= w) continue;
          ++pairs;
          tied += graph.HasTie(v, w);
        }
      }
      EXPECT_NEAR(found[u], pairs == 0 ? 0.0 : static_cast<double>(tied) / pairs, 1e-12) << named.name << " " << u;
    }
  }
}

TEST(ClusteringCoefficientTest, TriangleWithATail) {
  const TieGraph graph = MakeGraph(4, {{0, 1}, {1, 2}, {2, 0}, {2, 3}});
  EXPECT_THAT(ClusteringCoefficients(graph.view()), testing::Pointwise(testing::DoubleEq(), {1.0, 1.0, 1.0 / 3, 0.0}));
}

}  // namespace
}  // namespace weft
