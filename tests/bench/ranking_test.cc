#include "bench/ranking.h"

#include <vector>

#include "gtest/gtest.h"

namespace weft {
namespace {

TEST(RankingTest, SpearmanOnlySeesOrder) {
  EXPECT_DOUBLE_EQ(Spearman({1, 2, 3}, {1, 20, 300}), 1);
  EXPECT_DOUBLE_EQ(Spearman({1, 2, 3}, {3, 2, 1}), -1);
  EXPECT_DOUBLE_EQ(Spearman({1, 2, 3, 4}, {2, 1, 4, 3}), 0.6);
}

TEST(RankingTest, SpearmanSharesTheRanksOfEqualValues) {
  // Ranks 0.5 0.5 2 and 0 1 2: 1.5 / sqrt(1.5 * 2).
  EXPECT_NEAR(Spearman({5, 5, 9}, {1, 2, 3}), 0.8660254, 1e-7);
  EXPECT_DOUBLE_EQ(Spearman({1, 1}, {1, 2}), 0);
}

TEST(RankingTest, ReciprocalRankCountsTiesHalf) {
  EXPECT_DOUBLE_EQ(ReciprocalRank({0.9, 0.5, 0.1}, 0), 1);
  EXPECT_DOUBLE_EQ(ReciprocalRank({0.9, 0.5, 0.1}, 2), 1.0 / 3);
  EXPECT_DOUBLE_EQ(ReciprocalRank({0.5, 0.5}, 0), 1 / 1.5);
}

}  // namespace
}  // namespace weft
