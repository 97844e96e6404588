#include "weft/graph/gini.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace weft {
namespace {

// Amounts up to so many times their number are counted instead of sorted.
constexpr uint64_t kCountedPerAmount = 4;

// Sum over i of (2i - n - 1) x_i for `times` equal amounts x whose ranks follow `rank`.
double RankedSum(double amount, double times, double rank, double n) {
  // 2i - n - 1 summed over i = rank + 1 .. rank + times.
  return amount * times * (2 * rank + times - n);
}

}  // namespace

double Gini(absl::Span<const uint64_t> amounts, uint64_t holders) {
  assert(amounts.size() <= holders);
  if (holders <= 1 || amounts.empty()) return 0;
  const double n = static_cast<double>(holders);
  const uint64_t max = *std::max_element(amounts.begin(), amounts.end());
  if (max == 0) return 0;
  double rank = n - static_cast<double>(amounts.size());  // Those left out come first and add nothing.
  double total = 0;
  double sum = 0;
  if (max <= kCountedPerAmount * amounts.size()) {
    std::vector<uint32_t> times(max + 1, 0);
    for (uint64_t amount : amounts) ++times[amount];
    for (uint64_t amount = 0; amount <= max; ++amount) {
      if (times[amount] == 0) continue;
      total += static_cast<double>(amount) * times[amount];
      sum += RankedSum(static_cast<double>(amount), times[amount], rank, n);
      rank += times[amount];
    }
  } else {
    std::vector<uint64_t> ascending(amounts.begin(), amounts.end());
    std::sort(ascending.begin(), ascending.end());
    for (uint64_t amount : ascending) {
      total += static_cast<double>(amount);
      sum += RankedSum(static_cast<double>(amount), 1, rank, n);
      ++rank;
    }
  }
  return sum / total / (n - 1);
}

}  // namespace weft
