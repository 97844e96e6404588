#include "weft/introductions/joined_clusters.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/drafted_network.h"

namespace weft {
namespace {

using State = v1::Introduction::State;

// Three clusters, the first two joined by two ties.
class JoinedClustersTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* id : {"a1", "a2", "b1", "b2", "c1"}) network_.Add(id);
    network_.Cluster({"a1", "a2"});
    network_.Cluster({"b1", "b2"});
    network_.Cluster({"c1"});
    network_.Tie("a1", "b1");
    network_.Tie("a2", "b2");
  }
  JoinedClusters Joined() { return JoinedClusters(*network_.Snapshot()); }
  void Met(const std::string& a, const std::string& b, State state) {
    drafted_.HadBoth(a, b, 90 * kDay, state);
    if (state != v1::Introduction::STATE_DECLINED) return;
    for (const std::string& id : {a, b}) {
      network_.IntroductionsOf(id).entries.back().answer = v1::Introduction::Side::ANSWER_DECLINED;
    }
  }
  DraftedNetwork drafted_;
  TestNetwork& network_ = drafted_.network();
};

TEST_F(JoinedClustersTest, IsTheViewsWithoutIntroductions) {
  const auto view = network_.Snapshot();
  const JoinedClusters joined(*view);
  for (const auto& [a, b] : {std::make_pair(0u, 1u), std::make_pair(0u, 2u), std::make_pair(2u, 1u)}) {
    EXPECT_EQ(joined.Joined(a, b), view->ClusterPairJoined(a, b));
    EXPECT_EQ(joined.Gain(a, b, 0), view->ClusterPairGain(a, b));
  }
}

TEST_F(JoinedClustersTest, IntroductionsCountOnceAndThoseInVainInPart) {
  Met("a1", "c1", v1::Introduction::STATE_CLOSED);
  Met("b1", "c1", v1::Introduction::STATE_DECLINED);
  Met("a1", "a2", v1::Introduction::STATE_CLOSED);  // Within a cluster: joins none.
  drafted_.Had("a1", kStranger, 90 * kDay);
  const JoinedClusters joined = Joined();
  EXPECT_EQ(joined.Joined(0, 1), 2);
  EXPECT_EQ(joined.Joined(2, 0), 1);
  EXPECT_EQ(joined.Joined(1, 2), JoinedClusters::kTriedInVain);
  EXPECT_DOUBLE_EQ(joined.Gain(0, 1, 0), 1.0 / 3);
  EXPECT_DOUBLE_EQ(joined.Gain(0, 2, 0), 2.0 / 3);
  EXPECT_DOUBLE_EQ(joined.Gain(1, 2, 0), 1);
}

TEST_F(JoinedClustersTest, MoreLowersTheGain) {
  const JoinedClusters joined = Joined();
  EXPECT_EQ(joined.Gain(0, 2, 0), 1);
  EXPECT_DOUBLE_EQ(joined.Gain(0, 2, 1), 1.0 / 3);
  EXPECT_DOUBLE_EQ(joined.Gain(0, 2, 50), 1.0 / 3) << "never none.";
}

}  // namespace
}  // namespace weft
