#include "bench/ranking.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

namespace weft {
namespace {

std::vector<double> Ranks(absl::Span<const double> values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (size_t begin = 0; begin < order.size();) {
    size_t end = begin;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    for (size_t i = begin; i < end; ++i) ranks[order[i]] = 0.5 * static_cast<double>(begin + end - 1);
    begin = end;
  }
  return ranks;
}

}  // namespace

double Spearman(absl::Span<const double> a, absl::Span<const double> b) {
  assert(a.size() == b.size() && a.size() >= 2);
  const std::vector<double> x = Ranks(a);
  const std::vector<double> y = Ranks(b);
  const double mean = 0.5 * static_cast<double>(a.size() - 1);
  double xy = 0, xx = 0, yy = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mean) * (y[i] - mean);
    xx += (x[i] - mean) * (x[i] - mean);
    yy += (y[i] - mean) * (y[i] - mean);
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0;
}

double ReciprocalRank(absl::Span<const double> scores, int gold) {
  double before = 0;
  for (size_t i = 0; i < scores.size(); ++i) {
    if (static_cast<int>(i) == gold) continue;
    before += scores[i] > scores[gold] ? 1.0 : scores[i] == scores[gold] ? 0.5 : 0.0;
  }
  return 1 / (1 + before);
}

}  // namespace weft
