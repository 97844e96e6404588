#include "bench/eval/curve_comparison.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace weft {
namespace {

// A curve in one resample, or (none) as measured.
struct Line {
  std::vector<double> xs, ys;
};

Line LineOf(const std::vector<MethodMeasures>& methods, const MethodCurve& curve, Measure over,
            absl::optional<size_t> resample) {
  Line line;
  for (size_t m : curve.methods) {
    const Estimate& x = methods[m][over];
    const Estimate& y = methods[m][Measure::kNdcg];
    line.xs.push_back(resample.has_value() ? x.resampled[*resample] : x.value);
    line.ys.push_back(resample.has_value() ? y.resampled[*resample] : y.value);
  }
  return line;
}

}  // namespace

bool CurveComparison::NeverBelow() const {
  return std::none_of(points.begin(), points.end(), [](const CurvePoint& p) { return p.difference.high < 0; });
}

bool CurveComparison::AlwaysAbove() const {
  return std::all_of(points.begin(), points.end(), [](const CurvePoint& p) { return p.difference.low > 0; });
}

double BestOnLine(const std::vector<double>& xs, const std::vector<double>& ys, double x) {
  assert(!xs.empty() && xs.size() == ys.size());
  const double nearest =
      std::clamp(x, *std::min_element(xs.begin(), xs.end()), *std::max_element(xs.begin(), xs.end()));
  absl::optional<double> best;
  const auto offer = [&best](double y) { best = best.has_value() ? std::max(*best, y) : y; };
  for (size_t i = 0; i < xs.size(); ++i) {
    if (xs[i] == nearest) offer(ys[i]);
    if (i == 0 || (xs[i - 1] < nearest) == (xs[i] < nearest) || xs[i - 1] == xs[i]) continue;
    offer(ys[i - 1] + (ys[i] - ys[i - 1]) * (nearest - xs[i - 1]) / (xs[i] - xs[i - 1]));
  }
  return *best;
}

absl::optional<CurveComparison> CompareCurves(const std::vector<MethodMeasures>& methods, const MethodCurve& curve,
                                              const MethodCurve& against, Measure over) {
  const Line one = LineOf(methods, curve, over, absl::nullopt);
  const Line other = LineOf(methods, against, over, absl::nullopt);
  const double from =
      std::max(*std::min_element(one.xs.begin(), one.xs.end()), *std::min_element(other.xs.begin(), other.xs.end()));
  const double to =
      std::min(*std::max_element(one.xs.begin(), one.xs.end()), *std::max_element(other.xs.begin(), other.xs.end()));
  if (from > to) return absl::nullopt;
  const size_t resamples = methods[curve.methods[0]][over].resampled.size();
  std::vector<Line> ones, others;
  for (size_t r = 0; r < resamples; ++r) {
    ones.push_back(LineOf(methods, curve, over, r));
    others.push_back(LineOf(methods, against, over, r));
  }
  CurveComparison out;
  out.curve = curve.name;
  out.against = against.name;
  out.over = over;
  const size_t count = from < to ? kComparisonPoints : 1;  // Where all there is is one place, it is one comparison.
  double mean = 0;
  std::vector<double> mean_resampled(resamples, 0);
  for (size_t i = 0; i < count; ++i) {
    CurvePoint point;
    point.at = i == 0 ? from : from + (to - from) * static_cast<double>(i) / static_cast<double>(count - 1);
    point.value = BestOnLine(one.xs, one.ys, point.at);
    point.other = BestOnLine(other.xs, other.ys, point.at);
    std::vector<double> differences(resamples);
    for (size_t r = 0; r < resamples; ++r) {
      differences[r] = BestOnLine(ones[r].xs, ones[r].ys, point.at) - BestOnLine(others[r].xs, others[r].ys, point.at);
      mean_resampled[r] += differences[r] / static_cast<double>(count);
    }
    mean += (point.value - point.other) / static_cast<double>(count);
    point.difference = MakeEstimate(point.value - point.other, std::move(differences));
    out.points.push_back(std::move(point));
  }
  out.mean_difference = MakeEstimate(mean, std::move(mean_resampled));
  return out;
}

}  // namespace weft
