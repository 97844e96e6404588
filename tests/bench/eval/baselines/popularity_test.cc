#include "bench/eval/baselines/popularity.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"

namespace weft {
namespace {

using testing::ElementsAre;

TEST(PopularityTest, IsTheDegree) {
  EXPECT_THAT(Popularity(MakeEvalNetwork(4, {{0, 1}, {1, 2}})), ElementsAre(1, 2, 1, 0));
}

TEST(PopularityTest, CountsThosePointingWhereTiesHaveADirection) {
  EXPECT_THAT(Popularity(MakeEvalNetwork(4, {{0, 1}, {2, 1}, {1, 0}, {2, 3}}, true)), ElementsAre(1, 2, 0, 1));
}

TEST(PopularityTest, WeightsAreNotCounted) {
  EXPECT_THAT(Popularity(MakeEvalNetwork(2, {{0, 1, 7}})), ElementsAre(1, 1));
}

}  // namespace
}  // namespace weft
