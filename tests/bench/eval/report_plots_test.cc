#include "bench/eval/report_plots.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/made_result.h"

namespace weft {
namespace {

std::vector<std::string> SeriesNames(const Plot& plot) {
  std::vector<std::string> names;
  for (const PlotSeries& series : plot.series) names.push_back(series.name);
  return names;
}

TEST(ReportPlotsTest, ParetoHasACurveForWeftAndEachRerankerAndLabelledBaselines) {
  const EvalResult result = MadeResult();
  for (Measure over : {Measure::kCegc, Measure::kStrictCrossing}) {
    const Plot plot = ParetoPlot(result, over);
    EXPECT_THAT(SeriesNames(plot), testing::ElementsAre("Weft, dial from 0 to 1", "mix<&> + mmr", "baseline",
                                                        "baseline that uses popularity"));
    const PlotSeries& weft = plot.series[0];
    ASSERT_EQ(weft.points.size(), 3u);
    EXPECT_NE(weft.line, LineStyle::kNone);
    EXPECT_EQ(weft.points[1].label, "dial 0.3");
    EXPECT_EQ(weft.points[1].x, result.methods[1][over].value);
    EXPECT_EQ(weft.points[1].y, result.methods[1][Measure::kNdcg].value);
    EXPECT_EQ(weft.points[1].y_interval->low, result.methods[1][Measure::kNdcg].low);
    EXPECT_EQ(plot.series[1].points.size(), 3u);
    EXPECT_EQ(plot.series[2].points[0].label, "mix<&>");
    EXPECT_FALSE(plot.series[2].hollow);
    EXPECT_TRUE(plot.series[3].hollow);
    EXPECT_NE(plot.series[0].colour, plot.series[1].colour);
    EXPECT_NE(plot.series[0].mark, plot.series[1].mark);
  }
}

TEST(ReportPlotsTest, CrossValidatedListsStandBesideTheCurve) {
  EvalResult result = MadeResult();
  result.lists.push_back(result.lists[0]);
  result.methods.push_back(result.methods[0]);
  result.methods.back().method = "weft_0_folds";
  const Plot plot = ParetoPlot(result, Measure::kCegc);
  EXPECT_EQ(plot.series[0].points.size(), 3u);
  EXPECT_EQ(plot.series[1].name, "Weft, weights cross-validated");
  EXPECT_EQ(plot.series[1].points[0].label, "weft 0 folds");
}

TEST(ReportPlotsTest, ExposureHasARowForEachMethodButRerankers) {
  const Plot plot = ExposurePlot(MadeResult(), Measure::kCoverage);
  EXPECT_THAT(plot.y.names, testing::ElementsAre("weft 0", "weft 0.3", "weft 1", "mix<&>", "popular"));
  EXPECT_EQ(plot.series[2].points[0].y, 4);
  EXPECT_TRUE(plot.series[2].hollow);
}

TEST(ReportPlotsTest, DegreesLeaveGroupsWithoutMembersOut) {
  const Plot plot = DegreePlot(MadeResult());
  EXPECT_EQ(plot.x.names.front(), "none (0)");
  EXPECT_EQ(plot.x.names.back(), "11+ (40)");
  EXPECT_THAT(SeriesNames(plot), testing::ElementsAre("weft 0", "weft 0.3", "mix<&>", "popular"));
  for (const PlotSeries& series : plot.series) EXPECT_EQ(series.points.size(), kDegreeGroupCount - 1);
}

TEST(ReportPlotsTest, ComparisonsHaveARowForEachCurve) {
  const EvalResult result = MadeResult();
  const Plot plot = ComparisonPlot(result, Measure::kCegc);
  EXPECT_THAT(plot.y.names, testing::ElementsAre("mmr"));
  EXPECT_EQ(plot.series[0].points[0].x, result.comparisons[0].mean_difference.value);
  EXPECT_LE(*plot.x.from, result.comparisons[0].mean_difference.low);
}

TEST(ReportPlotsTest, TheBalanceShowsRecallOfTheBestBaseline) {
  const EvalResult result = MadeResult();
  const Plot plot = BalancePlot(result);
  ASSERT_EQ(plot.series.size(), 2u);
  EXPECT_EQ(plot.series[0].points[0].y, result.methods[0][Measure::kRecall].value);
  ASSERT_EQ(plot.series[1].points.size(), 1u);
  EXPECT_EQ(plot.series[1].points[0].y, result.methods[3][Measure::kRecall].value);
}

TEST(ReportPlotsTest, FindsMethods) {
  const EvalResult result = MadeResult();
  EXPECT_EQ(BestBaseline(result, false), absl::optional<size_t>(3));
  EXPECT_EQ(BestBaseline(result, true), absl::optional<size_t>(4));
  EXPECT_EQ(PlaceOfMethod(result, "weft_1"), absl::optional<size_t>(2));
  EXPECT_EQ(PlaceOfMethod(result, "nobody"), absl::nullopt);
}

TEST(ReportPlotsTest, AnEmptyResultMakesEmptyPlots) {
  const EvalResult result = EmptyResult();
  for (const Plot& plot : {ParetoPlot(result, Measure::kCegc), ExposurePlot(result, Measure::kCoverage),
                           DegreePlot(result), ComparisonPlot(result, Measure::kCegc), BalancePlot(result)}) {
    EXPECT_THAT(plot.series, testing::IsEmpty());
    EXPECT_THAT(SvgElement(plot, "p"), testing::HasSubstr("There is nothing to show."));
  }
}

}  // namespace
}  // namespace weft
