#include "weft/graph/cegc.h"

#include <algorithm>

#include "gtest/gtest.h"
#include "tests/graph/graphs.h"
#include "weft/base/random.h"

namespace weft {
namespace {

struct CegcCase {
  const char* name;
  std::vector<uint64_t> counts;
  uint64_t pairs;
  double cegc;
};

class CegcTest : public testing::TestWithParam<CegcCase> {};

TEST_P(CegcTest, IsTheGiniComplement) {
  EXPECT_NEAR(Cegc(GetParam().counts, GetParam().pairs), GetParam().cegc, 1e-12);
}

INSTANTIATE_TEST_SUITE_P(All, CegcTest,
                         testing::Values(CegcCase{"Published", {1, 1, 4}, 3, 0.5},
                                         CegcCase{"OrderMeansNothing", {4, 1, 1}, 3, 0.5},
                                         CegcCase{"Even", {3, 3, 3}, 3, 1}, CegcCase{"OneHasAll", {0, 0, 9}, 3, 0},
                                         CegcCase{"OneHasAllRestLeftOut", {9}, 3, 0}, CegcCase{"NoPairs", {}, 0, 0},
                                         CegcCase{"NoTies", {0, 0}, 3, 0}, CegcCase{"OnePair", {5}, 1, 1},
                                         CegcCase{"OnePairWithoutTies", {0}, 1, 0},
                                         CegcCase{"Large", {1ull << 62, 1ull << 62, 1ull << 62}, 3, 1}),
                         [](const auto& info) { return info.param.name; });

TEST(CegcReferenceTest, PairsLeftOutCountAsZero) {
  Random random(3);
  for (int round = 0; round < 100; ++round) {
    const size_t n = 2 + random.Below(40);
    std::vector<uint64_t> all(n);
    for (uint64_t& count : all) count = random.Below(3) == 0 ? random.Below(20) : 0;
    // Word for word over all pairs.
    std::vector<uint64_t> p = all;
    std::sort(p.begin(), p.end());
    double total = 0;
    for (uint64_t count : p) total += count;
    double expected = 1;
    for (size_t i = 1; i <= n; ++i) expected -= (2.0 * i - n - 1) * (total == 0 ? 1 : p[i - 1] / total) / (n - 1);
    if (total == 0) expected = 0;

    std::vector<uint64_t> nonzero;
    for (uint64_t count : all) {
      if (count > 0) nonzero.push_back(count);
    }
    EXPECT_NEAR(Cegc(all, n), expected, 1e-12);
    EXPECT_NEAR(Cegc(nonzero, n), expected, 1e-12);
  }
}

TEST(ClusterPairCountsTest, CountsTiesBetweenClusters) {
  // Clusters {0, 1}, {2, 3}, {4, 5}; 6 has none.
  const TieGraph graph = MakeGraph(7, {{0, 1}, {2, 3}, {4, 5}, {0, 2}, {1, 4}, {2, 4}, {2, 5}, {3, 4}, {3, 5}});
  const Clustering clustering = {{0, 0, 1, 1, 2, 2, kNoCluster}, 3};
  ClusterPairCounts counts = ClusterPairCounts::Of(graph.view(), clustering);
  EXPECT_EQ(counts.pairs(), 3u);
  EXPECT_EQ(counts.Of(0, 1), 1u);
  EXPECT_EQ(counts.Of(2, 0), 1u);
  EXPECT_EQ(counts.Of(1, 2), 4u);
  EXPECT_EQ(counts.Of(1, 1), 0u);
  EXPECT_NEAR(counts.Cegc(), 0.5, 1e-12);
  for (int i = 0; i < 3; ++i) {
    counts.Add(1, 0);
    counts.Add(0, 2);
    counts.Add(0, 0);
    counts.Add(kNoCluster, 1);
  }
  EXPECT_NEAR(counts.Cegc(), 1.0, 1e-12);
}

TEST(ClusterPairCountsTest, FewClusters) {
  EXPECT_EQ(ClusterPairCounts(0).Cegc(), 0);
  EXPECT_EQ(ClusterPairCounts(1).Cegc(), 0);
  ClusterPairCounts two(2);
  two.Add(0, 1);
  EXPECT_EQ(two.Cegc(), 1);
}

}  // namespace
}  // namespace weft
