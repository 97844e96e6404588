#include "bench/eval/baselines/chance.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"

namespace weft {
namespace {

TEST(ChanceTest, IsDrawnFromSeedAndMember) {
  const EvalNetwork network = MakeEvalNetwork(40, {});
  EXPECT_EQ(Chance(network, 3, 1), Chance(network, 3, 1));
  EXPECT_NE(Chance(network, 3, 1), Chance(network, 4, 1));
  EXPECT_NE(Chance(network, 3, 1), Chance(network, 3, 2));
}

TEST(ChanceTest, GivesEverybodyAScore) {
  const EvalNetwork network = MakeEvalNetwork(1000, {});
  double sum = 0;
  for (double score : Chance(network, 0, 1)) {
    EXPECT_GT(score, 0);
    EXPECT_LE(score, 1);
    sum += score;
  }
  EXPECT_NEAR(sum / 1000, 0.5, 0.05);
}

}  // namespace
}  // namespace weft
