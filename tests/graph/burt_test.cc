#include "weft/graph/burt.h"

#include "gtest/gtest.h"
#include "tests/graph/graphs.h"

namespace weft {
namespace {

// Burt's sums over a full matrix.
std::vector<double> SlowConstraints(const TieGraphView& graph) {
  const uint32_t n = graph.size();
  std::vector<std::vector<double>> p(n, std::vector<double>(n, 0));
  for (uint32_t u = 0; u < n; ++u) {
    double total = 0;
    for (float strength : graph.Strengths(u)) total += strength;
    for (size_t i = 0; i < graph.Degree(u); ++i) p[u][graph.Neighbors(u)[i]] = graph.Strengths(u)[i] / total;
  }
  std::vector<double> constraints(n, 0);
  for (uint32_t i = 0; i < n; ++i) {
    if (graph.Degree(i) == 0) constraints[i] = 1;
    for (uint32_t j : graph.Neighbors(i)) {
      double invested = p[i][j];
      for (uint32_t q = 0; q < n; ++q) invested += p[i][q] * p[q][j];
      constraints[i] += invested * invested;
    }
  }
  return constraints;
}

std::vector<double> SlowEffectiveSizes(const TieGraphView& graph) {
  std::vector<double> sizes(graph.size(), 0);
  for (uint32_t u = 0; u < graph.size(); ++u) {
    const double n = graph.Degree(u);
    double ties = 0;
    for (uint32_t v : graph.Neighbors(u)) {
      for (uint32_t w : graph.Neighbors(u)) ties += v < w && graph.HasTie(v, w);
    }
    if (n > 0) sizes[u] = n - 2 * ties / n;
  }
  return sizes;
}

TEST(BurtTest, EqualsTheSlowReference) {
  for (const NamedGraph& named : SmallGraphs()) {
    const TieGraphView graph = named.graph.view();
    const std::vector<double> constraints = BurtConstraints(graph);
    const std::vector<double> sizes = EffectiveSizes(graph);
    const std::vector<double> slow_constraints = SlowConstraints(graph);
    const std::vector<double> slow_sizes = SlowEffectiveSizes(graph);
    ASSERT_EQ(constraints.size(), graph.size());
    ASSERT_EQ(sizes.size(), graph.size());
    for (uint32_t u = 0; u < graph.size(); ++u) {
      EXPECT_NEAR(constraints[u], slow_constraints[u], 1e-9) << named.name << " " << u;
      EXPECT_NEAR(sizes[u], slow_sizes[u], 1e-9) << named.name << " " << u;
    }
  }
}

TEST(BurtTest, KarateIsAsPublished) {
  const TieGraph graph = Karate();
  EXPECT_NEAR(BurtConstraints(graph.view())[0], 0.155423, 1e-6);
  EXPECT_NEAR(EffectiveSizes(graph.view())[0], 13.75, 1e-12);
}

TEST(BurtTest, TheCentreOfAStarIsFree) {
  const TieGraph graph = Star(11);
  const std::vector<double> constraints = BurtConstraints(graph.view());
  EXPECT_NEAR(constraints[0], 0.1, 1e-9);
  EXPECT_NEAR(constraints[1], 1.0, 1e-9);
  EXPECT_NEAR(EffectiveSizes(graph.view())[0], 10, 1e-12);
}

TEST(BurtTest, NobodyToBridgeIsFullyConstrained) {
  const TieGraph graph = MakeGraph(3, {{0, 1}});
  EXPECT_EQ(BurtConstraints(graph.view())[2], 1.0);
  EXPECT_EQ(EffectiveSizes(graph.view())[2], 0.0);
}

}  // namespace
}  // namespace weft
