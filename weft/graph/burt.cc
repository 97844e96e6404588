#include "weft/graph/burt.h"

#include <cstddef>
#include <cstdint>

#include "weft/graph/clustering_coefficient.h"
#include "weft/graph/structure.h"

namespace weft {

std::vector<double> BurtConstraints(const TieGraphView& graph) {
  std::vector<double> totals(graph.size(), 0);
  for (uint32_t u = 0; u < graph.size(); ++u) {
    for (float strength : graph.Strengths(u)) totals[u] += strength;
  }
  std::vector<double> constraints(graph.size(), 1.0);
  std::vector<double> invested;  // Per acquaintance: directly and through mutual ties.
  for (uint32_t i = 0; i < graph.size(); ++i) {
    if (graph.Degree(i) == 0) continue;
    const absl::Span<const uint32_t> row = graph.Neighbors(i);
    const absl::Span<const float> strengths = graph.Strengths(i);
    invested.assign(row.size(), 0);
    for (size_t q = 0; q < row.size(); ++q) {
      const double share = strengths[q] / totals[i];
      invested[q] += share;
      const absl::Span<const float> onward = graph.Strengths(row[q]);
      const double through = share / totals[row[q]];
      ForEachMutual(row, graph.Neighbors(row[q]), [&](size_t j, size_t k) { invested[j] += through * onward[k]; });
    }
    constraints[i] = 0;
    for (double part : invested) constraints[i] += part * part;
  }
  return constraints;
}

std::vector<double> EffectiveSizes(const TieGraphView& graph) {
  std::vector<double> sizes = ClusteringCoefficients(graph);
  for (uint32_t u = 0; u < graph.size(); ++u) {
    const double n = graph.Degree(u);
    // t = coefficient * n (n - 1) / 2, so 2t/n = coefficient * (n - 1).
    sizes[u] = n == 0 ? 0 : n - sizes[u] * (n - 1);
  }
  return sizes;
}

}  // namespace weft
