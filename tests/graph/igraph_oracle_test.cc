#include "tests/graph/igraph_oracle.h"

#include <cmath>
#include <string>

#include "gtest/gtest.h"
#include "tests/graph/graphs.h"
#include "weft/graph/betweenness.h"
#include "weft/graph/burt.h"
#include "weft/graph/clustering_coefficient.h"
#include "weft/graph/components.h"
#include "weft/graph/core_number.h"
#include "weft/graph/leiden.h"
#include "weft/graph/modularity.h"

namespace weft {
namespace {

std::vector<NamedGraph> AllGraphs() {
  std::vector<NamedGraph> graphs = SmallGraphs();
  graphs.push_back({"ClearGroups", PlantedPartition(20, 50, 0.3, 0.01, 1)});
  graphs.push_back({"BlurredGroups", PlantedPartition(10, 100, 0.1, 0.03, 1)});
  graphs.push_back({"NoGroups", PlantedPartition(1, 1000, 0.01, 0, 1)});
  graphs.push_back({"SkewedLarge", Skewed(3000, 12000, 1)});
  graphs.push_back({"DebianMaintainers", DebianMaintainers()});
  return graphs;
}

class IgraphOracleTest : public testing::TestWithParam<NamedGraph> {
 protected:
  IgraphOracleTest() : graph_(GetParam().graph.view()), oracle_(graph_) {}

  const TieGraphView graph_;
  const IgraphOracle oracle_;
};

// Means over seeds: a single seed of either is up to two per cent off its mean.
TEST_P(IgraphOracleTest, LeidenReachesTheModularityOfIgraph) {
  for (double resolution : {1.0, 3.0}) {
    double ours = 0;
    double theirs = 0;
    const int seeds = 10;
    for (int seed = 1; seed <= seeds; ++seed) {
      const Clustering found = FindClusters(graph_, {resolution, static_cast<uint64_t>(seed), 5});
      ours += Modularity(graph_, found, resolution) / seeds;
      if (graph_.tie_count() > 0) {
        theirs += Modularity(graph_, oracle_.FindClusters(resolution, 5, seed), resolution) / seeds;
      }
    }
    EXPECT_GE(ours, theirs - 0.01 * std::abs(theirs) - 1e-9) << "resolution " << resolution;
    RecordProperty("ratio_at_" + std::to_string(static_cast<int>(resolution)), std::to_string(ours / theirs));
  }
}

TEST_P(IgraphOracleTest, ModularityAgrees) {
  const Clustering clustering = FindClusters(graph_, {});
  if (graph_.tie_count() == 0) {  // igraph: not a number.
    EXPECT_EQ(Modularity(graph_, clustering, 1.5), 0);
    return;
  }
  EXPECT_NEAR(Modularity(graph_, clustering, 1.5), oracle_.Modularity(clustering, 1.5), 1e-9);
}

TEST_P(IgraphOracleTest, ConstraintsAgree) {
  const std::vector<double> ours = BurtConstraints(graph_);
  const std::vector<double> theirs = oracle_.Constraints();
  for (uint32_t u = 0; u < graph_.size(); ++u) {
    if (graph_.Degree(u) == 0) continue;  // igraph: not a number.
    EXPECT_NEAR(ours[u], theirs[u], 1e-6) << u;
  }
}

TEST_P(IgraphOracleTest, CoreNumbersAgree) {
  const std::vector<uint32_t> ours = CoreNumbers(graph_);
  EXPECT_EQ(std::vector<double>(ours.begin(), ours.end()), oracle_.CoreNumbers());
}

TEST_P(IgraphOracleTest, ClusteringCoefficientsAgree) {
  const std::vector<double> ours = ClusteringCoefficients(graph_);
  const std::vector<double> theirs = oracle_.ClusteringCoefficients();
  for (uint32_t u = 0; u < graph_.size(); ++u) EXPECT_NEAR(ours[u], theirs[u], 1e-9) << u;
}

TEST_P(IgraphOracleTest, BetweennessAgrees) {
  const std::vector<double> ours = Betweenness(graph_, {graph_.size() + 1, 1});
  const std::vector<double> theirs = oracle_.Betweenness();
  for (uint32_t u = 0; u < graph_.size(); ++u) EXPECT_NEAR(ours[u], theirs[u], 1e-6 * (1 + theirs[u])) << u;
}

TEST_P(IgraphOracleTest, ComponentsAgree) {
  const Components ours = FindComponents(graph_);
  const std::vector<double> theirs = oracle_.ComponentSizes();
  for (uint32_t u = 0; u < graph_.size(); ++u) EXPECT_EQ(ours.sizes[ours.labels[u]], theirs[u]) << u;
}

TEST_P(IgraphOracleTest, IsolatesAgree) {
  std::vector<uint32_t> theirs;
  const std::vector<double> degrees = oracle_.Degrees();
  for (uint32_t u = 0; u < graph_.size(); ++u) {
    if (degrees[u] == 0) theirs.push_back(u);
  }
  EXPECT_EQ(FindIsolates(graph_), theirs);
}

// igraph has no effective size; by its definition it follows from the clustering coefficient.
TEST_P(IgraphOracleTest, EffectiveSizesFollowFromTheirCoefficients) {
  const std::vector<double> ours = EffectiveSizes(graph_);
  const std::vector<double> coefficients = oracle_.ClusteringCoefficients();
  for (uint32_t u = 0; u < graph_.size(); ++u) {
    const double n = graph_.Degree(u);
    EXPECT_NEAR(ours[u], n == 0 ? 0 : n - coefficients[u] * (n - 1), 1e-9) << u;
  }
}

INSTANTIATE_TEST_SUITE_P(All, IgraphOracleTest, testing::ValuesIn(AllGraphs()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
