#include "bench/eval/rerankers/cegc_gain.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"
#include "tests/bench/eval/rerankers/drawn_lists.h"
#include "weft/graph/cegc.h"

namespace weft {
namespace {

TEST(CegcGainTest, AgreesWithCountingAgain) {
  for (const uint32_t clusters : {1u, 2u, 3u, 7u}) {
    Random random(clusters);
    const EvalNetwork network = DrawEvalNetwork(30, 0.1, false, clusters);
    const Clustering clustering = DrawClustering(30, clusters, &random);
    CegcGain fast(network.train.view(), clustering);
    ClusterPairCounts slow = ClusterPairCounts::Of(network.train.view(), clustering);
    for (int step = 0; step < 300; ++step) {
      EXPECT_NEAR(fast.Value(), slow.Cegc(), 1e-12);
      const uint32_t a = clustering.labels[random.Below(30)];
      const uint32_t b = clustering.labels[random.Below(30)];
      ClusterPairCounts more = slow;
      more.Add(a, b);
      EXPECT_NEAR(fast.Gain(a, b), more.Cegc() - slow.Cegc(), 1e-12);
      EXPECT_EQ(fast.Gain(a, b), fast.Gain(b, a));
      // Mostly one pair, so that counts drift apart.
      const bool same = random.Below(2) == 0;
      fast.Add(same ? 0 : a, same ? clusters - 1 : b);
      slow.Add(same ? 0 : a, same ? clusters - 1 : b);
    }
  }
}

TEST(CegcGainTest, TheHighestGainIsThatOfThePairJoinedLeast) {
  Random random(3);
  const EvalNetwork network = DrawEvalNetwork(30, 0.1, false, 3);
  const Clustering clustering = DrawClustering(30, 5, &random);
  CegcGain cegc(network.train.view(), clustering);
  for (int step = 0; step < 100; ++step) {
    double highest = -1;
    for (uint32_t a = 0; a < 5; ++a) {
      for (uint32_t b = a + 1; b < 5; ++b) highest = std::max(highest, cegc.Gain(a, b));
    }
    EXPECT_NEAR(cegc.GainMax(), highest, 1e-15);
    cegc.Add(static_cast<uint32_t>(random.Below(5)), static_cast<uint32_t>(random.Below(5)));
  }
}

struct NothingCase {
  const char* name;
  uint32_t clusters;
  uint32_t a, b;
};

class NoGainTest : public testing::TestWithParam<NothingCase> {};

TEST_P(NoGainTest, NothingIsGained) {
  const NothingCase& c = GetParam();
  const EvalNetwork network = MakeEvalNetwork(3, {{0, 1}});
  CegcGain cegc(network.train.view(), {{kNoCluster, kNoCluster, kNoCluster}, c.clusters});
  EXPECT_EQ(cegc.Gain(c.a, c.b), 0);
  cegc.Add(c.a, c.b);
  EXPECT_EQ(cegc.Value(), 0);
}

INSTANTIATE_TEST_SUITE_P(All, NoGainTest,
                         testing::Values(NothingCase{"SameCluster", 3, 1, 1},
                                         NothingCase{"NoCluster", 3, 1, kNoCluster},
                                         NothingCase{"BothNone", 3, kNoCluster, kNoCluster},
                                         NothingCase{"OneCluster", 1, 0, 0},
                                         NothingCase{"NoClusters", 0, kNoCluster, kNoCluster}),
                         [](const auto& info) { return info.param.name; });

TEST(CegcGainTest, FewClustersHaveNoHighestGain) {
  const EvalNetwork network = MakeEvalNetwork(2, {{0, 1}});
  EXPECT_EQ(CegcGain(network.train.view(), {{0, 0}, 1}).GainMax(), 0);
  EXPECT_EQ(CegcGain(network.train.view(), {{kNoCluster, kNoCluster}, 0}).GainMax(), 0);
  EXPECT_EQ(CegcGain(network.train.view(), {{0, 1}, 2}).GainMax(), 0) << "the one pair has its tie";
}

}  // namespace
}  // namespace weft
