#ifndef WEFT_GRAPH_STRUCTURE_H_
#define WEFT_GRAPH_STRUCTURE_H_

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "weft/graph/tie_graph.h"

// How two members stand to each other in the ties. The functions take ascending neighbor lists and callables instead
// of a graph, so that they work alike on a snapshot and on a snapshot with live ties laid over it.
//   degree:    uint32_t -> number of ties of a member
//   neighbors: uint32_t -> absl::Span<const uint32_t>, ascending, valid until the measure returns
// All are pure and deterministic.
namespace weft {

constexpr int kDistanceMax = 3;

namespace internal {

// Calls visit(i, j) for a[i] == b[j], ascending, until it returns false. Returns whether all were visited.
// O(short * log(long / short)) if one list is far longer, else O(short + long).
template <typename Visit>
bool VisitMutual(absl::Span<const uint32_t> a, absl::Span<const uint32_t> b, Visit visit) {
  constexpr size_t kFarLonger = 16;
  size_t i = 0;
  size_t j = 0;
  const bool gallop_a = a.size() / kFarLonger > b.size();
  const bool gallop_b = b.size() / kFarLonger > a.size();
  // The first place at or after `from` whose value is not below `value`.
  const auto gallop = [](absl::Span<const uint32_t> list, size_t from, uint32_t value) {
    size_t step = 1;
    size_t low = from;
    while (from < list.size() && list[from] < value) {
      low = from + 1;
      from += step;
      step *= 2;
    }
    const size_t high = std::min(from, list.size());
    return static_cast<size_t>(std::lower_bound(list.begin() + low, list.begin() + high, value) - list.begin());
  };
  while (i < a.size() && j < b.size()) {
    if (a[i] < b[j]) {
      i = gallop_a ? gallop(a, i, b[j]) : i + 1;
    } else if (b[j] < a[i]) {
      j = gallop_b ? gallop(b, j, a[i]) : j + 1;
    } else {
      if (!visit(i, j)) return false;
      ++i;
      ++j;
    }
  }
  return true;
}

}  // namespace internal

// Calls visit(i, j) for every mutual tie a[i] == b[j], ascending.
template <typename Visit>
void ForEachMutual(absl::Span<const uint32_t> a, absl::Span<const uint32_t> b, Visit visit) {
  internal::VisitMutual(a, b, [&visit](size_t i, size_t j) {
    visit(i, j);
    return true;
  });
}

// Members whom both know, ascending.
inline std::vector<uint32_t> MutualTies(absl::Span<const uint32_t> a, absl::Span<const uint32_t> b) {
  std::vector<uint32_t> mutual;
  ForEachMutual(a, b, [&](size_t i, size_t) { mutual.push_back(a[i]); });
  return mutual;
}

// How many members both know.
inline uint32_t CountMutualTies(absl::Span<const uint32_t> a, absl::Span<const uint32_t> b) {
  uint32_t count = 0;
  ForEachMutual(a, b, [&](size_t, size_t) { ++count; });
  return count;
}

// Share of their acquaintances that the two have in common: mutual / union (Jaccard). 0 if neither knows anybody. An
// end that stands in the other's list counts as one of its acquaintances. In [0, 1].
inline double ShareInCommon(absl::Span<const uint32_t> a, absl::Span<const uint32_t> b) {
  const uint32_t mutual = CountMutualTies(a, b);
  const size_t all = a.size() + b.size() - mutual;
  return all == 0 ? 0.0 : static_cast<double>(mutual) / static_cast<double>(all);
}

// What one mutual tie of this degree adds to Adamic-Adar.
inline double AdamicAdarTerm(uint32_t degree) { return 1 / std::log1p(static_cast<double>(std::max(2u, degree))); }

// Adamic & Adar 2003: mutual ties, those who know few counting more. Sum of 1 / ln(1 + max(2, degree)).
template <typename DegreeFn>
double AdamicAdar(absl::Span<const uint32_t> a, absl::Span<const uint32_t> b, DegreeFn degree) {
  double sum = 0;
  ForEachMutual(a, b, [&](size_t i, size_t) { sum += AdamicAdarTerm(degree(a[i])); });
  return sum;
}

// Zhou, Lü & Zhang 2009: as Adamic-Adar, but busy members count far less. Sum of 1 / degree.
template <typename DegreeFn>
double ResourceAllocation(absl::Span<const uint32_t> a, absl::Span<const uint32_t> b, DegreeFn degree) {
  double sum = 0;
  ForEachMutual(a, b, [&](size_t i, size_t) { sum += 1.0 / std::max<uint32_t>(1, degree(a[i])); });
  return sum;
}

// Ties on the shortest way from a to b: 0 (the same), 1, 2, 3, or none if it is longer than `max` or there is none.
// Looks at most once at the rows of the neighbors of the end with fewer ties. REQUIRES: 0 <= max <= kDistanceMax.
template <typename NeighborsFn>
absl::optional<int> Distance(uint32_t a, uint32_t b, NeighborsFn neighbors, int max = kDistanceMax) {
  assert(0 <= max && max <= kDistanceMax);
  const auto share = [](absl::Span<const uint32_t> x, absl::Span<const uint32_t> y) {
    return !internal::VisitMutual(x, y, [](size_t, size_t) { return false; });
  };
  if (a == b) return 0;
  absl::Span<const uint32_t> near = neighbors(a);
  absl::Span<const uint32_t> far = neighbors(b);
  if (max < 1 || near.empty() || far.empty()) return absl::nullopt;
  if (std::binary_search(near.begin(), near.end(), b)) return 1;
  if (max < 2) return absl::nullopt;
  if (share(near, far)) return 2;
  if (max < 3) return absl::nullopt;
  if (far.size() < near.size()) std::swap(near, far);
  for (uint32_t between : near) {
    if (share(neighbors(between), far)) return 3;
  }
  return absl::nullopt;
}

// The same over one graph. REQUIRE: ordinals below graph.size().
inline double AdamicAdar(const TieGraphView& graph, uint32_t a, uint32_t b) {
  return AdamicAdar(graph.Neighbors(a), graph.Neighbors(b), [&graph](uint32_t u) { return graph.Degree(u); });
}
inline double ResourceAllocation(const TieGraphView& graph, uint32_t a, uint32_t b) {
  return ResourceAllocation(graph.Neighbors(a), graph.Neighbors(b), [&graph](uint32_t u) { return graph.Degree(u); });
}
inline absl::optional<int> Distance(const TieGraphView& graph, uint32_t a, uint32_t b, int max = kDistanceMax) {
  return Distance(
      a, b, [&graph](uint32_t u) { return graph.Neighbors(u); }, max);
}

}  // namespace weft

#endif  // WEFT_GRAPH_STRUCTURE_H_
