#include "bench/eval/method_difference.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Pairs(const std::vector<std::pair<std::string, MethodFamily>>& methods) {
  std::vector<MethodLists> lists;
  std::vector<MethodMeasures> measures;
  for (const auto& method : methods) {
    lists.push_back({method.first, {}, {}, method.second, absl::nullopt});
    measures.emplace_back();
    measures.back().method = method.first;
  }
  std::vector<std::string> out;
  for (const MethodDifference& difference : TellingDifferences(lists, measures)) {
    out.push_back(difference.method + " - " + difference.against);
  }
  return out;
}

TEST(MethodDifferenceTest, WeftIsHeldAgainstItselfAndEveryBaseline) {
  EXPECT_THAT(Pairs({{"weft_0", MethodFamily::kWeft},
                     {"weft_0.3", MethodFamily::kWeft},
                     {"weft_1", MethodFamily::kWeft},
                     {"popularity", MethodFamily::kBaseline},
                     {"mmr_0.5", MethodFamily::kReranker}}),
              ElementsAre("weft_0.3 - weft_0", "weft_0 - popularity", "weft_0.3 - popularity"));
}

TEST(MethodDifferenceTest, WhatIsMissingIsLeftOut) {
  EXPECT_THAT(Pairs({{"weft_1", MethodFamily::kWeft}, {"popularity", MethodFamily::kBaseline}}), IsEmpty());
  EXPECT_THAT(Pairs({{"weft_0", MethodFamily::kWeft}, {"chance", MethodFamily::kBaseline}}),
              ElementsAre("weft_0 - chance"));
}

TEST(MethodDifferenceTest, EveryMeasureIsPaired) {
  MethodMeasures a, b;
  a[Measure::kCegc] = MakeEstimate(0.5, {0.4, 0.6});
  b[Measure::kCegc] = MakeEstimate(0.2, {0.1, 0.3});
  a.by_degree[0].ndcg = MakeEstimate(0.5, {0.5});
  b.by_degree[0].ndcg = MakeEstimate(0.25, {0.25});
  const MethodDifference difference = DifferenceOf(a, b);
  EXPECT_EQ(difference.ndcg_by_degree[0].value, 0.25);
  EXPECT_NEAR(difference[Measure::kCegc].value, 0.3, 1e-12);
  EXPECT_NEAR(difference[Measure::kCegc].low, 0.3, 1e-12);
  EXPECT_EQ(difference[Measure::kNdcg].value, 0);
}

}  // namespace
}  // namespace weft
