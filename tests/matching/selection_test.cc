#include "weft/matching/selection.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/test_network.h"
#include "weft/base/random.h"

namespace weft {
namespace {

// 30 members: the first 15 in the seeker's cluster, the rest in three others.
class SelectionTest : public testing::Test {
 protected:
  SelectionTest() {
    std::vector<std::string> ids[4];
    for (int i = 0; i < 30; ++i) {
      const std::string id = absl::StrCat("m", 10 + i);
      network_.Add(id);
      ids[i < 15 ? 0 : 1 + i % 3].push_back(id);
    }
    for (const auto& cluster : ids) network_.Cluster(cluster);
    view_ = network_.Snapshot();
  }

  std::vector<ScoredCandidate> Candidates() const {
    std::vector<ScoredCandidate> out;
    for (uint32_t i = 0; i < 30; ++i) {
      ScoredCandidate c;
      c.ordinal = i;
      c.crosses = i >= 15;
      c.fit.fit = c.score = c.crosses ? 0.3 - 0.005 * i : 0.9 - 0.02 * i;
      c.bridging = {0.8, c.crosses ? 0.9 : 0.0, c.crosses ? 0.85 : 0.3};
      out.push_back(c);
    }
    return out;
  }
  std::vector<Selected> Select(const std::vector<ScoredCandidate>& candidates, int count, double share,
                               double floor = 0.05) const {
    return SelectList(*view_, candidates, Rule(count, share, floor), weights_);
  }
  static ListRule Rule(int count, double share, double floor = 0.05, uint64_t seed = 1) {
    ListRule rule;
    rule.count = count;
    rule.balance.weak_tie_share = share;
    rule.balance.fit_floor = floor;
    rule.targets = {1, 2, 3};
    rule.seed = seed;
    return rule;
  }
  static int Weak(const std::vector<Selected>& list) {
    int weak = 0;
    for (const Selected& entry : list) weak += entry.weak;
    return weak;
  }

  TestNetwork network_;
  std::shared_ptr<const NetworkView> view_;
  const MatchWeights weights_;
};

TEST_F(SelectionTest, PlacesAreRoundedHalfUp) {
  EXPECT_EQ(WeakPlaces(0.3, 10), 3);
  EXPECT_EQ(WeakPlaces(0.25, 10), 3);
  EXPECT_EQ(WeakPlaces(0.3, 1), 0);
  EXPECT_EQ(WeakPlaces(0.5, 1), 1);
  EXPECT_EQ(WeakPlaces(0, 100), 0);
  EXPECT_EQ(WeakPlaces(1, 7), 7);
}

TEST_F(SelectionTest, TheShareIsKeptForEveryDial) {
  for (int count : {1, 2, 5, 10, 14}) {
    for (int dial = 0; dial <= 10; ++dial) {
      const double share = dial / 10.0;
      const std::vector<Selected> list = Select(Candidates(), count, share);
      EXPECT_EQ(list.size(), count);
      EXPECT_EQ(Weak(list), WeakPlaces(share, count)) << share << " of " << count;
      std::set<uint32_t> distinct;
      for (const Selected& entry : list) {
        distinct.insert(entry.candidate.ordinal);
        if (entry.weak) {
          EXPECT_TRUE(entry.candidate.crosses);
        }
      }
      EXPECT_EQ(distinct.size(), list.size());
    }
  }
}

TEST_F(SelectionTest, WeakEntriesStandNotInTheFirstTwo) {
  std::vector<ScoredCandidate> candidates = Candidates();
  for (ScoredCandidate& c : candidates) {
    if (c.crosses) c.score = 0.99;
  }
  const std::vector<Selected> list = Select(candidates, 10, 0.3);
  EXPECT_FALSE(list[0].weak);
  EXPECT_FALSE(list[1].weak);
  EXPECT_EQ(Weak(list), 3);
  const std::vector<Selected> mostly_weak = Select(Candidates(), 10, 1);
  EXPECT_TRUE(mostly_weak[0].weak);
}

TEST_F(SelectionTest, WeakEntriesSpreadOverClusters) {
  std::set<uint32_t> clusters;
  for (const Selected& entry : Select(Candidates(), 10, 0.3)) {
    if (entry.weak) clusters.insert(view_->cluster(entry.candidate.ordinal));
  }
  EXPECT_EQ(clusters.size(), 3u);
}

TEST_F(SelectionTest, BelowTheFloorNobodyIsWeak) {
  const std::vector<Selected> list = Select(Candidates(), 10, 0.5, 0.99);
  EXPECT_EQ(Weak(list), 0);
  EXPECT_EQ(list.size(), 10u);
}

TEST_F(SelectionTest, FewCandidatesGiveAShortList) {
  std::vector<ScoredCandidate> candidates = Candidates();
  candidates.resize(3);
  EXPECT_EQ(Select(candidates, 10, 0.3).size(), 3u);
  EXPECT_TRUE(Select({}, 10, 0.3).empty());
}

// Even if those who fit best are all of another cluster, the places kept are filled, and by kind.
TEST_F(SelectionTest, OnlyCrossingCandidatesStillKeepTheShare) {
  std::vector<ScoredCandidate> candidates = Candidates();
  candidates.erase(candidates.begin(), candidates.begin() + 15);
  candidates.resize(10);
  const std::vector<Selected> list = Select(candidates, 10, 0.3);
  EXPECT_EQ(list.size(), 10u);
  EXPECT_EQ(Weak(list), 3);
}

TEST_F(SelectionTest, StrongFitsAreNotAllOfOneCircle) {
  TestNetwork network;
  for (int i = 0; i < 20; ++i) {
    if (i < 10) {
      network.Add(absl::StrCat("m", 10 + i)).add_circles("choir");
    } else {
      network.Add(absl::StrCat("m", 10 + i));
    }
  }
  const auto view = network.Snapshot();
  std::vector<ScoredCandidate> candidates;
  for (uint32_t i = 0; i < 20; ++i) {
    ScoredCandidate c;
    c.ordinal = i;
    c.fit.fit = c.score = i < 10 ? 0.52 : 0.5;
    candidates.push_back(c);
  }
  int choir = 0;
  for (const Selected& entry : SelectList(*view, candidates, Rule(5, 0, 0), weights_)) {
    choir += entry.candidate.ordinal < 10;
  }
  EXPECT_GE(choir, 2);
  EXPECT_LT(choir, 5);
}

TEST_F(SelectionTest, EqualsAreOrderedByTheSeed) {
  std::vector<ScoredCandidate> candidates = Candidates();
  for (ScoredCandidate& c : candidates) c.score = c.fit.fit = 0.5;
  auto ordinals = [&](uint64_t seed) {
    std::vector<uint32_t> out;
    for (const Selected& entry : SelectList(*view_, candidates, Rule(8, 0, 0, seed), weights_)) {
      out.push_back(entry.candidate.ordinal);
    }
    return out;
  };
  EXPECT_EQ(ordinals(1), ordinals(1));
  EXPECT_NE(ordinals(1), ordinals(2));
}

}  // namespace
}  // namespace weft
