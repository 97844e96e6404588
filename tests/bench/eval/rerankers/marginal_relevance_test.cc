#include "bench/eval/rerankers/marginal_relevance.h"

#include <algorithm>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/rerankers/drawn_lists.h"

namespace weft {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// 1 and 2 are alike; 3 is like nobody.
double OneLikeTwo(uint32_t a, uint32_t b) { return a == b ? 1 : a + b == 3 ? 0.9 : 0; }

const ScoredList kList = {0, {{1, 2.0}, {2, 1.8}, {3, 1.0}}};

TEST(MarginalRelevanceTest, IsAsComputedByHand) {
  // After 1: 2 has (1 - w) 0.9 - w 0.9, 3 has (1 - w) 0.5. They are equal at w = 0.4 / 1.3 = 0.3077.
  EXPECT_THAT(MaximizeMarginalRelevance(kList, 3, 0.3, OneLikeTwo), ElementsAre(1, 2, 3));
  EXPECT_THAT(MaximizeMarginalRelevance(kList, 3, 0.31, OneLikeTwo), ElementsAre(1, 3, 2));
  EXPECT_THAT(MaximizeMarginalRelevance(kList, 2, 0.31, OneLikeTwo), ElementsAre(1, 3));
}

TEST(MarginalRelevanceTest, WeightZeroLeavesTheList) {
  EXPECT_THAT(MaximizeMarginalRelevance(kList, 3, 0, OneLikeTwo), ElementsAre(1, 2, 3));
}

TEST(MarginalRelevanceTest, NobodyAndShortLists) {
  EXPECT_THAT(MaximizeMarginalRelevance({0, {}}, 10, 0.5, OneLikeTwo), IsEmpty());
  EXPECT_THAT(MaximizeMarginalRelevance(kList, 10, 0.3, OneLikeTwo), ElementsAre(1, 2, 3));
}

TEST(MarginalRelevanceTest, AgreesWithLookingAtAllPairsAgain) {
  Random random(5);
  const DrawnVectors vectors(60, 6, &random);
  const auto cosine = [&vectors](uint32_t a, uint32_t b) { return vectors.Cosine(a, b); };
  for (uint32_t member = 0; member < 60; ++member) {
    const ScoredList list = DrawList(member, 60, 30, &random);
    for (const double weight : {0.2, 0.5, 1.0}) {
      RankedList expected;
      while (expected.size() < 10) {
        double best_value = -1e9;
        uint32_t best = 0;
        for (const ScoredMember& candidate : list.candidates) {
          if (std::count(expected.begin(), expected.end(), candidate.member) > 0) continue;
          double alike = expected.empty() ? 0 : -1;
          for (uint32_t chosen : expected) alike = std::max(alike, vectors.Cosine(chosen, candidate.member));
          const double value = (1 - weight) * candidate.score / list.candidates[0].score - weight * alike;
          if (value <= best_value) continue;
          best_value = value;
          best = candidate.member;
        }
        expected.push_back(best);
      }
      EXPECT_EQ(MaximizeMarginalRelevance(list, 10, weight, cosine), expected);
    }
  }
}

}  // namespace
}  // namespace weft
