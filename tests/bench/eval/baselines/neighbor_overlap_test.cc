#include "bench/eval/baselines/neighbor_overlap.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"

namespace weft {
namespace {

// A ring 0 1 4 2 with 3 hanging on 1, and 5 alone. Degree of 1: 3, of 2 and 4: 2.
const std::vector<MadeTie> kTies = {{0, 1}, {0, 2}, {1, 3}, {1, 4}, {2, 4}};

struct OverlapCase {
  const char* name;
  uint32_t member, candidate;
  double common, adamic_adar, allocation;
};

class NeighborOverlapTest : public testing::TestWithParam<OverlapCase> {};

TEST_P(NeighborOverlapTest, IsAsComputedByHand) {
  const OverlapCase& c = GetParam();
  const EvalNetwork network = MakeEvalNetwork(6, kTies);
  EXPECT_NEAR(CommonNeighbors(network, c.member)[c.candidate], c.common, 1e-12);
  EXPECT_NEAR(AdamicAdar(network, c.member)[c.candidate], c.adamic_adar, 1e-12);
  EXPECT_NEAR(ResourceAllocation(network, c.member)[c.candidate], c.allocation, 1e-12);
}

INSTANTIATE_TEST_SUITE_P(
    All, NeighborOverlapTest,
    testing::Values(OverlapCase{"OneGoBetween", 0, 3, 1, 1 / std::log(4.0), 1.0 / 3},
                    OverlapCase{"TwoGoBetweens", 0, 4, 2, 1 / std::log(4.0) + 1 / std::log(3.0), 1.0 / 3 + 1.0 / 2},
                    OverlapCase{"OtherEnd", 4, 0, 2, 1 / std::log(4.0) + 1 / std::log(3.0), 1.0 / 3 + 1.0 / 2},
                    OverlapCase{"NoGoBetween", 3, 2, 0, 0, 0}, OverlapCase{"Isolate", 5, 0, 0, 0, 0},
                    OverlapCase{"ToAnIsolate", 0, 5, 0, 0, 0}),
    [](const auto& info) { return info.param.name; });

TEST(NeighborOverlapDirectionTest, GoBetweensAreTiedAnyhowAndPointAtTheCandidate) {
  // 0 -> 1 and 2 -> 0: both are neighbors of 0. Of the candidates 3 .. 6, those whom one of them points at count.
  const EvalNetwork network = MakeEvalNetwork(7, {{0, 1}, {2, 0}, {1, 3}, {2, 4}, {5, 1}, {6, 2}}, true);
  const MemberScores scores = CommonNeighbors(network, 0);
  EXPECT_EQ(scores[3], 1);
  EXPECT_EQ(scores[4], 1);
  EXPECT_EQ(scores[5], 0);
  EXPECT_EQ(scores[6], 0);
  // Degrees are without direction: 1 knows 0, 3 and 5.
  EXPECT_NEAR(AdamicAdar(network, 0)[3], 1 / std::log(4.0), 1e-12);
  EXPECT_NEAR(ResourceAllocation(network, 0)[3], 1.0 / 3, 1e-12);
}

TEST(NeighborOverlapReferenceTest, AgreesWithLookingAtEverybodyInBetween) {
  for (const bool directed : {false, true}) {
    const EvalNetwork network = DrawEvalNetwork(40, 0.12, directed, 11);
    const TieGraphView train = network.train.view();
    for (uint32_t u = 0; u < 40; ++u) {
      const MemberScores common = CommonNeighbors(network, u);
      const MemberScores adamic_adar = AdamicAdar(network, u);
      const MemberScores allocation = ResourceAllocation(network, u);
      for (uint32_t v = 0; v < 40; ++v) {
        double sums[3] = {};
        for (uint32_t w = 0; w < 40; ++w) {
          const std::vector<uint32_t>& out = network.out[w];
          if (!train.HasTie(u, w) || std::find(out.begin(), out.end(), v) == out.end()) continue;
          sums[0] += 1;
          sums[1] += 1 / std::log(1 + std::max(2.0, static_cast<double>(train.Degree(w))));
          sums[2] += 1.0 / train.Degree(w);
        }
        EXPECT_NEAR(common[v], sums[0], 1e-12);
        EXPECT_NEAR(adamic_adar[v], sums[1], 1e-12);
        EXPECT_NEAR(allocation[v], sums[2], 1e-12);
      }
    }
  }
}

}  // namespace
}  // namespace weft
