#include "weft/introductions/pair_matcher.h"

#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"
#include "weft/introductions/near_exact_matching.h"

namespace weft {
namespace {

TEST(PairMatcherTest, IsExactUpToTheMembersWithPairs) {
  // Member 2 knows nobody and does not count.
  const WeightedGraph made = MakeGraph(5, 1, {{0, 1, 5}, {3, 4, 1}});
  EXPECT_TRUE(PairMatcher(made.graph, 4).is_exact());
  EXPECT_FALSE(PairMatcher(made.graph, 3).is_exact());
}

TEST(PairMatcherTest, SolvesByTheMatcherOfTheSize) {
  const WeightedGraph made = DrawGraph({80, 0.2, 1, 1000}, 2);
  const PairSelection exact = *PairMatcher(made.graph, 80).Solve(made.weights);
  const PairSelection near = *PairMatcher(made.graph, 10).Solve(made.weights);
  EXPECT_TRUE(exact.exact);
  EXPECT_EQ(exact.worth, ExactMatcher(made.graph).Solve(made.weights)->worth);
  EXPECT_FALSE(near.exact);
  EXPECT_EQ(near.pairs, NearExactMatching(made.graph, made.weights, {}).pairs);
}

}  // namespace
}  // namespace weft
