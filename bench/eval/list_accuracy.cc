#include "bench/eval/list_accuracy.h"

#include <algorithm>
#include <cmath>

namespace weft {

ListAccuracy AccuracyOf(absl::Span<const uint32_t> list, absl::Span<const uint32_t> relevant, size_t length) {
  ListAccuracy out;
  if (relevant.empty()) return out;
  double gain = 0;
  double best = 0;
  int hits = 0;
  for (size_t i = 0; i < length; ++i) {
    const double worth = 1 / std::log2(static_cast<double>(i) + 2);
    if (i < relevant.size()) best += worth;
    if (i >= list.size() || !std::binary_search(relevant.begin(), relevant.end(), list[i])) continue;
    gain += worth;
    ++hits;
  }
  out.ndcg = gain / best;
  out.precision = hits / static_cast<double>(length);
  out.recall = hits / static_cast<double>(relevant.size());
  return out;
}

}  // namespace weft
