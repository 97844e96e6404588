#ifndef WEFT_BENCH_EVAL_CURVE_COMPARISON_H_
#define WEFT_BENCH_EVAL_CURVE_COMPARISON_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "bench/eval/method_lists.h"
#include "bench/eval/method_measures.h"

namespace weft {

// One place along the axis that two curves share.
struct CurvePoint {
  double at = 0;     // Value of the measure that is bought with accuracy.
  double value = 0;  // nDCG@10 of the one curve there,
  double other = 0;  // and of the other.
  Estimate difference;
};

// Whether one curve lies above another: nDCG@10 where both reach the same CEGC, or the same strict crossing share.
struct CurveComparison {
  std::string curve;
  std::string against;
  Measure over = Measure::kCegc;
  std::vector<CurvePoint> points;  // Evenly over the common range, its ends included; not empty.
  Estimate mean_difference;        // Over the points.
  // No point's interval lies below zero as a whole: nowhere is the curve surely beneath the other.
  bool NeverBelow() const;
  // Every point's interval lies above zero as a whole.
  bool AlwaysAbove() const;
};

constexpr size_t kComparisonPoints = 10;

// The highest y at `x` of the line that runs straight from point to point in the order given. It may turn back in x
// (a reranker driven too far joins less again): then the better arm counts. Beyond both ends of x, y of the point
// nearest in x, the best of equals. REQUIRES: xs and ys of one size, not empty.
double BestOnLine(const std::vector<double>& xs, const std::vector<double>& ys, double x);

// The two curves over their common range. In every resample both curves are drawn anew, x and y, and looked up at the
// same kComparisonPoints places; at one where the range has no width. None if the ranges do not meet. REQUIRES: curves
// not empty.
absl::optional<CurveComparison> CompareCurves(const std::vector<MethodMeasures>& methods, const MethodCurve& curve,
                                              const MethodCurve& against, Measure over);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_CURVE_COMPARISON_H_
