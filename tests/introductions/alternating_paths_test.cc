#include "weft/introductions/alternating_paths.h"

#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"

namespace weft {
namespace {

TEST(AlternatingPathsTest, AddsWhatIsFree) {
  const WeightedGraph made = MakeGraph(2, 1, {{0, 1, 7}});
  PairChoice choice(made.graph);
  EXPECT_EQ(ImproveByPaths(made.graph, made.weights, {0, 0}, {4, 4}, {}, &choice), 7);
  EXPECT_TRUE(choice.Has(0));
}

TEST(AlternatingPathsTest, TradesOneLargeForTwoSmall) {
  const WeightedGraph made = MakeGraph(4, 1, {{0, 1, 6}, {1, 2, 10}, {2, 3, 6}});
  PairChoice choice(made.graph);
  choice.Add(1);
  EXPECT_EQ(ImproveByPaths(made.graph, made.weights, std::vector<int64_t>(4, 0), {2, 5, 5, 2}, {}, &choice), 2);
  EXPECT_FALSE(choice.Has(1));
}

TEST(AlternatingPathsTest, LetsOneGoForABetterOne) {
  // 0 holds 1; 2 would be better for 1.
  const WeightedGraph made = MakeGraph(3, 1, {{0, 1, 5}, {1, 2, 9}});
  PairChoice choice(made.graph);
  choice.Add(0);
  EXPECT_EQ(ImproveByPaths(made.graph, made.weights, {0, 0, 0}, {0, 5, 4}, {}, &choice), 4);
  EXPECT_TRUE(choice.Has(1));
}

TEST(AlternatingPathsTest, CountsWhatServingIsWorth) {
  const WeightedGraph made = MakeGraph(3, 1, {{0, 1, 5}, {1, 2, 4}});
  PairChoice choice(made.graph);
  choice.Add(0);
  EXPECT_EQ(ImproveByPaths(made.graph, made.weights, {0, 0, 3}, {0, 5, 0}, {}, &choice), 2);
  EXPECT_TRUE(choice.Has(1));
}

TEST(AlternatingPathsTest, NeverLosesAndSaysWhatItGained) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    DrawnGraph drawn;
    drawn.members = 30;
    drawn.density = 0.2;
    drawn.room_max = 1 + static_cast<int>(seed % 3);
    drawn.bonus = 0.4;
    const WeightedGraph made = DrawGraph(drawn, seed);
    PairChoice choice(made.graph);
    for (uint32_t p = 0; p < made.weights.size(); ++p) {
      if (choice.CanAdd(p)) choice.Add(p);
    }
    std::vector<int64_t> serving(30), potentials(30, 50);
    for (uint32_t u = 0; u < 30; ++u) serving[u] = made.graph.bonus(u);
    const int64_t before = choice.Selection(made.weights).worth;
    const int64_t gained = ImproveByPaths(made.graph, made.weights, serving, potentials, {}, &choice);
    const PairSelection after = choice.Selection(made.weights);
    EXPECT_TRUE(IsSelection(made.graph, made.weights, after));
    EXPECT_GE(gained, 0);
    EXPECT_EQ(after.worth, before + gained) << "seed " << seed;
  }
}

}  // namespace
}  // namespace weft
