#include "weft/introductions/pair_choice.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"
#include "weft/base/random.h"

namespace weft {
namespace {

TEST(PairChoiceTest, CountsEachServedMemberOnce) {
  const PairGraph graph({2, 1, 1}, {100, 10, 1}, {true, false, false}, {{0, 1}, {0, 2}});
  const std::vector<int64_t> weights = {1000, 2000};
  PairChoice choice(graph);
  choice.Add(0);
  choice.Add(1);
  const PairSelection selection = choice.Selection(weights);
  EXPECT_THAT(selection.pairs, testing::ElementsAre(0, 1));
  EXPECT_EQ(selection.worth, 3111);
  EXPECT_EQ(selection.urgent_served, 1);
}

TEST(PairChoiceTest, KeepsToTheRoomThroughAddingAndRemoving) {
  Random random(5);
  const WeightedGraph drawn = DrawGraph({12, 0.6, 3}, 4);
  PairChoice choice(drawn.graph);
  std::vector<bool> has(drawn.graph.pairs().size(), false);
  std::vector<int> degree(12, 0);
  for (int i = 0; i < 2000; ++i) {
    const auto pair = static_cast<uint32_t>(random.Below(has.size()));
    const auto [a, b] = drawn.graph.pairs()[pair];
    const bool can_add = !has[pair] && degree[a] < drawn.graph.room(a) && degree[b] < drawn.graph.room(b);
    ASSERT_EQ(choice.CanAdd(pair), can_add);
    const int change = has[pair] ? -1 : can_add ? 1 : 0;
    if (change < 0) choice.Remove(pair);
    if (change > 0) choice.Add(pair);
    if (change != 0) has[pair] = !has[pair];
    degree[a] += change;
    degree[b] += change;
    for (uint32_t member : {a, b}) {
      ASSERT_EQ(choice.degree(member), degree[member]);
      for (uint32_t held : choice.Held(member)) EXPECT_TRUE(has[held]);
    }
  }
}

}  // namespace
}  // namespace weft
