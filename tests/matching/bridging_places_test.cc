#include "weft/matching/bridging_places.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

// Six members in three clusters, of whom the last is of the periphery.
class BridgingPlacesTest : public testing::Test {
 protected:
  BridgingPlacesTest() {
    for (int i = 0; i < 6; ++i) network_.Add(absl::StrCat("m", i));
    network_.Cluster({"m0", "m1"});
    network_.Cluster({"m2", "m3"});
    network_.Cluster({"m4", "m5"});
    view_ = network_.Snapshot();
    for (uint32_t i = 0; i < 6; ++i) {
      ScoredCandidate candidate;
      candidate.ordinal = i;
      candidate.crosses = true;
      candidate.fit.fit = 0.1;
      candidate.bridging.total = 0.5;
      candidate.periphery = i == 5;
      candidates_.push_back(candidate);
    }
    weights_.weak_luck = 0;
  }

  std::vector<Selected> Fill(size_t count) const {
    std::vector<const ScoredCandidate*> candidates;
    for (const ScoredCandidate& candidate : candidates_) candidates.push_back(&candidate);
    return FillBridgingPlaces(*view_, candidates, count, rule_, weights_);
  }

  TestNetwork network_;
  std::shared_ptr<const NetworkView> view_;
  std::vector<ScoredCandidate> candidates_;
  ListRule rule_;
  MatchWeights weights_;
};

TEST_F(BridgingPlacesTest, OneOfEachTargetInTheirOrder) {
  rule_.balance.periphery_reserve = 0;
  rule_.targets = {2, 0};
  weights_.weak_targets_a_place = 1;
  candidates_[1].fit.fit = 0.3;
  const std::vector<Selected> places = Fill(2);
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(view_->cluster(places[0].candidate.ordinal), 2u);
  EXPECT_EQ(places[1].candidate.ordinal, 1u);
}

TEST_F(BridgingPlacesTest, OfTheNextTargetsTheBestMember) {
  rule_.balance.periphery_reserve = 0;
  rule_.targets = {2, 0, 1};
  weights_.weak_targets_a_place = 2;
  candidates_[1].fit.fit = 0.3;
  candidates_[3].fit.fit = 0.9;  // Of the third target: not looked at yet.
  EXPECT_EQ(Fill(1)[0].candidate.ordinal, 1u);
}

TEST_F(BridgingPlacesTest, WhomFewListsShowComesFirst) {
  rule_.balance.periphery_reserve = 0;
  rule_.targets = {0};
  candidates_[0].exposure = 2;
  candidates_[0].fit.fit = 0.15;
  EXPECT_EQ(Fill(1)[0].candidate.ordinal, 1u);
}

TEST_F(BridgingPlacesTest, ThePeripheryHasItsPart) {
  rule_.targets = {0, 1, 2};
  rule_.balance.periphery_reserve = 1;
  EXPECT_EQ(Fill(1)[0].candidate.ordinal, 5u);
  rule_.balance.periphery_reserve = 0.25;
  rule_.targets = {0};
  int reserved = 0;
  for (rule_.seed = 0; rule_.seed < 1000; ++rule_.seed) reserved += Fill(1)[0].candidate.ordinal == 5;
  EXPECT_NEAR(reserved, 250, 60);  // One place: a quarter of it, by chance.
}

TEST_F(BridgingPlacesTest, WithoutTargetsClustersAreSpread) {
  rule_.balance.periphery_reserve = 0;
  std::map<uint32_t, int> clusters;
  for (const Selected& place : Fill(3)) ++clusters[view_->cluster(place.candidate.ordinal)];
  EXPECT_EQ(clusters.size(), 3u);
}

TEST_F(BridgingPlacesTest, FewCandidatesFillFewPlaces) { EXPECT_EQ(Fill(10).size(), 6u); }

// What exploration says about its chances is what it does.
TEST_F(BridgingPlacesTest, PropensitiesAreTheChancesDrawn) {
  rule_.balance.periphery_reserve = 0;
  rule_.balance.exploration_share = 0.3;
  rule_.targets = {0};
  std::map<uint32_t, int> taken;
  std::map<uint32_t, double> propensity;
  constexpr int kDraws = 20000;
  for (rule_.seed = 1; rule_.seed <= kDraws; ++rule_.seed) {
    const Selected place = Fill(1)[0];
    ++taken[place.candidate.ordinal];
    ASSERT_TRUE(place.propensity.has_value());
    propensity[place.candidate.ordinal] = *place.propensity;
  }
  EXPECT_EQ(taken.size(), 6u);
  for (const auto& entry : taken) {
    EXPECT_NEAR(entry.second / double{kDraws}, propensity[entry.first], 0.015) << entry.first;
  }
}

TEST_F(BridgingPlacesTest, WithoutExplorationThereIsNoPropensity) {
  for (const Selected& place : Fill(3)) EXPECT_FALSE(place.propensity.has_value());
}

}  // namespace
}  // namespace weft
