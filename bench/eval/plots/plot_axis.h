#ifndef WEFT_BENCH_EVAL_PLOTS_PLOT_AXIS_H_
#define WEFT_BENCH_EVAL_PLOTS_PLOT_AXIS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"

namespace weft {

// One axis of a plot: what it shows, and from where to where.
struct PlotAxis {
  std::string label;                // With its unit.
  absl::optional<double> from, to;  // Absent: as the points need, with a little room.
  // Places 0, 1, 2 … have these names, each its own tick. Empty: a scale of numbers.
  std::vector<std::string> names;
};

struct AxisTick {
  double at = 0;
  std::string text;
};

// Maps values onto the line from `begin` to `end`, in units of the picture; these may run backwards.
class AxisScale {
 public:
  // `values` are those that must be seen; what is not finite is passed over. Without any, the scale is 0 to 1.
  AxisScale(const PlotAxis& axis, const std::vector<double>& values);

  double low() const { return low_; }
  double high() const { return high_; }
  double At(double value, double begin, double end) const {
    return begin + (value - low_) / (high_ - low_) * (end - begin);
  }
  // Round numbers (1, 2 or 5 times a power of ten apart): at least two, at most `most`, but five are always allowed.
  // With names, all of them.
  std::vector<AxisTick> Ticks(int most) const;

 private:
  const std::vector<std::string> names_;
  double low_ = 0;
  double high_ = 1;
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_PLOTS_PLOT_AXIS_H_
