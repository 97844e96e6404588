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

}  // namespace weft
