#include "bench/eval/resamples.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "weft/base/random.h"

namespace weft {
namespace {

constexpr double kOutside = 0.025;  // On each side of a 95 % interval.

// Between the two nearest of the ascending values. REQUIRES: not empty.
double Quantile(const std::vector<double>& ascending, double q) {
  const double place = q * static_cast<double>(ascending.size() - 1);
  const size_t below = static_cast<size_t>(place);
  const size_t above = std::min(below + 1, ascending.size() - 1);
  return ascending[below] + (place - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

}  // namespace

Resamples::Resamples(size_t members, size_t count, uint64_t seed)
    : members_(members), size_(count), times_(members * count, 0) {
  Random random(seed);
  for (size_t r = 0; r < count; ++r) {
    for (size_t i = 0; i < members; ++i) ++times_[r * members + random.Below(members)];
  }
}

Estimate MakeEstimate(double value, std::vector<double> resampled) {
  Estimate out;
  out.value = out.low = out.high = value;
  if (!resampled.empty()) {
    std::vector<double> ascending = resampled;
    std::sort(ascending.begin(), ascending.end());
    const double mean =
        std::accumulate(ascending.begin(), ascending.end(), 0.0) / static_cast<double>(ascending.size());
    out.low = Quantile(ascending, kOutside) + value - mean;
    out.high = Quantile(ascending, 1 - kOutside) + value - mean;
  }
  out.resampled = std::move(resampled);
  return out;
}

Estimate Difference(const Estimate& a, const Estimate& b) {
  assert(a.resampled.size() == b.resampled.size());
  std::vector<double> differences(a.resampled.size());
  for (size_t r = 0; r < differences.size(); ++r) differences[r] = a.resampled[r] - b.resampled[r];
  return MakeEstimate(a.value - b.value, std::move(differences));
}

}  // namespace weft
