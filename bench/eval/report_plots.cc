#include "bench/eval/report_plots.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "bench/eval/weft_lists.h"

namespace weft {
namespace {

constexpr double kRowHeight = 19;
constexpr double kHalfWidth = 520;  // Of plots that stand in pairs.

PlotInterval IntervalOf(const Estimate& estimate) { return {estimate.low, estimate.high}; }

std::string Spoken(const std::string& name) { return absl::StrReplaceAll(name, {{"_", " "}}); }

const char* AxisLabelOf(Measure measure) {
  switch (measure) {
    case Measure::kNdcg:
      return "accuracy: nDCG@10 (0 to 1)";
    case Measure::kCegc:
      return "CEGC (0 to 1; higher: clusters joined more evenly)";
    case Measure::kStrictCrossing:
      return "strict crossing share of recommendations (0 to 1)";
    case Measure::kCrossing:
      return "crossing share of the recommendations (0 to 1)";
    case Measure::kExposureGini:
      return "exposure Gini (0: all shown alike; 1: one for all)";
    case Measure::kCoverage:
      return "coverage: share of members shown to anyone";
    case Measure::kReachOfLeastTied:
      return "share of the least-tied shown to anyone";
    default:
      return kMeasureNames[static_cast<size_t>(measure)];
  }
}

// The places of the dial that are written down: enough to follow the curve, few enough to read.
bool IsDialWritten(double dial) {
  for (double written : {0.0, 0.3, 0.5, 0.7, 0.9, 1.0}) {
    if (std::abs(dial - written) < 1e-9) return true;
  }
  return false;
}

PlotSeries WeftCurve(const EvalResult& result, Measure x, Measure y) {
  PlotSeries series;
  series.name = "Weft, dial from 0 to 1";
  series.colour = 0;
  series.line = LineStyle::kSolid;
  series.main = true;
  series.band = true;
  if (result.curves.empty()) return series;
  for (size_t place : result.curves[0].methods) {
    const MethodMeasures& method = result.methods[place];
    const double dial = result.lists[place].dial.value_or(0);
    series.points.push_back({method[x].value, method[y].value, absl::nullopt, IntervalOf(method[y]),
                             IsDialWritten(dial) ? absl::StrFormat("dial %g", dial) : ""});
  }
  return series;
}

PlotSeries RerankerCurve(const EvalResult& result, size_t curve, Measure x) {
  struct Look {
    LineStyle line;
    MarkShape mark;
  };
  static constexpr Look kLooks[] = {{LineStyle::kDashed, MarkShape::kSquare},
                                    {LineStyle::kDotted, MarkShape::kTriangle},
                                    {LineStyle::kDashDotted, MarkShape::kDiamond},
                                    {LineStyle::kLongDashed, MarkShape::kPlus},
                                    {LineStyle::kSolid, MarkShape::kCross}};
  constexpr size_t kLookCount = sizeof(kLooks) / sizeof(kLooks[0]);
  const MethodCurve& methods = result.curves[curve];
  const Look look = kLooks[(curve - 1) % kLookCount];
  PlotSeries series;
  series.name = methods.methods.empty()
                    ? methods.name
                    : absl::StrCat(Spoken(result.methods[methods.methods[0]].method), " + ", Spoken(methods.name));
  series.colour = 1 + static_cast<int>((curve - 1) % kLookCount);
  series.mark = look.mark;
  series.line = look.line;
  for (size_t place : methods.methods) {
    series.points.push_back({result.methods[place][x].value, result.methods[place][Measure::kNdcg].value});
  }
  return series;
}

bool IsOnCurve(const EvalResult& result, size_t place) {
  return std::any_of(result.curves.begin(), result.curves.end(), [place](const MethodCurve& curve) {
    return std::find(curve.methods.begin(), curve.methods.end(), place) != curve.methods.end();
  });
}

// Weft's lists beside the curve: those with weights fitted by cross-validation.
PlotSeries WeftBeside(const EvalResult& result, Measure x) {
  PlotSeries series;
  series.name = "Weft, weights cross-validated";
  series.colour = 0;
  series.mark = MarkShape::kDiamond;
  for (size_t i = 0; i < result.methods.size(); ++i) {
    if (result.lists[i].family != MethodFamily::kWeft || IsOnCurve(result, i)) continue;
    const MethodMeasures& method = result.methods[i];
    series.points.push_back({method[x].value, method[Measure::kNdcg].value, absl::nullopt,
                             IntervalOf(method[Measure::kNdcg]), Spoken(method.method)});
  }
  return series;
}

PlotSeries BaselinePoints(const EvalResult& result, Measure x, bool uses_popularity) {
  PlotSeries series;
  series.name = uses_popularity ? "baseline that uses popularity" : "baseline";
  series.hollow = uses_popularity;
  for (size_t i = 0; i < result.methods.size(); ++i) {
    const MethodLists& lists = result.lists[i];
    if (lists.family != MethodFamily::kBaseline || lists.uses_popularity != uses_popularity) continue;
    const MethodMeasures& method = result.methods[i];
    series.points.push_back({method[x].value, method[Measure::kNdcg].value, absl::nullopt,
                             IntervalOf(method[Measure::kNdcg]), Spoken(method.method)});
  }
  return series;
}

// A row for one method: of which series, by colour and filling.
PlotSeries* RowSeriesOf(const MethodLists& lists, std::vector<PlotSeries>* series) {
  return &(*series)[lists.family == MethodFamily::kWeft ? 0 : lists.uses_popularity ? 2 : 1];
}

void LeaveOutEmpty(std::vector<PlotSeries>* series) {
  series->erase(std::remove_if(series->begin(), series->end(), [](const PlotSeries& s) { return s.points.empty(); }),
                series->end());
}

// Who stands in the plot by ties: not all, or nobody could read it.
std::vector<size_t> Telling(const EvalResult& result) {
  std::vector<size_t> places;
  const auto add = [&places](absl::optional<size_t> place) {
    if (place.has_value() && std::find(places.begin(), places.end(), *place) == places.end()) places.push_back(*place);
  };
  if (!result.curves.empty() && !result.curves[0].methods.empty()) add(result.curves[0].methods[0]);
  add(PlaceOfMethod(result, WeftMethod(kDefaultShare)));
  add(BestBaseline(result, false));
  add(BestBaseline(result, true));
  add(PlaceOfMethod(result, "personalized_pagerank"));
  add(PlaceOfMethod(result, "content_bm25"));
  return places;
}

}  // namespace

absl::optional<size_t> BestBaseline(const EvalResult& result, bool uses_popularity) {
  absl::optional<size_t> best;
  for (size_t i = 0; i < result.methods.size(); ++i) {
    const MethodLists& lists = result.lists[i];
    if (lists.family != MethodFamily::kBaseline || lists.uses_popularity != uses_popularity) continue;
    if (!best.has_value() || result.methods[i][Measure::kNdcg].value > result.methods[*best][Measure::kNdcg].value) {
      best = i;
    }
  }
  return best;
}

absl::optional<size_t> PlaceOfMethod(const EvalResult& result, const std::string& method) {
  for (size_t i = 0; i < result.methods.size(); ++i) {
    if (result.methods[i].method == method) return i;
  }
  return absl::nullopt;
}

Plot ParetoPlot(const EvalResult& result, Measure over) {
  Plot plot;
  const std::string what = over == Measure::kCegc ? "CEGC" : Spoken(kMeasureNames[static_cast<size_t>(over)]);
  plot.title = absl::StrCat("Accuracy against ", what);
  plot.description = absl::StrCat(
      "Each point is a method: further up, its lists hold more of the later ties; further right, its ", what,
      " is higher. Weft is one curve as its dial turns, each reranker another, baselines are single points. All "
      "figures "
      "are in the table of all measures.");
  plot.x.label = AxisLabelOf(over);
  plot.y.label = AxisLabelOf(Measure::kNdcg);
  plot.y.from = 0;
  plot.width = 860;
  plot.height = 520;
  plot.series.push_back(WeftCurve(result, over, Measure::kNdcg));
  plot.series.push_back(WeftBeside(result, over));
  for (size_t curve = 1; curve < result.curves.size(); ++curve) {
    plot.series.push_back(RerankerCurve(result, curve, over));
  }
  plot.series.push_back(BaselinePoints(result, over, false));
  plot.series.push_back(BaselinePoints(result, over, true));
  LeaveOutEmpty(&plot.series);
  return plot;
}

Plot ExposurePlot(const EvalResult& result, Measure measure) {
  Plot plot;
  plot.title = absl::StrCat("By method: ", Spoken(kMeasureNames[static_cast<size_t>(measure)]));
  plot.description = absl::StrCat("A row for each method but the rerankers, and a point with its 95 % interval: ",
                                  AxisLabelOf(measure), ". All figures are in the table of all measures.");
  plot.x.label = AxisLabelOf(measure);
  plot.x.from = 0;
  plot.x.to = 1;
  plot.width = kHalfWidth;
  plot.series.resize(3);
  plot.series[0].name = "Weft";
  plot.series[0].colour = 0;
  plot.series[0].mark = MarkShape::kDiamond;
  plot.series[1].name = "baseline";
  plot.series[2].name = "uses popularity";
  plot.series[2].hollow = true;
  for (size_t i = 0; i < result.methods.size(); ++i) {
    if (result.lists[i].family == MethodFamily::kReranker) continue;
    const Estimate& estimate = result.methods[i][measure];
    RowSeriesOf(result.lists[i], &plot.series)
        ->points.push_back(
            {estimate.value, static_cast<double>(plot.y.names.size()), IntervalOf(estimate), absl::nullopt, ""});
    plot.y.names.push_back(Spoken(result.methods[i].method));
  }
  plot.height = kRowHeight * static_cast<double>(std::max<size_t>(plot.y.names.size(), 4));
  LeaveOutEmpty(&plot.series);
  return plot;
}

Plot DegreePlot(const EvalResult& result) {
  Plot plot;
  plot.title = "Accuracy by number of train ties";
  plot.description =
      "Members are grouped by how many ties they had at the start; those without any stand apart on the left. Each "
      "point is a method's nDCG@10 in one group with its 95 % interval. All figures are in the table beneath.";
  plot.x.label = "ties at the start (in brackets: members measured)";
  plot.y.label = AxisLabelOf(Measure::kNdcg);
  plot.y.from = 0;
  plot.width = 860;
  plot.height = 380;
  plot.x_dividers = {0.5};
  for (size_t g = 0; g < kDegreeGroupCount; ++g) {
    const int64_t members = result.methods.empty() ? 0 : result.methods[0].by_degree[g].members;
    plot.x.names.push_back(absl::StrCat(g == 0 ? "none" : kDegreeGroups[g].name, " (", members, ")"));
  }
  struct Look {
    int colour;
    MarkShape mark;
  };
  static constexpr Look kLooks[] = {{0, MarkShape::kCircle}, {3, MarkShape::kDiamond}, {2, MarkShape::kSquare},
                                    {5, MarkShape::kCircle}, {4, MarkShape::kPlus},    {1, MarkShape::kTriangle}};
  const std::vector<size_t> places = Telling(result);
  for (size_t k = 0; k < places.size(); ++k) {
    const MethodMeasures& method = result.methods[places[k]];
    PlotSeries series;
    series.name = Spoken(method.method);
    series.colour = kLooks[k].colour;
    series.mark = kLooks[k].mark;
    series.hollow = result.lists[places[k]].uses_popularity;
    // Side by side within a group, so that whiskers do not cover each other.
    const double beside = 0.1 * (static_cast<double>(k) - static_cast<double>(places.size() - 1) / 2);
    for (size_t g = 0; g < kDegreeGroupCount; ++g) {
      const GroupAccuracy& group = method.by_degree[g];
      if (group.members == 0) continue;
      series.points.push_back(
          {static_cast<double>(g) + beside, group.ndcg.value, absl::nullopt, IntervalOf(group.ndcg), ""});
    }
    plot.series.push_back(std::move(series));
  }
  LeaveOutEmpty(&plot.series);
  return plot;
}

Plot ComparisonPlot(const EvalResult& result, Measure over) {
  Plot plot;
  plot.title =
      absl::StrCat("Weft's curve above the others, at equal ", Spoken(kMeasureNames[static_cast<size_t>(over)]));
  plot.description =
      "A row for each reranker: by how much Weft's nDCG@10 is higher where both reach the same, on average over their "
      "common range, with the 95 % interval. Right of zero Weft is better.";
  plot.x.label = absl::StrCat("mean nDCG@10 difference at equal ", over == Measure::kCegc ? "CEGC" : "strict share");
  plot.x.from = 0;
  plot.width = kHalfWidth;
  PlotSeries series;
  series.name = "Weft less reranker";
  series.colour = 0;
  series.mark = MarkShape::kDiamond;
  for (const CurveComparison& comparison : result.comparisons) {
    if (comparison.over != over) continue;
    const Estimate& mean = comparison.mean_difference;
    // Zero is always seen, and so is what lies below it.
    if (std::isfinite(mean.low)) plot.x.from = std::min(*plot.x.from, mean.low * 1.1);
    series.points.push_back(
        {mean.value, static_cast<double>(plot.y.names.size()), IntervalOf(mean), absl::nullopt, ""});
    plot.y.names.push_back(Spoken(comparison.against));
  }
  plot.height = 26 * static_cast<double>(std::max<size_t>(plot.y.names.size(), 3));
  plot.series.push_back(std::move(series));
  LeaveOutEmpty(&plot.series);
  return plot;
}

Plot BalancePlot(const EvalResult& result) {
  Plot plot;
  plot.title = "What the dial buys, and what it costs";
  plot.description =
      "A curve as weak_tie_share goes from 0 to 1. Further right, more of the recommendations lead to another cluster; "
      "further up, the lists hold more of the people with whom somebody worked later anyway.";
  plot.x.label = "share of recommendations that lead to another cluster, with no circle in common";
  plot.y.label = "share of later ties found in lists of ten";
  plot.x.from = 0;
  plot.x.to = 1;
  plot.y.from = 0;
  plot.width = 760;
  plot.height = 400;
  plot.series.push_back(WeftCurve(result, Measure::kStrictCrossing, Measure::kRecall));
  plot.series[0].name = "Weft, weak_tie_share from 0 to 1";
  PlotSeries others;
  others.name = "other ways to recommend";
  absl::optional<size_t> places[] = {BestBaseline(result, false), PlaceOfMethod(result, "adamic_adar"),
                                     PlaceOfMethod(result, "content_bm25"), PlaceOfMethod(result, "random")};
  const char* const names[] = {"acquaintances, circles and words together", "acquaintances in common",
                               "words in common", "chance"};
  for (size_t k = 0; k < 4; ++k) {
    if (!places[k].has_value()) continue;
    const MethodMeasures& method = result.methods[*places[k]];
    others.points.push_back({method[Measure::kStrictCrossing].value, method[Measure::kRecall].value, absl::nullopt,
                             IntervalOf(method[Measure::kRecall]), names[k]});
  }
  plot.series.push_back(std::move(others));
  LeaveOutEmpty(&plot.series);
  return plot;
}

}  // namespace weft
