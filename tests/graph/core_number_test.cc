#include "weft/graph/core_number.h"

#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/graphs.h"

namespace weft {
namespace {

// By definition: for each k, throw out whoever has fewer than k ties to those left, until nobody has.
std::vector<uint32_t> SlowCoreNumbers(const TieGraphView& graph) {
  std::vector<uint32_t> core(graph.size(), 0);
  for (uint32_t k = 1; k <= graph.size(); ++k) {
    std::vector<bool> in(graph.size(), true);
    for (bool changed = true; changed;) {
      changed = false;
      for (uint32_t u = 0; u < graph.size(); ++u) {
        const absl::Span<const uint32_t> row = graph.Neighbors(u);
        if (in[u] && std::count_if(row.begin(), row.end(), [&in](uint32_t v) { return in[v]; }) < k) {
          in[u] = false;
          changed = true;
        }
      }
    }
    for (uint32_t u = 0; u < graph.size(); ++u) {
      if (in[u]) core[u] = k;
    }
  }
  return core;
}

TEST(CoreNumberTest, EqualsThePruning) {
  for (const NamedGraph& named : SmallGraphs()) {
    EXPECT_EQ(CoreNumbers(named.graph.view()), SlowCoreNumbers(named.graph.view())) << named.name;
  }
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    const TieGraph graph = Skewed(60, 40 + 10 * seed, seed);
    EXPECT_EQ(CoreNumbers(graph.view()), SlowCoreNumbers(graph.view())) << seed;
  }
}

TEST(CoreNumberTest, KarateHasACoreOfTenAtFour) {
  const std::vector<uint32_t> cores = CoreNumbers(Karate().view());
  EXPECT_EQ(cores[0], 4u);
  EXPECT_EQ(std::count(cores.begin(), cores.end(), 4u), 10);
}

TEST(CoreNumberTest, CliqueWithATail) {
  const TieGraph graph = MakeGraph(6, {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}, {3, 4}});
  EXPECT_THAT(CoreNumbers(graph.view()), testing::ElementsAre(3, 3, 3, 3, 1, 0));
}

}  // namespace
}  // namespace weft
