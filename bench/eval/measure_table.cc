#include "bench/eval/measure_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace weft {
namespace {

int MethodWidth(const std::vector<MethodMeasures>& methods) {
  size_t width = 6;
  for (const MethodMeasures& method : methods) width = std::max(width, method.method.size());
  return static_cast<int>(width);
}

}  // namespace

std::string MeasureTable(const std::vector<MethodMeasures>& methods) {
  const int width = MethodWidth(methods);
  std::string text = absl::StrFormat("%-*s  %-20s %6s %6s %9s %7s %7s %7s %9s %6s\n", width, "method", "nDCG@10 (95 %)",
                                     "P@10", "R@10", "crossing", "strict", "CEGC", "Gini", "coverage", "reach");
  for (const MethodMeasures& m : methods) {
    const Estimate& ndcg = m[Measure::kNdcg];
    absl::StrAppendFormat(&text, "%-*s  %.4f (%.3f-%.3f) %6.4f %6.4f %9.3f %7.3f %7.4f %7.3f %9.3f %6.3f\n", width,
                          m.method, ndcg.value, ndcg.low, ndcg.high, m[Measure::kPrecision].value,
                          m[Measure::kRecall].value, m[Measure::kCrossing].value, m[Measure::kStrictCrossing].value,
                          m[Measure::kCegc].value, m[Measure::kExposureGini].value, m[Measure::kCoverage].value,
                          m[Measure::kReachOfLeastTied].value);
  }
  return text;
}

std::string DegreeTable(const std::vector<MethodMeasures>& methods) {
  if (methods.empty()) return "";
  const int width = MethodWidth(methods);
  std::string text = absl::StrFormat("%-*s", width, "nDCG@10 by train ties");
  text.resize(static_cast<size_t>(std::max(width, 21)), ' ');
  for (size_t g = 0; g < kDegreeGroupCount; ++g) {
    absl::StrAppendFormat(&text, " %12s",
                          absl::StrCat(kDegreeGroups[g].name, " (", methods[0].by_degree[g].members, ")"));
  }
  text += "\n";
  for (const MethodMeasures& m : methods) {
    absl::StrAppendFormat(&text, "%-*s", std::max(width, 21), m.method);
    for (const GroupAccuracy& group : m.by_degree) {
      absl::StrAppendFormat(&text, " %12s", group.members == 0 ? "-" : absl::StrFormat("%.4f", group.ndcg.value));
    }
    text += "\n";
  }
  return text;
}

std::string ComparisonTable(const std::vector<CurveComparison>& comparisons) {
  size_t width = 7;
  for (const CurveComparison& comparison : comparisons) width = std::max(width, comparison.against.size());
  std::string text = absl::StrFormat("%-*s  %-21s %-15s %-26s %s\n", static_cast<int>(width), "against", "over",
                                     "common range", "nDCG@10 difference (95 %)", "surely above, below");
  for (const CurveComparison& c : comparisons) {
    int above = 0;
    int below = 0;
    for (const CurvePoint& point : c.points) {
      above += point.difference.low > 0;
      below += point.difference.high < 0;
    }
    absl::StrAppendFormat(&text, "%-*s  %-21s %.4f - %.4f %+.4f (%+.4f to %+.4f) %8d, %d of %d\n",
                          static_cast<int>(width), c.against, kMeasureNames[static_cast<size_t>(c.over)],
                          c.points.front().at, c.points.back().at, c.mean_difference.value, c.mean_difference.low,
                          c.mean_difference.high, above, below, c.points.size());
  }
  return text;
}

}  // namespace weft
