#include "bench/round_simulation.h"

#include <algorithm>

#include "bench/synthetic_network.h"
#include "bench/synthetic_simulation.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "weft/introductions/round_problem.h"

namespace weft {
namespace {

class RoundSimulationTest : public testing::Test {
 protected:
  static SimulationResult Run(RoundMethod method, double permitted, uint64_t seed = 1, uint32_t members = 240) {
    const SyntheticNetwork network(members, 20, seed);
    SyntheticMeetings meetings;
    meetings.permitted = permitted;
    meetings.seed = seed;
    const SimulatedNetwork simulated = SimulatedFrom(network, meetings);
    SimulationOptions options;
    options.seed = seed;
    return *SimulateRounds(simulated, method, options);
  }
};

TEST_F(RoundSimulationTest, PlannedRoundsKeepTheRules) {
  for (double permitted : {1.0, 0.1, 0.05}) {
    const SimulationResult planned = Run(RoundMethod::kPlanned, permitted);
    EXPECT_GT(planned.introductions, 500);
    EXPECT_EQ(planned.repeats, 0);
    EXPECT_EQ(planned.over_capacity, 0);
    EXPECT_LE(planned.longest_wait, kUrgentRounds) << "permitted " << permitted;
    EXPECT_LT(planned.worst_gap, 0.01);
    // Exposure does not grow more unequal from the first quarter on.
    const std::vector<double>& gini = planned.exposure_gini;
    EXPECT_LE(gini.back(), gini[gini.size() / 4] + 0.02) << "permitted " << permitted;
  }
}

TEST_F(RoundSimulationTest, PlannedRoundsAreBetterThanRandomAndNearestOnes) {
  for (uint64_t seed : {1, 2}) {
    const SimulationResult planned = Run(RoundMethod::kPlanned, 1, seed, 480);
    for (RoundMethod method : {RoundMethod::kRandom, RoundMethod::kNearest}) {
      const SimulationResult other = Run(method, 1, seed, 480);
      EXPECT_GT(planned.total_fit, other.total_fit);
      EXPECT_GT(planned.cluster_pairs_joined, other.cluster_pairs_joined);
      EXPECT_LE(planned.longest_wait, other.longest_wait);
      EXPECT_LT(planned.unserved, other.unserved);
      EXPECT_LT(planned.share_error, other.share_error);
    }
    EXPECT_NEAR(planned.weak_share, 0.3, 0.05);
  }
}

TEST_F(RoundSimulationTest, WherePartnersAreScarceOthersLetMembersWait) {
  const SimulationResult planned = Run(RoundMethod::kPlanned, 0.05);
  for (RoundMethod method : {RoundMethod::kRandom, RoundMethod::kNearest}) {
    EXPECT_LT(planned.longest_wait, Run(method, 0.05).longest_wait);
  }
}

TEST_F(RoundSimulationTest, IsTheSameEveryTime) {
  const SimulationResult first = Run(RoundMethod::kPlanned, 0.1, 7);
  const SimulationResult second = Run(RoundMethod::kPlanned, 0.1, 7);
  EXPECT_EQ(first.total_fit, second.total_fit);
  EXPECT_EQ(first.exposure_gini, second.exposure_gini);
  EXPECT_NE(first.total_fit, Run(RoundMethod::kPlanned, 0.1, 8).total_fit);
}

TEST_F(RoundSimulationTest, TheTableHasALineAMethod) {
  SimulationResult result;
  result.method = RoundMethod::kNearest;
  result.total_fit = 12.5;
  const std::string table = SimulationTable({result, result});
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 3);
  EXPECT_THAT(table, testing::HasSubstr("nearest"));
  EXPECT_THAT(table, testing::HasSubstr("12.5"));
}

}  // namespace
}  // namespace weft
