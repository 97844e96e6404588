#include "bench/eval/baselines/score_mix.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using testing::ElementsAre;

TEST(ScoreMixTest, DividesEachPartByItsMaximum) {
  ScoreMix mix(4, 0);
  mix.Add(1, {0, 5, 10, 0});
  mix.Add(0.5, {0, 0.2, 0, 0.1});
  EXPECT_THAT(mix.scores(), ElementsAre(0, 1, 1, 0.25));
}

TEST(ScoreMixTest, OnesOwnScoreIsNoMaximum) {
  ScoreMix mix(3, 1);
  mix.Add(1, {2, 100, 4});
  EXPECT_THAT(mix.scores(), ElementsAre(0.5, 25, 1));
}

TEST(ScoreMixTest, APartWithoutAnythingAddsNothing) {
  ScoreMix mix(3, 0);
  mix.Add(1, {7, 0, 0});
  mix.Add(1, {0, -1, -2});
  EXPECT_THAT(mix.scores(), ElementsAre(0, 0, 0));
}

TEST(ScoreMixTest, BelowZeroCountsAgainst) {
  ScoreMix mix(3, 0);
  mix.Add(2, {0, -1, 4});
  EXPECT_THAT(mix.scores(), ElementsAre(0, -0.5, 2));
}

}  // namespace
}  // namespace weft
