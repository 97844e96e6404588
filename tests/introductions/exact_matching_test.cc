#include "weft/introductions/exact_matching.h"

#include <lemon/matching.h>
#include <lemon/smart_graph.h>

#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"

namespace weft {
namespace {

struct ExactCase {
  const char* name;
  WeightedGraph made;
  std::vector<uint32_t> pairs;
};

std::vector<ExactCase>& Cases() {
  static auto& cases = *new std::vector<ExactCase>([] {
    std::vector<ExactCase> out;
    out.push_back({"NoPairs", MakeGraph(3, 1, {}), {}});
    out.push_back({"OnePair", MakeGraph(2, 1, {{0, 1, 5}}), {0}});
    out.push_back({"TwoSmallBeatOneLarge", MakeGraph(4, 1, {{0, 1, 6}, {1, 2, 10}, {2, 3, 6}}), {0, 2}});
    out.push_back({"OneLargeBeatsTwoSmall", MakeGraph(4, 1, {{0, 1, 4}, {1, 2, 10}, {2, 3, 4}}), {1}});
    out.push_back({"ATriangleServesTwo", MakeGraph(3, 1, {{0, 1, 5}, {0, 2, 7}, {1, 2, 6}}), {1}});
    out.push_back({"WithRoomForTwoATriangleServesAll", MakeGraph(3, 2, {{0, 1, 5}, {0, 2, 7}, {1, 2, 6}}), {0, 1, 2}});
    out.push_back({"APairIsUsedOnce", MakeGraph(2, 3, {{0, 1, 5}}), {0}});
    out.push_back({"UrgentComesBeforeWorth", MakeGraph(3, 1, {{0, 1, 100}, {1, 2, 1}}, {2}), {1}});
    out.push_back(
        {"MoreUrgentOnesBeforeFewer", MakeGraph(4, 1, {{0, 1, 100}, {0, 2, 1}, {1, 3, 1}}, {0, 2, 3}), {1, 2}});
    out.push_back({"UrgentCountsOnceHoweverOftenServed",
                   MakeGraph(5, 2, {{0, 1, 3}, {0, 2, 1}, {1, 3, 9}, {1, 4, 8}, {2, 3, 9}, {2, 4, 9}}, {0}),
                   {0, 2, 4, 5}});
    return out;
  }());
  return cases;
}

class ExactTest : public testing::TestWithParam<int> {};

TEST_P(ExactTest, FindsTheBest) {
  const ExactCase& c = Cases()[GetParam()];
  const PairSelection selection = *ExactMatcher(c.made.graph).Solve(c.made.weights);
  EXPECT_TRUE(IsSelection(c.made.graph, c.made.weights, selection));
  const PairSelection best = BruteForce(c.made.graph, c.made.weights);
  EXPECT_EQ(selection.worth, best.worth);
  EXPECT_EQ(selection.urgent_served, best.urgent_served);
  EXPECT_EQ(selection.pairs, c.pairs);
}

INSTANTIATE_TEST_SUITE_P(All, ExactTest, testing::Range(0, static_cast<int>(Cases().size())),
                         [](const auto& info) { return Cases()[info.param].name; });

TEST(ExactMatchingTest, AgreesWithTryingAll) {
  for (uint64_t seed = 0; seed < 600; ++seed) {
    DrawnGraph drawn;
    drawn.members = 3 + seed % 6;
    drawn.density = 0.3 + 0.1 * static_cast<double>(seed % 5);
    drawn.room_max = 1 + static_cast<int>(seed % 3);
    drawn.weight_max = seed % 2 == 0 ? 3 : 1000;
    drawn.urgent = seed % 4 == 0 ? 0 : 0.4;
    drawn.bonus = seed % 3 == 0 ? 0 : 0.5;
    const WeightedGraph made = DrawGraph(drawn, seed);
    if (made.graph.pairs().size() > 16) continue;
    const PairSelection best = BruteForce(made.graph, made.weights);
    const PairSelection selection = *ExactMatcher(made.graph).Solve(made.weights);
    ASSERT_TRUE(IsSelection(made.graph, made.weights, selection)) << "seed " << seed;
    EXPECT_EQ(selection.urgent_served, best.urgent_served) << "seed " << seed;
    EXPECT_EQ(selection.worth, best.worth) << "seed " << seed;
    EXPECT_EQ(selection.bound, best.worth);
    EXPECT_TRUE(selection.exact);
  }
}

// Dense, so that most pairs are left out at first: all of them at once must give no more.
TEST(ExactMatchingTest, LeavingPairsOutCostsNothing) {
  for (uint64_t seed = 0; seed < 12; ++seed) {
    DrawnGraph drawn;
    drawn.members = 120;
    drawn.density = 0.9;
    drawn.weight_max = seed % 2 == 0 ? 5 : 1000000;
    const WeightedGraph made = DrawGraph(drawn, seed);
    lemon::SmartGraph all;
    for (uint32_t u = 0; u < made.graph.size(); ++u) all.addNode();
    lemon::SmartGraph::EdgeMap<int64_t> weights(all);
    for (uint32_t p = 0; p < made.weights.size(); ++p) {
      const auto [a, b] = made.graph.pairs()[p];
      weights[all.addEdge(all.nodeFromId(static_cast<int>(a)), all.nodeFromId(static_cast<int>(b)))] = made.weights[p];
    }
    lemon::MaxWeightedMatching<lemon::SmartGraph, lemon::SmartGraph::EdgeMap<int64_t>> matching(all, weights);
    matching.run();
    EXPECT_EQ(ExactMatcher(made.graph).Solve(made.weights)->worth, matching.matchingWeight()) << "seed " << seed;
  }
}

// The same with room for more: solved again, the matcher looks at more pairs, which must change nothing.
TEST(ExactMatchingTest, SolvingAgainWithOtherWeightsBetweenChangesNothing) {
  for (uint64_t seed = 0; seed < 6; ++seed) {
    DrawnGraph drawn;
    drawn.members = 60;
    drawn.density = 0.8;
    drawn.room_max = 3;
    drawn.urgent = 0.1;
    drawn.weight_max = 100000;
    const WeightedGraph made = DrawGraph(drawn, seed);
    std::vector<int64_t> reversed;
    for (int64_t weight : made.weights) reversed.push_back(drawn.weight_max - weight);
    ExactMatcher matcher(made.graph);
    const PairSelection first = *matcher.Solve(made.weights);
    EXPECT_TRUE(IsSelection(made.graph, made.weights, first));
    ASSERT_TRUE(matcher.Solve(reversed).ok());
    EXPECT_EQ(matcher.Solve(made.weights)->worth, first.worth) << "seed " << seed;
  }
}

}  // namespace
}  // namespace weft
