#include "weft/introductions/pair_graph.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"

namespace weft {
namespace {

TEST(PairGraphTest, ListsThePairsOfEachMemberAscending) {
  const WeightedGraph made = MakeGraph(4, 1, {{0, 1, 5}, {0, 3, 2}, {1, 2, 9}, {2, 3, 1}});
  std::vector<std::vector<uint32_t>> others(4);
  for (uint32_t u = 0; u < 4; ++u) {
    for (const PairGraph::Arc& arc : made.graph.Arcs(u)) {
      others[u].push_back(arc.member);
      EXPECT_EQ(made.graph.Other(arc.pair, u), arc.member);
      EXPECT_EQ(made.graph.Other(arc.pair, arc.member), u);
    }
  }
  EXPECT_THAT(others, testing::ElementsAre(testing::ElementsAre(1, 3), testing::ElementsAre(0, 2),
                                           testing::ElementsAre(1, 3), testing::ElementsAre(0, 2)));
}

TEST(PairGraphTest, HoldsDrawnGraphs) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    const WeightedGraph drawn = DrawGraph({20, 0.3, 3}, seed);
    size_t arcs = 0;
    for (uint32_t u = 0; u < drawn.graph.size(); ++u) {
      for (size_t i = 1; i < drawn.graph.Arcs(u).size(); ++i) {
        EXPECT_LT(drawn.graph.Arcs(u)[i - 1].member, drawn.graph.Arcs(u)[i].member);
      }
      arcs += drawn.graph.Arcs(u).size();
    }
    EXPECT_EQ(arcs, 2 * drawn.graph.pairs().size());
  }
}

TEST(PairGraphTest, NothingIsWorthMoreThanAll) {
  const PairGraph graph({1, 1, 1}, {7, 0, 3}, {true, false, false}, {{0, 1}, {1, 2}});
  const std::vector<int64_t> weights = {10, 20};
  EXPECT_EQ(AboveAll(graph, weights), 1 + 10 + 20 + 7 + 3);
}

TEST(PairGraphTest, MayBeEmpty) {
  const PairGraph graph({}, {}, {}, {});
  EXPECT_EQ(graph.size(), 0u);
  EXPECT_EQ(AboveAll(graph, {}), 1);
}

}  // namespace
}  // namespace weft
