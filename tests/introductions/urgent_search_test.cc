#include "weft/introductions/urgent_search.h"

#include <algorithm>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"
#include "weft/introductions/exact_matching.h"

namespace weft {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(UrgentSearchTest, TakesTheRoomOfSomebodyWhoCanWait) {
  const WeightedGraph made = MakeGraph(3, 1, {{0, 1, 9}, {1, 2, 1}}, {2});
  PairChoice choice(made.graph);
  choice.Add(0);
  EXPECT_THAT(ServeUrgent(made.graph, &choice), IsEmpty());
  EXPECT_TRUE(choice.Has(1));
  EXPECT_FALSE(choice.Has(0));
}

TEST(UrgentSearchTest, FindsItsWayThroughABlossom) {
  // 0 waits before the odd cycle 1 2 3 4 5, in which 2-3 and 4-5 are paired; only 4 knows 6, who is free. The way leads
  // round the cycle the long way.
  const WeightedGraph made = MakeGraph(
      7, 1, {{0, 1, 1}, {1, 2, 1}, {1, 5, 1}, {2, 3, 1}, {3, 4, 1}, {4, 5, 1}, {4, 6, 1}}, {0, 1, 2, 3, 4, 5});
  PairChoice choice(made.graph);
  choice.Add(3);
  choice.Add(5);
  ServeUrgent(made.graph, &choice);
  EXPECT_EQ(choice.Selection(made.weights).urgent_served, 6);
}

TEST(UrgentSearchTest, NamesThoseWhoCannotAllBeServed) {
  // Three who all know only 3; nobody else knows them.
  const WeightedGraph made = MakeGraph(6, 1, {{0, 3, 1}, {1, 3, 1}, {2, 3, 1}, {4, 5, 1}}, {0, 1, 2});
  PairChoice choice(made.graph);
  const std::vector<UrgentConflict> conflicts = ServeUrgent(made.graph, &choice);
  ASSERT_THAT(conflicts, SizeIs(2));
  for (const UrgentConflict& conflict : conflicts) {
    EXPECT_EQ(choice.degree(conflict.member), 0);
    EXPECT_THAT(conflict.rivals, ElementsAre(0, 1, 2));
    EXPECT_THAT(conflict.partners, ElementsAre(3));
  }
}

TEST(UrgentSearchTest, AnOddRingOfUrgentOnesLeavesOne) {
  const WeightedGraph made = MakeGraph(3, 1, {{0, 1, 1}, {0, 2, 1}, {1, 2, 1}}, {0, 1, 2});
  PairChoice choice(made.graph);
  const std::vector<UrgentConflict> conflicts = ServeUrgent(made.graph, &choice);
  ASSERT_THAT(conflicts, SizeIs(1));
  EXPECT_THAT(conflicts[0].rivals, ElementsAre(0, 1, 2));
  EXPECT_THAT(conflicts[0].partners, ElementsAre(0, 1, 2));
}

TEST(UrgentSearchTest, ASecondPairIsGivenUpForAnUrgentOne) {
  // 0 and 1 have room for two; 2 waits and knows only 0, who has pairs with 1 and 3.
  const PairGraph graph({2, 2, 1, 1}, {0, 0, 0, 0}, {true, true, true, true}, {{0, 1}, {0, 2}, {0, 3}, {1, 3}});
  PairChoice choice(graph);
  choice.Add(0);
  choice.Add(2);
  EXPECT_THAT(ServeUrgent(graph, &choice), IsEmpty());
  EXPECT_EQ(choice.Selection({1, 1, 1, 1}).urgent_served, 4);
}

TEST(UrgentSearchTest, ServesAsManyAsAnySelectionFromAnyStart) {
  for (uint64_t seed = 0; seed < 800; ++seed) {
    DrawnGraph drawn;
    drawn.members = 4 + seed % 37;
    drawn.density = 2.0 / drawn.members;
    drawn.room_max = 1 + static_cast<int>(seed % 3);
    drawn.urgent = 0.6;
    const WeightedGraph made = DrawGraph(drawn, seed);
    const int most = ExactMatcher(made.graph).Solve(made.weights)->urgent_served;
    PairChoice choice(made.graph);
    if (seed % 2 == 0) {
      for (uint32_t p = 0; p < made.weights.size(); ++p) {
        if (choice.CanAdd(p)) choice.Add(p);
      }
    }
    const std::vector<UrgentConflict> conflicts = ServeUrgent(made.graph, &choice);
    const PairSelection selection = choice.Selection(made.weights);
    EXPECT_TRUE(IsSelection(made.graph, made.weights, selection));
    EXPECT_EQ(selection.urgent_served, most) << "seed " << seed;

    // Every urgent member with pairs is either served or in a conflict, in which rivals have no partner but those
    // named.
    std::set<uint32_t> named;
    for (const UrgentConflict& conflict : conflicts) {
      named.insert(conflict.member);
      EXPECT_TRUE(std::binary_search(conflict.rivals.begin(), conflict.rivals.end(), conflict.member));
      for (uint32_t rival : conflict.rivals) {
        EXPECT_TRUE(made.graph.urgent(rival));
        for (const PairGraph::Arc& arc : made.graph.Arcs(rival)) {
          EXPECT_TRUE(std::binary_search(conflict.partners.begin(), conflict.partners.end(), arc.member))
              << "seed " << seed << ": " << rival << " also knows " << arc.member;
        }
      }
    }
    for (uint32_t u = 0; u < made.graph.size(); ++u) {
      if (!made.graph.urgent(u) || made.graph.Arcs(u).empty()) continue;
      EXPECT_EQ(choice.degree(u) == 0, named.count(u) == 1) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace weft
