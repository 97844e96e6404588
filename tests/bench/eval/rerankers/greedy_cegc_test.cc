#include "bench/eval/rerankers/greedy_cegc.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"
#include "tests/bench/eval/rerankers/drawn_lists.h"
#include "weft/graph/cegc.h"

namespace weft {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The order of members is drawn; the reference takes it from what it is told.
std::vector<size_t> OrderOf(size_t size, uint64_t seed) {
  std::vector<size_t> order(size);
  std::iota(order.begin(), order.end(), size_t{0});
  Random random(seed);
  for (size_t i = 0; i < size; ++i) std::swap(order[i], order[i + random.Below(size - i)]);
  return order;
}

// Counts everything again for every candidate.
std::vector<RankedList> Reference(const std::vector<ScoredList>& lists, size_t length, double weight,
                                  const TieGraphView& train, const Clustering& clustering, uint64_t seed) {
  std::set<std::pair<uint32_t, uint32_t>> taken;
  const auto cegc = [&](std::set<std::pair<uint32_t, uint32_t>> pairs) {
    ClusterPairCounts counts = ClusterPairCounts::Of(train, clustering);
    for (const auto& pair : pairs) counts.Add(clustering.labels[pair.first], clustering.labels[pair.second]);
    return counts.Cegc();
  };
  const auto highest_gain = [&] {
    ClusterPairCounts counts = ClusterPairCounts::Of(train, clustering);
    for (const auto& pair : taken) counts.Add(clustering.labels[pair.first], clustering.labels[pair.second]);
    double highest = 0;
    for (uint32_t a = 0; a < clustering.count; ++a) {
      for (uint32_t b = a + 1; b < clustering.count; ++b) {
        ClusterPairCounts more = counts;
        more.Add(a, b);
        highest = std::max(highest, more.Cegc() - counts.Cegc());
      }
    }
    return highest;
  };
  std::vector<std::set<uint32_t>> chosen(lists.size());
  for (size_t place = 0; place < length; ++place) {
    for (size_t i : OrderOf(lists.size(), seed)) {
      const double before = cegc(taken), highest = highest_gain();
      double best_value = -1e9;
      uint32_t best = 0;
      for (const ScoredMember& candidate : lists[i].candidates) {
        if (chosen[i].count(candidate.member) > 0) continue;
        std::set<std::pair<uint32_t, uint32_t>> with = taken;
        with.insert(std::minmax(lists[i].member, candidate.member));
        const double value = (1 - weight) * candidate.score / lists[i].candidates[0].score +
                             (highest > 0 ? weight * (cegc(with) - before) / highest : 0);
        if (value <= best_value + 1e-10) continue;
        best_value = value;
        best = candidate.member;
      }
      if (best_value < -1e8) continue;
      chosen[i].insert(best);
      taken.insert(std::minmax(lists[i].member, best));
    }
  }
  std::vector<RankedList> ranked(lists.size());
  for (size_t i = 0; i < lists.size(); ++i) {
    for (const ScoredMember& candidate : lists[i].candidates) {
      if (chosen[i].count(candidate.member) > 0) ranked[i].push_back(candidate.member);
    }
  }
  return ranked;
}

TEST(GreedyCegcTest, AgreesWithCountingAgain) {
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    Random random(seed);
    const EvalNetwork network = DrawEvalNetwork(24, 0.15, false, seed);
    const Clustering clustering = DrawClustering(24, 4, &random);
    std::vector<ScoredList> lists;
    for (uint32_t member = 0; member < 12; ++member) lists.push_back(DrawList(member, 24, random.Below(10), &random));
    for (const double weight : {0.0, 0.3, 0.8, 1.0}) {
      EXPECT_EQ(SpreadOverClusterPairs(lists, 4, weight, network.train.view(), clustering, seed),
                Reference(lists, 4, weight, network.train.view(), clustering, seed))
          << "seed " << seed << ", weight " << weight;
    }
  }
}

TEST(GreedyCegcTest, IsAsComputedByHand) {
  // Clusters A {0, 1}, B {2, 3}, C {4, 5}: A and B are joined by two ties, the others not. Members 0 and 1 choose one
  // candidate each. Whoever comes first takes 4, as A and C have no tie; then A and C have one, and A - C still brings
  // more than A - B.
  const EvalNetwork network = MakeEvalNetwork(6, {{0, 2}, {1, 3}});
  const Clustering clustering = {{0, 0, 1, 1, 2, 2}, 3};
  const std::vector<ScoredList> lists = {{0, {{3, 1.0}, {4, 0.6}}}, {1, {{2, 1.0}, {4, 0.6}}}};
  const auto lists_at = [&](double weight) {
    return SpreadOverClusterPairs(lists, 1, weight, network.train.view(), clustering, 1);
  };
  EXPECT_THAT(lists_at(0), ElementsAre(ElementsAre(3), ElementsAre(2)));
  EXPECT_THAT(lists_at(1), ElementsAre(ElementsAre(4), ElementsAre(4)));
}

TEST(GreedyCegcTest, APairTakenFromOneEndBringsNothingFromTheOther) {
  // 0 and 2 stand in each other's lists. Weight 1: the first takes the other; the second then gains by the pair of its
  // own cluster's other border only.
  const EvalNetwork network = MakeEvalNetwork(6, {{0, 1}});
  const Clustering clustering = {{0, 0, 1, 1, 2, 2}, 3};
  const std::vector<ScoredList> lists = {{0, {{2, 1.0}}}, {2, {{0, 1.0}, {4, 0.1}}}};
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    if (OrderOf(2, seed)[0] != 0) continue;
    EXPECT_THAT(SpreadOverClusterPairs(lists, 1, 1, network.train.view(), clustering, seed),
                ElementsAre(ElementsAre(2), ElementsAre(4)));
  }
}

TEST(GreedyCegcTest, WeightZeroLeavesTheLists) {
  Random random(2);
  const EvalNetwork network = DrawEvalNetwork(40, 0.1, false, 2);
  const Clustering clustering = DrawClustering(40, 4, &random);
  const std::vector<ScoredList> lists = {DrawList(0, 40, 20, &random), DrawList(9, 40, 3, &random)};
  const std::vector<RankedList> ranked = SpreadOverClusterPairs(lists, 10, 0, network.train.view(), clustering, 5);
  ASSERT_EQ(ranked.size(), 2u);
  ASSERT_EQ(ranked[0].size(), 10u);
  ASSERT_EQ(ranked[1].size(), 3u);
  for (size_t i = 0; i < 10; ++i) EXPECT_EQ(ranked[0][i], lists[0].candidates[i].member);
}

TEST(GreedyCegcTest, WithoutClustersTheScoresDecide) {
  const EvalNetwork network = MakeEvalNetwork(4, {});
  const Clustering none = {{kNoCluster, kNoCluster, kNoCluster, kNoCluster}, 0};
  const std::vector<ScoredList> lists = {{0, {{3, 0.9}, {1, 0.5}, {2, 0.1}}}};
  EXPECT_THAT(SpreadOverClusterPairs(lists, 2, 1, network.train.view(), none, 1), ElementsAre(ElementsAre(3, 1)));
  EXPECT_THAT(SpreadOverClusterPairs({}, 2, 1, network.train.view(), none, 1), IsEmpty());
}

}  // namespace
}  // namespace weft
