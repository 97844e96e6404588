#include "weft/graph/tie_graph.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/graphs.h"
#include "tests/testing/status_matchers.h"
#include "weft/base/random.h"

namespace weft {
namespace {

using testing::ElementsAre;

TEST(TieGraphTest, StoresBothDirectionsAscending) {
  TieGraph graph = MakeGraph(5, {{3, 1}, {1, 0}, {1, 4}});
  TieGraphView view = graph.view();
  EXPECT_EQ(view.size(), 5u);
  EXPECT_EQ(view.tie_count(), 3u);
  EXPECT_THAT(view.Neighbors(1), ElementsAre(0, 3, 4));
  EXPECT_THAT(view.Neighbors(3), ElementsAre(1));
  EXPECT_EQ(view.Degree(2), 0u);
  EXPECT_TRUE(view.HasTie(1, 4));
  EXPECT_TRUE(view.HasTie(4, 1));
  EXPECT_FALSE(view.HasTie(0, 4));
  EXPECT_FALSE(view.HasTie(2, 2));
}

TEST(TieGraphTest, DuplicatesBecomeTheStrongest) {
  TieGraph graph = MakeWeightedGraph(3, {{0, 1, 0.3f}, {1, 0, 0.8f}, {0, 1, 0.5f}, {1, 2, 0.1f}});
  EXPECT_EQ(graph.view().tie_count(), 2u);
  EXPECT_THAT(graph.view().Strengths(0), ElementsAre(0.8f));
  EXPECT_THAT(graph.view().Strengths(1), ElementsAre(0.8f, 0.1f));
}

TEST(TieGraphTest, DefaultViewHasNoNodes) {
  EXPECT_EQ(TieGraphView().size(), 0u);
  EXPECT_OK(ValidateTieGraph(TieGraphView()));
}

struct BadTieCase {
  const char* name;
  DerivedTie tie;
  const char* reason;
};

class BadTieTest : public testing::TestWithParam<BadTieCase> {};

TEST_P(BadTieTest, IsRefusedByIndex) {
  std::vector<DerivedTie> ties = {{0, 1, 0.5f}, GetParam().tie};
  absl::Status status = TieGraph::FromTies(3, ties).status();
  EXPECT_THAT(status, HasReason(GetParam().reason));
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr("tie 1 "));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadTieTest,
    testing::Values(BadTieCase{"SelfTie", {2, 2, 0.5f}, "SELF_TIE"},
                    BadTieCase{"FirstBeyond", {3, 1, 0.5f}, "UNKNOWN_TIE_END"},
                    BadTieCase{"SecondBeyond", {1, 0xffffffffu, 0.5f}, "UNKNOWN_TIE_END"},
                    BadTieCase{"NaN", {1, 2, std::nanf("")}, "BAD_TIE_STRENGTH"},
                    BadTieCase{"Zero", {1, 2, 0}, "BAD_TIE_STRENGTH"},
                    BadTieCase{"Negative", {1, 2, -0.5f}, "BAD_TIE_STRENGTH"},
                    BadTieCase{"AboveOne", {1, 2, 1.01f}, "BAD_TIE_STRENGTH"},
                    BadTieCase{"Infinite", {1, 2, std::numeric_limits<float>::infinity()}, "BAD_TIE_STRENGTH"}),
    [](const auto& info) { return info.param.name; });

TEST(TieGraphTest, NoNodesTakeNoTies) {
  std::vector<DerivedTie> ties = {{0, 1, 0.5f}};
  EXPECT_THAT(TieGraph::FromTies(0, ties), HasReason("UNKNOWN_TIE_END"));
}

TEST(TieGraphTest, EqualsAMapOfPairsWhateverTheOrder) {
  Random random(5);
  for (int round = 0; round < 50; ++round) {
    const uint32_t size = 2 + random.Below(30);
    std::vector<DerivedTie> ties;
    std::map<std::pair<uint32_t, uint32_t>, float> expected;
    for (int i = 0; i < 100; ++i) {
      DerivedTie tie{uint32_t(random.Below(size)), uint32_t(random.Below(size)), float(1 - random.Uniform())};
      if (tie.a == tie.b) continue;
      ties.push_back(tie);
      float& strength = expected[std::minmax(tie.a, tie.b)];
      strength = std::max(strength, tie.strength);
    }
    TieGraph graph = MakeWeightedGraph(size, ties);
    EXPECT_OK(ValidateTieGraph(graph.view()));
    std::map<std::pair<uint32_t, uint32_t>, float> found;
    for (uint32_t u = 0; u < size; ++u) {
      for (size_t i = 0; i < graph.view().Degree(u); ++i) {
        const uint32_t v = graph.view().Neighbors(u)[i];
        if (u < v) found[{u, v}] = graph.view().Strengths(u)[i];
      }
    }
    EXPECT_EQ(found, expected);
    std::reverse(ties.begin(), ties.end());
    TieGraph reversed = MakeWeightedGraph(size, ties);
    EXPECT_EQ(reversed.view().neighbors, graph.view().neighbors);
    EXPECT_EQ(reversed.view().strengths, graph.view().strengths);
  }
}

// A triangle and a node alone, as rows that a file might hold.
struct Rows {
  std::vector<uint64_t> offsets = {0, 2, 4, 6, 6};
  std::vector<uint32_t> neighbors = {1, 2, 0, 2, 0, 1};
  std::vector<float> strengths = {0.1f, 0.2f, 0.1f, 0.3f, 0.2f, 0.3f};

  TieGraphView view() const { return {offsets, neighbors, strengths}; }
};

struct BadRowsCase {
  const char* name;
  std::function<void(Rows*)> harm;
  const char* what;
};

class BadRowsTest : public testing::TestWithParam<BadRowsCase> {};

TEST_P(BadRowsTest, AreRefused) {
  Rows rows;
  ASSERT_OK(ValidateTieGraph(rows.view()));
  GetParam().harm(&rows);
  absl::Status status = ValidateTieGraph(rows.view());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDataLoss, testing::HasSubstr(GetParam().what)));
  EXPECT_THAT(status, HasReason("BAD_TIE_GRAPH"));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadRowsTest,
    testing::Values(BadRowsCase{"NoOffsets", [](Rows* r) { r->offsets.clear(); }, "no offsets"},
                    BadRowsCase{"OffsetsStartLate", [](Rows* r) { r->offsets[0] = 1; }, "offsets run"},
                    BadRowsCase{"OffsetsEndEarly", [](Rows* r) { r->offsets[4] = 5; }, "offsets run"},
                    BadRowsCase{"OffsetsEndLate", [](Rows* r) { r->offsets[4] = 1ull << 60; }, "offsets run"},
                    BadRowsCase{"OffsetsFall", [](Rows* r) { r->offsets[1] = 5; }, "offsets fall"},
                    BadRowsCase{"OffsetBeyond", [](Rows* r) { r->offsets[2] = ~0ull; }, "offsets fall"},
                    BadRowsCase{"StrengthsShort", [](Rows* r) { r->strengths.pop_back(); }, "5 strengths"},
                    BadRowsCase{"NeighborBeyond", [](Rows* r) { r->neighbors[1] = 4; }, "neighbor 4"},
                    BadRowsCase{"OwnNeighbor", [](Rows* r) { r->neighbors[0] = 0; }, "own neighbor"},
                    BadRowsCase{"Unsorted", [](Rows* r) { std::swap(r->neighbors[0], r->neighbors[1]); }, "ascend"},
                    BadRowsCase{"Twice", [](Rows* r) { r->neighbors[1] = 1; }, "ascend"},
                    BadRowsCase{"OneWay", [](Rows* r) { r->neighbors[1] = 3; }, "disagree"},
                    BadRowsCase{"RowsShifted",
                                [](Rows* r) {
                                  r->offsets = {0, 2, 4, 4, 6};
                                },
                                "disagree"},
                    BadRowsCase{"StrengthNaN", [](Rows* r) { r->strengths[2] = std::nanf(""); }, "outside"},
                    BadRowsCase{"StrengthZero", [](Rows* r) { r->strengths[2] = 0; }, "outside"},
                    BadRowsCase{"StrengthAboveOne", [](Rows* r) { r->strengths[2] = 2; }, "outside"},
                    BadRowsCase{"TwoStrengths", [](Rows* r) { r->strengths[2] = 0.9f; }, "two strengths"}),
    [](const auto& info) { return info.param.name; });

TEST(ValidateTieGraphTest, AcceptsWhatWeBuild) {
  for (const NamedGraph& named : SmallGraphs()) EXPECT_OK(ValidateTieGraph(named.graph.view())) << named.name;
}

TEST(ValidateTieGraphTest, SurvivesRandomHarm) {
  Random random(9);
  TieGraph graph = Karate();
  for (int round = 0; round < 2000; ++round) {
    TieGraphView view = graph.view();
    std::vector<uint64_t> offsets(view.offsets.begin(), view.offsets.end());
    std::vector<uint32_t> neighbors(view.neighbors.begin(), view.neighbors.end());
    if (round % 2 == 0) {
      offsets[random.Below(offsets.size())] ^= 1ull << random.Below(64);
    } else {
      neighbors[random.Below(neighbors.size())] ^= 1u << random.Below(32);
    }
    EXPECT_THAT(ValidateTieGraph({offsets, neighbors, view.strengths}), HasReason("BAD_TIE_GRAPH"));
  }
}

}  // namespace
}  // namespace weft
