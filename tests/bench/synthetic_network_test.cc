#include "bench/synthetic_network.h"

#include <set>

#include "gtest/gtest.h"

namespace weft {
namespace {

TEST(SyntheticNetworkTest, HasCandidatesOfBothKindsAndEachPairOnce) {
  const SyntheticNetwork network(300, 30, 1);
  const ClusterPairCounts ties(network.cluster_count());
  std::set<std::pair<uint32_t, uint32_t>> seen;
  int weak = 0;
  const std::vector<RoundCandidate> candidates = network.Candidates(10, ties, 1);
  for (const RoundCandidate& candidate : candidates) {
    EXPECT_LT(candidate.a, candidate.b);
    EXPECT_TRUE(seen.insert({candidate.a, candidate.b}).second);
    EXPECT_EQ(candidate.kind == PairKind::kWeakTie, network.cluster(candidate.a) != network.cluster(candidate.b));
    EXPECT_DOUBLE_EQ(candidate.value, candidate.fit + candidate.bridging);
    weak += candidate.kind == PairKind::kWeakTie;
  }
  EXPECT_GT(candidates.size(), 300u * 5);
  EXPECT_GT(weak, static_cast<int>(candidates.size()) / 4);
  EXPECT_LT(weak, static_cast<int>(candidates.size()) * 3 / 4);
}

TEST(SyntheticNetworkTest, WhoIsOfOneClusterIsCloser) {
  const SyntheticNetwork network(300, 30, 2);
  double near = 0, far = 0;
  int near_count = 0, far_count = 0;
  for (uint32_t a = 0; a < 300; ++a) {
    for (uint32_t b = a + 1; b < 300; ++b) {
      const bool together = network.cluster(a) == network.cluster(b);
      (together ? near : far) += network.Closeness(a, b);
      ++(together ? near_count : far_count);
    }
  }
  EXPECT_GT(near / near_count, far / far_count + 0.3);
}

TEST(SyntheticNetworkTest, BridgingFallsWithTheTies) {
  const SyntheticNetwork network(100, 10, 3);
  uint32_t other = 1;
  while (network.cluster(other) == network.cluster(0)) ++other;
  ClusterPairCounts ties(network.cluster_count());
  const double before = network.Pair(0, other, ties).bridging;
  ties.Add(network.cluster(0), network.cluster(other));
  EXPECT_LT(network.Pair(0, other, ties).bridging, before);
}

}  // namespace
}  // namespace weft
