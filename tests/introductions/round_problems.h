#ifndef WEFT_TESTS_INTRODUCTIONS_ROUND_PROBLEMS_H_
#define WEFT_TESTS_INTRODUCTIONS_ROUND_PROBLEMS_H_

// Graphs and problems that the tests of rounds share, and the slow, obvious reference.

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "weft/introductions/pair_graph.h"
#include "weft/introductions/round_planner.h"
#include "weft/introductions/round_problem.h"

namespace weft {

struct WeightedGraph {
  PairGraph graph;
  std::vector<int64_t> weights;
};

struct DrawnGraph {
  uint32_t members = 8;
  double density = 0.5;      // Of all pairs.
  int room_max = 1;          // Rooms are drawn from 1 to this.
  int64_t weight_max = 100;  // Small: many ties.
  double urgent = 0;         // Part of the members.
  double bonus = 0;          // Part of the members with a bonus up to weight_max.
};
WeightedGraph DrawGraph(const DrawnGraph& drawn, uint64_t seed);

// Pairs of (a, b, weight) over `members` members with this room.
WeightedGraph MakeGraph(uint32_t members, int room, const std::vector<std::vector<int64_t>>& pairs,
                        const std::vector<uint32_t>& urgent = {});

// The best selection by trying all. For up to about 25 pairs.
PairSelection BruteForce(const PairGraph& graph, absl::Span<const int64_t> weights);

// Whether a selection is one: ascending pairs of the graph, nobody beyond their room, and worth what it says.
testing::AssertionResult IsSelection(const PairGraph& graph, absl::Span<const int64_t> weights,
                                     const PairSelection& selection);

// A drawn problem with everything in it: waits, newcomers, capacities from 0, both kinds of pairs.
RoundProblem DrawProblem(uint32_t members, int candidates_per_member, uint64_t seed);

// A problem over `members` members with capacity 1 in which these pairs are strong fits of that value.
RoundProblem MakeProblem(uint32_t members, const std::vector<std::vector<double>>& pairs);

RoundPlan PlanOrDie(const RoundProblem& problem, const RoundOptions& options = {});

}  // namespace weft

#endif  // WEFT_TESTS_INTRODUCTIONS_ROUND_PROBLEMS_H_
