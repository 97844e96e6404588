#include "indexer/structural_measures.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "weft/graph/burt.h"
#include "weft/snapshot/network_view.h"

namespace weft {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::FloatNear;

TieGraph Make(uint32_t size, const std::vector<std::pair<uint32_t, uint32_t>>& pairs) {
  std::vector<DerivedTie> ties;
  for (const auto& [a, b] : pairs) ties.push_back({a, b, 0.5f});
  return *TieGraph::FromTies(size, ties);
}

TEST(StructuralMeasuresTest, TwoTrianglesAndABroker) {
  // 0-1-2 and 4-5-6 are triangles; 3 stands between 2 and 4; 7 knows nobody.
  const TieGraph graph = Make(8, {{0, 1}, {1, 2}, {0, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}, {4, 6}});
  SnapshotContent content(32);
  FillStructuralMeasures(graph.view(), &content);
  EXPECT_THAT(content.core_numbers, ElementsAre(2, 2, 2, 2, 2, 2, 2, 0));
  EXPECT_THAT(content.effective_sizes,
              ElementsAre(1, 1, FloatNear(7.0f / 3, 1e-6f), 2, FloatNear(7.0f / 3, 1e-6f), 1, 1, 0));
  EXPECT_THAT(content.clustering_coefficients,
              ElementsAre(1, 1, FloatNear(1.0f / 3, 1e-6f), 0, FloatNear(1.0f / 3, 1e-6f), 1, 1, 0));
  // Of the 21 pairs of others: through 3 go 9, through 2 and 4 go 8, through the rest none.
  EXPECT_THAT(content.betweenness, ElementsAre(0, 0, FloatNear(8.0f / 21, 1e-6f), FloatNear(9.0f / 21, 1e-6f),
                                               FloatNear(8.0f / 21, 1e-6f), 0, 0, 0));
  const std::vector<double> constraints = BurtConstraints(graph.view());
  for (size_t u = 0; u < constraints.size(); ++u) EXPECT_FLOAT_EQ(content.constraints[u], constraints[u]);
  EXPECT_LT(content.constraints[3], content.constraints[0]);
}

TEST(StructuralMeasuresTest, WithoutTiesAsWithoutSnapshot) {
  SnapshotContent content(32);
  FillStructuralMeasures(Make(3, {}).view(), &content);
  const StructuralMeasures none;
  ASSERT_EQ(content.betweenness.size(), 3u);
  EXPECT_THAT(content.core_numbers, Each(none.core_number));
  EXPECT_THAT(content.constraints, Each(none.constraint));
  EXPECT_THAT(content.effective_sizes, Each(none.effective_size));
  EXPECT_THAT(content.clustering_coefficients, Each(none.clustering_coefficient));
  EXPECT_THAT(content.betweenness, Each(none.betweenness));
}

TEST(StructuralMeasuresTest, ASharePassesTheWholeNowhere) {
  // A star of 20,000: from 64 pivots the centre's estimate would.
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (uint32_t v = 1; v < 20000; ++v) pairs.push_back({0, v});
  const TieGraph graph = Make(20000, pairs);
  EXPECT_LT(BetweennessPivots(graph.view()), 20000u);
  SnapshotContent content(32);
  FillStructuralMeasures(graph.view(), &content);
  EXPECT_EQ(content.betweenness[0], 1.0f);
  EXPECT_EQ(content.betweenness[1], 0.0f);
}

TEST(BetweennessPivotsTest, ExactWhereItIsCheap) {
  EXPECT_EQ(BetweennessPivots(Make(0, {}).view()), 1u);
  EXPECT_EQ(BetweennessPivots(Make(3000, {{0, 1}}).view()), 3000u);
  // Views need no right content to be counted: a million members of 16 ties each.
  const std::vector<uint64_t> offsets(1000001, 0);
  const std::vector<uint32_t> neighbors(16000000, 0);
  EXPECT_EQ(BetweennessPivots({offsets, neighbors, {}}), kBetweennessPivotsMin);
  const TieGraphView large{
      absl::MakeConstSpan(offsets).first(100001), absl::MakeConstSpan(neighbors).first(1400000), {}};
  EXPECT_EQ(BetweennessPivots(large), 133u);
}

}  // namespace
}  // namespace weft
