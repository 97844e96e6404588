#include "weft/graph/structure.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/graphs.h"
#include "weft/base/random.h"

namespace weft {
namespace {

using testing::ElementsAre;

// Slow and obvious: everything from HasTie alone.
std::vector<uint32_t> SlowMutual(const TieGraphView& graph, uint32_t a, uint32_t b) {
  std::vector<uint32_t> mutual;
  for (uint32_t v = 0; v < graph.size(); ++v) {
    if (graph.HasTie(a, v) && graph.HasTie(b, v)) mutual.push_back(v);
  }
  return mutual;
}

std::vector<int> SlowDistances(const TieGraphView& graph, uint32_t from) {
  std::vector<int> distances(graph.size(), -1);
  distances[from] = 0;
  for (int d = 0; d < static_cast<int>(graph.size()); ++d) {
    for (uint32_t u = 0; u < graph.size(); ++u) {
      if (distances[u] != d) continue;
      for (uint32_t v : graph.Neighbors(u)) {
        if (distances[v] < 0) distances[v] = d + 1;
      }
    }
  }
  return distances;
}

class StructureTest : public testing::TestWithParam<NamedGraph> {};

TEST_P(StructureTest, EqualsTheSlowReference) {
  const TieGraphView graph = GetParam().graph.view();
  for (uint32_t a = 0; a < graph.size(); ++a) {
    const std::vector<int> distances = SlowDistances(graph, a);
    for (uint32_t b = 0; b < graph.size(); ++b) {
      const std::vector<uint32_t> mutual = SlowMutual(graph, a, b);
      double adamic_adar = 0;
      double allocation = 0;
      for (uint32_t v : mutual) {
        adamic_adar += 1 / std::log(1.0 + std::max(2u, graph.Degree(v)));
        allocation += 1.0 / graph.Degree(v);
      }
      std::set<uint32_t> all(graph.Neighbors(a).begin(), graph.Neighbors(a).end());
      all.insert(graph.Neighbors(b).begin(), graph.Neighbors(b).end());

      ASSERT_EQ(MutualTies(graph.Neighbors(a), graph.Neighbors(b)), mutual);
      ASSERT_EQ(CountMutualTies(graph.Neighbors(a), graph.Neighbors(b)), mutual.size());
      ASSERT_NEAR(AdamicAdar(graph, a, b), adamic_adar, 1e-12);
      ASSERT_NEAR(ResourceAllocation(graph, a, b), allocation, 1e-12);
      ASSERT_DOUBLE_EQ(ShareInCommon(graph.Neighbors(a), graph.Neighbors(b)),
                       all.empty() ? 0.0 : static_cast<double>(mutual.size()) / all.size());
      for (int max = 0; max <= kDistanceMax; ++max) {
        const int d = distances[b];
        const absl::optional<int> expected = d >= 0 && d <= max ? absl::make_optional(d) : absl::nullopt;
        ASSERT_EQ(Distance(graph, a, b, max), expected) << a << " to " << b << " within " << max;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, StructureTest, testing::ValuesIn(SmallGraphs()),
                         [](const auto& info) { return info.param.name; });

TEST(MutualTiesTest, LongAndShortListsMeetInTheSamePlaces) {
  Random random(4);
  for (int round = 0; round < 300; ++round) {
    const auto draw = [&random](size_t count) {
      std::set<uint32_t> values;
      for (size_t i = 0; i < count; ++i) values.insert(static_cast<uint32_t>(random.Below(3000)));
      return std::vector<uint32_t>(values.begin(), values.end());
    };
    const std::vector<uint32_t> a = draw(random.Below(12));
    const std::vector<uint32_t> b = draw(random.Below(2500));
    std::vector<uint32_t> expected;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(expected));
    EXPECT_EQ(MutualTies(a, b), expected);
    EXPECT_EQ(MutualTies(b, a), expected);
    ForEachMutual(b, a, [&](size_t i, size_t j) { EXPECT_EQ(b[i], a[j]); });
  }
}

TEST(AdamicAdarTest, FollowsTheFormula) {
  // 2 and 3 both know 0 (degree 2) and 1 (degree 3).
  TieGraph graph = MakeGraph(5, {{2, 0}, {3, 0}, {2, 1}, {3, 1}, {4, 1}});
  EXPECT_NEAR(AdamicAdar(graph.view(), 2, 3), 1 / std::log(3.0) + 1 / std::log(4.0), 1e-12);
}

TEST(AdamicAdarTest, TakesLiveDegreesAndLists) {
  // A live tie that the graph does not have yet: the caller's lists and degrees decide.
  const std::vector<uint32_t> a = {7, 9};
  const std::vector<uint32_t> b = {9};
  EXPECT_NEAR(AdamicAdar(a, b, [](uint32_t) { return 10u; }), 1 / std::log(11.0), 1e-12);
  EXPECT_NEAR(ResourceAllocation(a, b, [](uint32_t) { return 10u; }), 0.1, 1e-12);
  // Degrees of 0 and 1 cannot be, but must not divide by zero.
  EXPECT_TRUE(std::isfinite(AdamicAdar(a, b, [](uint32_t) { return 0u; })));
  EXPECT_TRUE(std::isfinite(ResourceAllocation(a, b, [](uint32_t) { return 0u; })));
}

TEST(DistanceTest, WorksOverAnyNeighbors) {
  const std::vector<std::vector<uint32_t>> rows = {{1}, {0, 2}, {1, 3}, {2, 4}, {3}};
  const auto neighbors = [&rows](uint32_t u) { return absl::MakeConstSpan(rows[u]); };
  EXPECT_EQ(Distance(0, 3, neighbors), 3);
  EXPECT_EQ(Distance(3, 0, neighbors), 3);
  EXPECT_EQ(Distance(0, 4, neighbors), absl::nullopt);
}

}  // namespace
}  // namespace weft
