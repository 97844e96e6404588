#include "bench/eval/baselines/personalized_pagerank.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"

namespace weft {
namespace {

// Solves p = restart e_member + (1 - restart) P' p as a dense system, by elimination with pivots.
std::vector<double> Reference(const EvalNetwork& network, double restart, uint32_t member) {
  const TieGraphView train = network.train.view();
  const uint32_t n = train.size();
  std::vector<std::vector<double>> rows(n, std::vector<double>(n + 1, 0));
  for (uint32_t v = 0; v < n; ++v) {
    rows[v][v] = 1;
    for (uint32_t u : train.Neighbors(v)) rows[v][u] -= (1 - restart) / train.Degree(u);
  }
  rows[member][n] = restart;
  for (uint32_t column = 0; column < n; ++column) {
    uint32_t pivot = column;
    for (uint32_t i = column; i < n; ++i) {
      if (std::abs(rows[i][column]) > std::abs(rows[pivot][column])) pivot = i;
    }
    std::swap(rows[column], rows[pivot]);
    for (uint32_t i = 0; i < n; ++i) {
      if (i == column) continue;
      const double factor = rows[i][column] / rows[column][column];
      for (uint32_t j = column; j <= n; ++j) rows[i][j] -= factor * rows[column][j];
    }
  }
  std::vector<double> solution(n);
  for (uint32_t i = 0; i < n; ++i) solution[i] = rows[i][n] / rows[i][i];
  return solution;
}

TEST(PersonalizedPageRankTest, TwoMembers) {
  // a = r + (1 - r) b, b = (1 - r) a: a = 1 / (2 - r).
  const EvalNetwork network = MakeEvalNetwork(2, {{0, 1}});
  const MemberScores scores = PersonalizedPageRank(network, {0.5, 1e-12}).Scores(0);
  EXPECT_NEAR(scores[0], 2.0 / 3, 1e-10);
  EXPECT_NEAR(scores[1], 1.0 / 3, 1e-10);
}

TEST(PersonalizedPageRankTest, SolvesTheDenseSystem) {
  for (const double restart : {0.15, 0.3, 0.7}) {
    for (const bool directed : {false, true}) {
      const EvalNetwork network = DrawEvalNetwork(40, 0.08, directed, 9);
      const PersonalizedPageRank pagerank(network, {restart, 1e-12});
      for (uint32_t member = 0; member < 40; ++member) {
        if (network.train.view().Degree(member) == 0) continue;
        const MemberScores scores = pagerank.Scores(member);
        const std::vector<double> expected = Reference(network, restart, member);
        for (uint32_t other = 0; other < 40; ++other) EXPECT_NEAR(scores[other], expected[other], 1e-10);
        EXPECT_NEAR(std::accumulate(scores.begin(), scores.end(), 0.0), 1, 1e-9);
      }
    }
  }
}

TEST(PersonalizedPageRankTest, TheToleranceBoundsTheError) {
  const EvalNetwork network = DrawEvalNetwork(40, 0.1, false, 2);
  const MemberScores scores = PersonalizedPageRank(network).Scores(0);
  const std::vector<double> expected = Reference(network, PersonalizedPageRankOptions().restart, 0);
  double error = 0;
  for (size_t i = 0; i < scores.size(); ++i) error += std::abs(scores[i] - expected[i]);
  EXPECT_LT(error, 1e-5);
}

TEST(PersonalizedPageRankTest, StaysOnTheIsland) {
  const EvalNetwork network = MakeEvalNetwork(5, {{0, 1}, {2, 3}});
  const MemberScores scores = PersonalizedPageRank(network).Scores(0);
  EXPECT_EQ(scores[2], 0);
  EXPECT_EQ(scores[4], 0);
  for (double score : PersonalizedPageRank(network).Scores(4)) EXPECT_EQ(score, 0);
}

}  // namespace
}  // namespace weft
