#include "bench/eval/baselines/graph_bm25.h"

#include <cmath>
#include <numeric>

#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"

namespace weft {
namespace {

// Word for word from the header, looking at everybody in between.
double Reference(const EvalNetwork& network, const GraphBm25Options& options, uint32_t u, uint32_t v) {
  const auto length = [&network](uint32_t i) {
    return std::accumulate(network.out_weights[i].begin(), network.out_weights[i].end(), 0.0);
  };
  const double n = static_cast<double>(network.members.size());
  double mean = 0;
  for (uint32_t i = 0; i < network.members.size(); ++i) mean += length(i) / n;
  double score = 0;
  for (uint32_t w = 0; w < network.members.size(); ++w) {
    if (!network.train.view().HasTie(u, w)) continue;
    const double documents = static_cast<double>(network.out[w].size());
    const double rsj = std::log((n - documents + 0.5) / (documents + 0.5));
    for (size_t i = 0; i < network.out[w].size(); ++i) {
      if (network.out[w][i] != v) continue;
      const double x = network.out_weights[w][i];
      score += (options.k + 1) * x * rsj / (options.k * (1 - options.b + options.b * length(v) / mean) + x);
    }
  }
  return score;
}

TEST(GraphBm25Test, IsAsComputedByHand) {
  // 0 - 1 (weight 2), 1 - 2 (weight 4), 3 alone. Lengths 2, 6, 4, 0: mean 3. Only 1 is between 0 and 2; it is in two of
  // four documents, so rsj = ln(2.5 / 2.5) = 0; with a fifth member it is ln(3.5 / 2.5), and the mean is 12 / 5.
  GraphBm25Options options;
  options.b = 0.5;
  options.k = 1;
  const EvalNetwork four = MakeEvalNetwork(4, {{0, 1, 2}, {1, 2, 4}});
  EXPECT_NEAR(GraphBm25(four, options).Scores(0)[2], 0, 1e-12);
  const EvalNetwork five = MakeEvalNetwork(5, {{0, 1, 2}, {1, 2, 4}});
  const double penalty = 0.5 + 0.5 * 4 / 2.4;
  EXPECT_NEAR(GraphBm25(five, options).Scores(0)[2], 2 * 4 * std::log(3.5 / 2.5) / (penalty + 4), 1e-12);
  EXPECT_EQ(GraphBm25(five, options).Scores(3)[2], 0);
}

TEST(GraphBm25Test, AgreesWithTheFormula) {
  for (const bool directed : {false, true}) {
    const EvalNetwork network = DrawEvalNetwork(30, 0.15, directed, 4);
    for (const GraphBm25Options options : {GraphBm25Options(), GraphBm25Options{0, 2}, GraphBm25Options{1, 0.5}}) {
      const GraphBm25 bm25(network, options);
      for (uint32_t u = 0; u < 30; ++u) {
        const MemberScores scores = bm25.Scores(u);
        for (uint32_t v = 0; v < 30; ++v) EXPECT_NEAR(scores[v], Reference(network, options, u, v), 1e-10);
      }
    }
  }
}

TEST(GraphBm25Test, WorksWithoutAnyTie) {
  const EvalNetwork network = MakeEvalNetwork(3, {});
  for (double score : GraphBm25(network).Scores(1)) EXPECT_EQ(score, 0);
}

}  // namespace
}  // namespace weft
