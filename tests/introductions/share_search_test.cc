#include "weft/introductions/share_search.h"

#include <algorithm>
#include <limits>

#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"
#include "weft/base/random.h"
#include "weft/introductions/exact_matching.h"
#include "weft/introductions/pair_choice.h"

namespace weft {
namespace {

ShareSolution Search(const PairGraph& graph, const ShareGoal& goal) {
  ExactMatcher matcher(graph);
  auto found =
      SearchShare(graph, goal, 0, 16, [&](absl::Span<const int64_t> weights) { return matcher.Solve(weights); });
  EXPECT_TRUE(found.ok());
  return *found;
}

ShareGoal GoalOf(const WeightedGraph& made, std::vector<bool> weak, double share) {
  ShareGoal goal;
  goal.values = made.weights;
  goal.weak = std::move(weak);
  goal.due.assign(made.weights.size(), 0);
  goal.share = share;
  goal.price_max = 100000;
  return goal;
}

// The best worth of all selections with at least as many pairs of the kind that was paid for, by trying all.
int64_t BestInClass(const PairGraph& graph, const ShareGoal& goal, const ShareSolution& solution) {
  const auto paid = [&](uint32_t pair) { return solution.price != 0 && goal.weak[pair] == (solution.price > 0); };
  const auto wanted = std::count_if(solution.pairs.begin(), solution.pairs.end(), paid);
  int64_t best = std::numeric_limits<int64_t>::min();
  const auto n = static_cast<uint32_t>(graph.pairs().size());
  for (uint32_t set = 0; set < 1u << n; ++set) {
    PairChoice choice(graph);
    bool possible = true;
    int count = 0;
    for (uint32_t p = 0; p < n && possible; ++p) {
      if ((set >> p & 1) == 0) continue;
      possible = choice.CanAdd(p);
      if (possible) choice.Add(p);
      count += paid(p);
    }
    if (possible && count >= wanted) best = std::max(best, choice.Selection(goal.values).worth);
  }
  return best;
}

TEST(ShareSearchTest, LeavesAPlanThatKeepsTheShareAlone) {
  const WeightedGraph made = MakeGraph(4, 1, {{0, 1, 50}, {0, 2, 10}, {2, 3, 50}});
  const ShareGoal goal = GoalOf(made, {false, false, true}, 0.5);
  const ShareSolution solution = Search(made.graph, goal);
  EXPECT_EQ(solution.pairs, std::vector<uint32_t>({0, 2}));
  EXPECT_EQ(solution.price, 0);
  EXPECT_EQ(solution.bound, 100);
}

TEST(ShareSearchTest, BuysTheWeakTieThatCostsLeast) {
  // Two squares; in each, strong pairs 0-1 and 2-3 or weak pairs 0-2 and 1-3. Moving the second square costs less.
  const WeightedGraph made =
      MakeGraph(8, 1, {{0, 1, 50}, {0, 2, 10}, {1, 3, 10}, {2, 3, 50}, {4, 5, 50}, {4, 6, 40}, {5, 7, 40}, {6, 7, 50}});
  const ShareGoal goal = GoalOf(made, {false, true, true, false, false, true, true, false}, 0.5);
  const ShareSolution solution = Search(made.graph, goal);
  EXPECT_EQ(solution.pairs, std::vector<uint32_t>({0, 3, 5, 6}));
  EXPECT_EQ(solution.weak, 2);
  EXPECT_EQ(solution.weak_goal, 2);
  EXPECT_EQ(solution.worth, 180);
  EXPECT_EQ(solution.bound, 180);
  EXPECT_GT(solution.price, 0);
}

TEST(ShareSearchTest, GoesTheOtherWayWhereWeakTiesAreTooMany) {
  const WeightedGraph made = MakeGraph(4, 1, {{0, 1, 30}, {0, 2, 40}, {1, 3, 40}, {2, 3, 30}});
  const ShareGoal goal = GoalOf(made, {false, true, true, false}, 0);
  const ShareSolution solution = Search(made.graph, goal);
  EXPECT_EQ(solution.weak, 0);
  EXPECT_LT(solution.price, 0);
  EXPECT_EQ(solution.worth, 60);
}

TEST(ShareSearchTest, EqualPairsAreSharedOutOneByOne) {
  // Five squares, all alike: one price suits all or none, a mixture gives the two of ten.
  std::vector<std::vector<int64_t>> pairs;
  std::vector<bool> weak;
  for (int64_t u = 0; u < 20; u += 4) {
    for (const auto& pair :
         std::vector<std::vector<int64_t>>{{u, u + 1, 50}, {u, u + 2, 40}, {u + 1, u + 3, 40}, {u + 2, u + 3, 50}}) {
      pairs.push_back(pair);
      weak.push_back(pair[2] == 40);
    }
  }
  const WeightedGraph made = MakeGraph(20, 1, pairs);
  const ShareSolution solution = Search(made.graph, GoalOf(made, weak, 0.2));
  EXPECT_EQ(solution.weak, 2);
  EXPECT_EQ(solution.worth, 8 * 50 + 2 * 40);
  EXPECT_EQ(solution.bound, solution.worth);
}

TEST(ShareSearchTest, NobodyGoesUnservedForTheShare) {
  // All pairs are strong: the share of weak ties cannot be kept, and all are served all the same.
  const WeightedGraph made = MakeGraph(4, 1, {{0, 1, 50}, {2, 3, 50}});
  const ShareGoal goal = GoalOf(made, {false, false}, 0.5);
  const ShareSolution solution = Search(made.graph, goal);
  EXPECT_EQ(solution.pairs.size(), 2u);
  EXPECT_EQ(solution.weak, 0);
  EXPECT_EQ(solution.weak_goal, 1);
  EXPECT_EQ(solution.price, goal.price_max);
}

TEST(ShareSearchTest, APriceOfNothingBuysNothing) {
  const WeightedGraph made = MakeGraph(4, 1, {{0, 1, 50}, {0, 2, 40}, {1, 3, 40}, {2, 3, 50}});
  ShareGoal goal = GoalOf(made, {false, true, true, false}, 1);
  goal.price_max = 0;
  int asked = 0;
  const PairSolver solve = [&](absl::Span<const int64_t> weights) {
    ++asked;
    return ExactMatcher(made.graph).Solve(weights);
  };
  EXPECT_EQ(SearchShare(made.graph, goal, 0, 16, solve)->weak, 0);
  EXPECT_EQ(asked, 1);
}

TEST(ShareSearchTest, PinnedPairsCount) {
  const WeightedGraph made = MakeGraph(4, 1, {{0, 1, 50}, {0, 2, 49}, {1, 3, 49}, {2, 3, 50}});
  ShareGoal goal = GoalOf(made, {false, true, true, false}, 0.5);
  goal.pinned_pairs = 2;
  goal.pinned_weak = 2;
  const ShareSolution solution = Search(made.graph, goal);
  EXPECT_EQ(solution.weak, 2);
  EXPECT_EQ(solution.pairs, std::vector<uint32_t>({0, 3}));
}

TEST(ShareSearchTest, WhatIsDueDecidesWhoGetsTheWeakTie) {
  const WeightedGraph made =
      MakeGraph(8, 1, {{0, 1, 50}, {0, 2, 45}, {1, 3, 45}, {2, 3, 50}, {4, 5, 50}, {4, 6, 45}, {5, 7, 45}, {6, 7, 50}});
  ShareGoal goal = GoalOf(made, {false, true, true, false, false, true, true, false}, 0.5);
  goal.due = {0, 0, 0, 0, 0, 3, 3, 0};
  EXPECT_EQ(Search(made.graph, goal).pairs, std::vector<uint32_t>({0, 3, 5, 6}));
  goal.due = {0, 3, 3, 0, 0, 0, 0, 0};
  EXPECT_EQ(Search(made.graph, goal).pairs, std::vector<uint32_t>({1, 2, 4, 7}));
}

TEST(ShareSearchTest, TheBoundHoldsAndTheGoalIsNear) {
  int exact = 0;
  int all = 0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    DrawnGraph drawn;
    drawn.members = 7;
    drawn.density = 0.6;
    drawn.room_max = 1 + static_cast<int>(seed % 2);
    drawn.weight_max = 1000;
    const WeightedGraph made = DrawGraph(drawn, seed);
    if (made.graph.pairs().size() > 14 || made.graph.pairs().empty()) continue;
    Random random(seed);
    std::vector<bool> weak;
    for (size_t p = 0; p < made.weights.size(); ++p) weak.push_back(random.Below(2) == 0);
    const ShareGoal goal = GoalOf(made, weak, static_cast<double>(random.Below(11)) / 10);
    const ShareSolution solution = Search(made.graph, goal);
    PairChoice choice(made.graph);
    for (uint32_t p : solution.pairs) choice.Add(p);  // Dies of a selection that is none.
    EXPECT_EQ(choice.Selection(goal.values).worth, solution.worth);
    EXPECT_GE(solution.bound, BestInClass(made.graph, goal, solution)) << "seed " << seed;
    EXPECT_GE(solution.bound, solution.worth);
    ++all;
    exact += solution.worth == solution.bound;
  }
  EXPECT_GT(exact, all * 9 / 10);
}

}  // namespace
}  // namespace weft
