#include "bench/eval/plots/plot_axis.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_format.h"

namespace weft {
namespace {

constexpr double kRoom = 0.04;  // Beyond the outermost points, as a share of the range.

// Of the ticks, which are multiples of `step`: the first and the last inside, as multiples.
std::pair<double, double> MultiplesInside(double low, double high, double step) {
  constexpr double kSlack = 1e-9;  // A tick at the very end is inside.
  return {std::ceil(low / step - kSlack), std::floor(high / step + kSlack)};
}

// The smallest step of 1, 2 or 5 times a power of ten that makes at most `most` ticks.
double RoundStep(double low, double high, int most) {
  for (double power = std::pow(10, std::floor(std::log10((high - low) / most)));; power *= 10) {
    for (double step : {power, 2 * power, 5 * power}) {
      const auto [first, last] = MultiplesInside(low, high, step);
      if (last - first + 1 <= most) return step;
    }
  }
}

}  // namespace

AxisScale::AxisScale(const PlotAxis& axis, const std::vector<double>& values) : names_(axis.names) {
  if (!names_.empty()) {
    low_ = -0.5;
    high_ = static_cast<double>(names_.size()) - 0.5;
    return;
  }
  bool any = false;
  for (double value : values) {
    if (!std::isfinite(value)) continue;
    low_ = any ? std::min(low_, value) : value;
    high_ = any ? std::max(high_, value) : value;
    any = true;
  }
  const double range = high_ - low_;
  // One value alone gets a scale around it.
  const double room = range > 0 ? kRoom * range : std::max(std::abs(low_) * 0.1, 1e-3);
  if (any) {
    low_ -= room;
    high_ += room;
  }
  low_ = axis.from.value_or(low_);
  high_ = axis.to.value_or(high_);
  if (!(low_ < high_)) high_ = low_ + 1;
}

std::vector<AxisTick> AxisScale::Ticks(int most) const {
  std::vector<AxisTick> ticks;
  if (!names_.empty()) {
    for (size_t i = 0; i < names_.size(); ++i) ticks.push_back({static_cast<double>(i), names_[i]});
    return ticks;
  }
  // Steps grow by a factor of up to 2.5: fewer than five allowed could come down to one.
  const double step = RoundStep(low_, high_, std::max(most, 5));
  const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
  const auto [first, last] = MultiplesInside(low_, high_, step);
  for (double i = first; i <= last; ++i) {
    // Adding 0 turns a negative zero into a plain one.
    ticks.push_back({i * step + 0.0, absl::StrFormat("%.*f", decimals, i * step + 0.0)});
  }
  return ticks;
}

}  // namespace weft
