#include "indexer/likeness_graph.h"

#include <cmath>
#include <memory>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"
#include "weft/base/random.h"
#include "weft/graph/leiden.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

// Strength of the tie between two nodes; 0 without.
float Strength(const TieGraphView& graph, uint32_t a, uint32_t b) {
  const absl::Span<const uint32_t> neighbors = graph.Neighbors(a);
  for (size_t i = 0; i < neighbors.size(); ++i) {
    if (neighbors[i] == b) return graph.Strengths(a)[i];
  }
  return 0;
}

TEST(LikenessGraphTest, CirclesAndOrganizationsAreNodesAndRareOnesWeighMore) {
  TestNetwork network;
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) network.Add(id);
  for (const char* id : {"a", "b"}) network.Get(id).add_circles("few");
  for (const char* id : {"b", "c", "d", "e"}) network.Get(id).add_circles("many");
  network.Get("f").add_circles("alone");
  for (const char* id : {"c", "f"}) network.Get(id).set_organization("Seed Bank");
  const auto view = network.Snapshot();
  ASSERT_OK_AND_ASSIGN(const LikenessGraph likeness, BuildLikenessGraph(view->snapshot().arrays(), {}));
  EXPECT_EQ(likeness.member_count, 6u);
  const TieGraphView graph = likeness.graph.view();
  ASSERT_EQ(graph.size(), 9u);  // A circle of one joins nobody.
  EXPECT_EQ(graph.tie_count(), 8u);
  EXPECT_THAT(graph.Neighbors(6), ElementsAre(0, 1));
  EXPECT_THAT(graph.Neighbors(7), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(graph.Neighbors(8), ElementsAre(2, 5));
  EXPECT_FLOAT_EQ(Strength(graph, 0, 6), static_cast<float>(std::log(1 + 6.0 / 2) / std::log(7.0)));
  EXPECT_FLOAT_EQ(Strength(graph, 1, 7), static_cast<float>(std::log(1 + 6.0 / 4) / std::log(7.0)));
  EXPECT_FALSE(likeness.interests_left_out);
}

TEST(LikenessGraphTest, TheNearestByInterestsAreJoined) {
  TestNetwork network;
  for (const char* id : {"a", "b", "c"}) network.Add(id).add_interests("seed saving");
  for (const char* id : {"d", "e"}) network.Add(id).add_interests("bicycle repair");
  network.Add("f");
  const auto view = network.Snapshot();
  LikenessOptions options;
  options.interest_neighbors = 2;
  ASSERT_OK_AND_ASSIGN(const LikenessGraph likeness, BuildLikenessGraph(view->snapshot().arrays(), options));
  const TieGraphView graph = likeness.graph.view();
  EXPECT_NEAR(Strength(graph, 0, 1), options.interest_weight, 0.01);
  EXPECT_NEAR(Strength(graph, 3, 4), options.interest_weight, 0.01);
  EXPECT_GT(Strength(graph, 0, 2), Strength(graph, 0, 3));
  EXPECT_EQ(graph.Degree(5), 0u);
  for (uint32_t u = 0; u < graph.size(); ++u) EXPECT_EQ(Strength(graph, u, u), 0);

  options.interest_members_max = 4;
  ASSERT_OK_AND_ASSIGN(const LikenessGraph without, BuildLikenessGraph(view->snapshot().arrays(), options));
  EXPECT_TRUE(without.interests_left_out);
  EXPECT_EQ(without.graph.view().tie_count(), 0u);
}

TEST(LikenessGraphTest, ThreadsChangeNothing) {
  static const char* const kWords[] = {"seed", "boat", "bread", "law", "bees", "web"};
  TestNetwork network;
  Random random(3);
  for (int i = 0; i < 50; ++i) {
    network.Add("m" + std::to_string(i))
        .add_interests(std::string(kWords[random.Below(6)]) + " " + kWords[random.Below(6)]);
  }
  const auto view = network.Snapshot();
  LikenessOptions options;
  ASSERT_OK_AND_ASSIGN(const LikenessGraph one, BuildLikenessGraph(view->snapshot().arrays(), options));
  options.threads = 3;
  ASSERT_OK_AND_ASSIGN(const LikenessGraph three, BuildLikenessGraph(view->snapshot().arrays(), options));
  EXPECT_EQ(one.graph.view().neighbors, three.graph.view().neighbors);
  EXPECT_EQ(one.graph.view().strengths, three.graph.view().strengths);
}

// A large circle of whom nothing else is known is one cluster, not several by chance.
TEST(LikenessGraphTest, OneLargeCircleStaysWhole) {
  TestNetwork network;
  for (int i = 0; i < 300; ++i) network.Add("m" + std::to_string(i)).add_circles("all");
  const auto view = network.Snapshot();
  ASSERT_OK_AND_ASSIGN(const LikenessGraph likeness, BuildLikenessGraph(view->snapshot().arrays(), {}));
  EXPECT_EQ(FindClusters(likeness.graph.view(), {}).count, 1u);
}

TEST(LikenessGraphTest, NobodyIsThere) {
  const TestNetwork network;
  const auto view = network.Snapshot();
  ASSERT_OK_AND_ASSIGN(const LikenessGraph likeness, BuildLikenessGraph(view->snapshot().arrays(), {}));
  EXPECT_EQ(likeness.graph.view().size(), 0u);
}

}  // namespace
}  // namespace weft
