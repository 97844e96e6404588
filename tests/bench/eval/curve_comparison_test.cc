#include "bench/eval/curve_comparison.h"

#include "gtest/gtest.h"

namespace weft {
namespace {

struct LineCase {
  const char* name;
  std::vector<double> xs, ys;
  double x, y;
};

class BestOnLineTest : public testing::TestWithParam<LineCase> {};

TEST_P(BestOnLineTest, RunsStraightBetweenPoints) {
  EXPECT_NEAR(BestOnLine(GetParam().xs, GetParam().ys, GetParam().x), GetParam().y, 1e-12);
}

INSTANTIATE_TEST_SUITE_P(
    All, BestOnLineTest,
    testing::Values(LineCase{"OnePoint", {2}, {7}, 5, 7}, LineCase{"Between", {0, 4}, {0, 8}, 1, 2},
                    LineCase{"AtAPoint", {0, 4, 8}, {0, 8, 0}, 4, 8}, LineCase{"Before", {1, 2}, {5, 6}, 0, 5},
                    LineCase{"Beyond", {1, 2}, {5, 6}, 9, 6}, LineCase{"Falling", {4, 0}, {8, 0}, 3, 6},
                    LineCase{"TurnsBack", {0, 4, 2}, {8, 4, 0}, 3, 5},
                    LineCase{"TurnsBackHigher", {0, 4, 2}, {0, 4, 8}, 3, 6},
                    LineCase{"StandsStill", {0, 2, 2}, {0, 3, 5}, 1, 1.5},
                    LineCase{"EqualXAtTheEnd", {0, 2, 2}, {0, 3, 5}, 2, 5},
                    LineCase{"BeyondEqualX", {0, 2, 2}, {0, 3, 5}, 7, 5}),
    [](const auto& info) { return info.param.name; });

MethodMeasures Point(double cegc, double ndcg, std::vector<double> noise) {
  MethodMeasures m;
  std::vector<double> xs, ys;
  for (double n : noise) {
    xs.push_back(cegc);
    ys.push_back(ndcg + n);
  }
  m[Measure::kCegc] = MakeEstimate(cegc, xs);
  m[Measure::kNdcg] = MakeEstimate(ndcg, ys);
  return m;
}

TEST(CurveComparisonTest, ComparesOverTheCommonRange) {
  const std::vector<double> noise = {-0.05, 0, 0.05};
  // One falls from .5 to .3 over 1 .. 5, the other from .4 to .1 over 2 .. 8; both move together in a resample.
  const std::vector<MethodMeasures> methods = {Point(1, 0.5, noise), Point(5, 0.3, noise), Point(2, 0.4, noise),
                                               Point(8, 0.1, noise)};
  const auto comparison = CompareCurves(methods, {"weft", {0, 1}}, {"mmr", {2, 3}}, Measure::kCegc);
  ASSERT_TRUE(comparison.has_value());
  EXPECT_EQ(comparison->curve, "weft");
  EXPECT_EQ(comparison->against, "mmr");
  ASSERT_EQ(comparison->points.size(), kComparisonPoints);
  EXPECT_EQ(comparison->points.front().at, 2);
  EXPECT_EQ(comparison->points.back().at, 5);
  // Both fall by .05 a unit: .05 apart all along, in every resample.
  for (const CurvePoint& point : comparison->points) {
    EXPECT_NEAR(point.value - point.other, 0.05, 1e-12);
    EXPECT_NEAR(point.difference.low, 0.05, 1e-12);
    EXPECT_NEAR(point.difference.high, 0.05, 1e-12);
  }
  EXPECT_NEAR(comparison->mean_difference.value, 0.05, 1e-12);
  EXPECT_TRUE(comparison->NeverBelow());
  EXPECT_TRUE(comparison->AlwaysAbove());
  const auto back = CompareCurves(methods, {"mmr", {2, 3}}, {"weft", {0, 1}}, Measure::kCegc);
  ASSERT_TRUE(back.has_value());
  EXPECT_FALSE(back->NeverBelow());
}

TEST(CurveComparisonTest, UnpairedNoiseMakesUnsure) {
  std::vector<double> up, down;
  for (int i = -20; i <= 20; ++i) {
    up.push_back(0.01 * i);
    down.push_back(-0.01 * i);
  }
  const std::vector<MethodMeasures> methods = {Point(1, 0.5, up), Point(5, 0.3, up), Point(1, 0.45, down),
                                               Point(5, 0.25, down)};
  const auto comparison = CompareCurves(methods, {"a", {0, 1}}, {"b", {2, 3}}, Measure::kCegc);
  ASSERT_TRUE(comparison.has_value());
  EXPECT_TRUE(comparison->NeverBelow());
  EXPECT_FALSE(comparison->AlwaysAbove());
}

TEST(CurveComparisonTest, RangesThatDoNotMeetSayNothing) {
  const std::vector<MethodMeasures> methods = {Point(1, 0.5, {}), Point(2, 0.3, {}), Point(3, 0.4, {})};
  EXPECT_FALSE(CompareCurves(methods, {"a", {0, 1}}, {"b", {2}}, Measure::kCegc).has_value());
}

TEST(CurveComparisonTest, WithoutResamplesTheDifferenceIsTheValue) {
  const std::vector<MethodMeasures> methods = {Point(1, 0.5, {}), Point(1, 0.4, {})};
  const auto comparison = CompareCurves(methods, {"a", {0}}, {"b", {1}}, Measure::kCegc);
  ASSERT_TRUE(comparison.has_value());
  EXPECT_EQ(comparison->points.size(), 1u);  // All of the common range.
  EXPECT_NEAR(comparison->mean_difference.low, 0.1, 1e-12);
}

}  // namespace
}  // namespace weft
