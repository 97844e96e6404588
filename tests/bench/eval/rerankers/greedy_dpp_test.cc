#include "bench/eval/rerankers/greedy_dpp.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/rerankers/drawn_lists.h"

namespace weft {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// By elimination with pivots.
double Determinant(std::vector<std::vector<double>> rows) {
  double determinant = 1;
  for (size_t column = 0; column < rows.size(); ++column) {
    size_t pivot = column;
    for (size_t i = column; i < rows.size(); ++i) {
      if (std::abs(rows[i][column]) > std::abs(rows[pivot][column])) pivot = i;
    }
    if (pivot != column) {
      std::swap(rows[column], rows[pivot]);
      determinant = -determinant;
    }
    determinant *= rows[column][column];
    for (size_t i = column + 1; i < rows.size(); ++i) {
      const double factor = rows[i][column] / rows[column][column];
      for (size_t j = column; j < rows.size(); ++j) rows[i][j] -= factor * rows[column][j];
    }
  }
  return determinant;
}

// The kernel of the paper over the candidates with these places in the list.
double KernelDeterminant(const ScoredList& list, const std::vector<size_t>& places, double weight,
                         const Similarity& similarity) {
  const double a = (1 - weight) / (2 * weight);
  const auto quality = [&](size_t place) {
    return std::exp(a * list.candidates[place].score / list.candidates[0].score);
  };
  std::vector<std::vector<double>> kernel;
  for (size_t i : places) {
    kernel.emplace_back();
    for (size_t j : places) {
      const double alike = i == j ? 1 : similarity(list.candidates[i].member, list.candidates[j].member);
      kernel.back().push_back(quality(i) * alike * quality(j));
    }
  }
  return Determinant(kernel);
}

TEST(GreedyDppTest, TakesWhatMakesTheDeterminantLargest) {
  Random random(7);
  const DrawnVectors vectors(60, 12, &random);
  const Similarity cosine = [&vectors](uint32_t a, uint32_t b) { return vectors.Cosine(a, b); };
  for (uint32_t member = 0; member < 40; ++member) {
    const ScoredList list = DrawList(member, 60, 25, &random);
    for (const double weight : {0.1, 0.3, 0.7, 1.0}) {
      std::vector<size_t> taken;
      RankedList expected;
      while (taken.size() < 8) {
        size_t best = 0;
        double best_value = 0;
        for (size_t i = 0; i < list.candidates.size(); ++i) {
          if (std::count(taken.begin(), taken.end(), i) > 0) continue;
          std::vector<size_t> with = taken;
          with.push_back(i);
          const double value = KernelDeterminant(list, with, weight, cosine);
          if (value <= best_value * (1 + 1e-12)) continue;
          best = i;
          best_value = value;
        }
        taken.push_back(best);
        expected.push_back(list.candidates[best].member);
      }
      EXPECT_EQ(MaximizeVolume(list, 8, weight, cosine), expected) << "weight " << weight;
    }
  }
}

TEST(GreedyDppTest, WhoAddsNoVolumeWaits) {
  // 1 and 2 have equal profiles, 3 another, and 4 lies between 1 and 3 in their plane.
  const auto similarity = [](uint32_t a, uint32_t b) {
    if (a > b) std::swap(a, b);
    if (a == b || b == 2) return 1.0;
    return b == 4 ? std::sqrt(0.5) : 0.0;
  };
  const ScoredList list = {0, {{1, 1.0}, {2, 0.9}, {3, 0.2}, {4, 0.1}}};
  EXPECT_THAT(MaximizeVolume(list, 4, 0.01, similarity), ElementsAre(1, 3, 2, 4));
  EXPECT_THAT(MaximizeVolume(list, 2, 0.01, similarity), ElementsAre(1, 3));
}

TEST(GreedyDppTest, EqualProfilesMadeOfFloatsAddNoVolumeEither) {
  const auto similarity = [](uint32_t a, uint32_t b) { return a == b ? 1.0 : 1.0 - 1e-7 * (a + b); };
  const ScoredList list = {0, {{1, 1.0}, {2, 0.9}, {3, 0.8}}};
  EXPECT_THAT(MaximizeVolume(list, 3, 0.9, similarity), ElementsAre(1, 2, 3));
}

TEST(GreedyDppTest, ProfilesWithoutTextAreLikeNobody) {
  const auto similarity = [](uint32_t, uint32_t) { return 0.0; };
  const ScoredList list = {0, {{3, 1.0}, {1, 0.9}, {2, 0.8}}};
  EXPECT_THAT(MaximizeVolume(list, 10, 0.5, similarity), ElementsAre(3, 1, 2));
}

TEST(GreedyDppTest, Nobody) {
  EXPECT_THAT(MaximizeVolume({0, {}}, 10, 0.5, [](uint32_t, uint32_t) { return 0.0; }), IsEmpty());
}

}  // namespace
}  // namespace weft
