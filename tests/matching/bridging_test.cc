#include "weft/matching/bridging.h"

#include "gtest/gtest.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

TEST(TieWeaknessTest, IsAnInvertedU) {
  Balance balance;
  EXPECT_DOUBLE_EQ(TieWeakness(0.1, balance), 1);
  EXPECT_LT(TieWeakness(0, balance), 1);
  EXPECT_LT(TieWeakness(0.5, balance), TieWeakness(0, balance));
  balance.bridging_peak = 0.5;
  balance.bridging_width = 0.1;
  EXPECT_DOUBLE_EQ(TieWeakness(0.5, balance), 1);
  EXPECT_LT(TieWeakness(0.1, balance), 0.01);
}

struct Case {
  const char* name;
  bool cluster_a, cluster_b, same_cluster, same_circle, same_organization, circles, crosses;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class CrossesClustersTest : public testing::TestWithParam<Case> {};

TEST_P(CrossesClustersTest, Strictly) {
  const Case& c = GetParam();
  const uint32_t circle_a[] = {1};
  const uint32_t circle_b[] = {2};
  MemberView a, b;
  if (c.cluster_a) a.cluster = 0;
  if (c.cluster_b) b.cluster = c.same_cluster ? 0 : 1;
  if (c.circles) {
    a.circles = circle_a;
    b.circles = c.same_circle ? absl::MakeConstSpan(circle_a) : absl::MakeConstSpan(circle_b);
  }
  if (c.same_organization) a.organization = b.organization = 5;
  EXPECT_EQ(CrossesClusters(a, b), c.crosses);
  EXPECT_EQ(CrossesClusters(b, a), c.crosses);
}

INSTANTIATE_TEST_SUITE_P(All, CrossesClustersTest,
                         testing::Values(Case{"DifferentClusters", true, true, false, false, false, false, true},
                                         Case{"SameCluster", true, true, true, false, false, true, false},
                                         Case{"SharedCircle", true, true, false, true, false, true, false},
                                         Case{"SharedOrganization", true, true, false, false, true, true, false},
                                         Case{"NoClusterCirclesDiffer", false, true, false, false, false, true, true},
                                         Case{"NoClusterSharedCircle", false, true, false, true, false, true, false},
                                         Case{"NothingKnown", false, false, false, false, false, false, false}),
                         [](const auto& info) { return info.param.name; });

TEST(BridgingTest, UnderJoinedClustersGainMore) {
  TestNetwork network;
  for (const char* id : {"a1", "a2", "b1", "b2", "c1", "c2"}) network.Add(id);
  network.Tie("a1", "a2");
  network.Tie("a1", "b1");
  network.Tie("a2", "b2");
  network.Cluster({"a1", "a2"});
  network.Cluster({"b1", "b2"});
  network.Cluster({"c1", "c2"});
  const auto view = network.Snapshot();
  auto gain = [&](const char* x, const char* y) {
    return BridgingOf(*view, view->member(*view->Find(x)), view->member(*view->Find(y)), PairFit(), Balance(),
                      MatchWeights())
        .cluster_gain;
  };
  EXPECT_EQ(gain("a1", "a2"), 0);
  EXPECT_GT(gain("a1", "c1"), gain("a1", "b2"));
  EXPECT_DOUBLE_EQ(gain("a1", "c1"), 1);
  EXPECT_GT(gain("a1", "b2"), 0);
}

}  // namespace
}  // namespace weft
