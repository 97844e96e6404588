#include "weft/graph/clustering_coefficient.h"

#include <cstdint>
#include <utility>

namespace weft {

std::vector<double> ClusteringCoefficients(const TieGraphView& graph) {
  const uint32_t size = graph.size();
  const auto before = [&graph](uint32_t u, uint32_t v) {
    return std::make_pair(graph.Degree(u), u) < std::make_pair(graph.Degree(v), v);
  };
  // Each tie once, in the row of the end that has fewer ties: no such row is longer than sqrt(2m).
  std::vector<uint64_t> offsets(1, 0);
  std::vector<uint32_t> upward;
  upward.reserve(graph.tie_count());
  for (uint32_t u = 0; u < size; ++u) {
    for (uint32_t v : graph.Neighbors(u)) {
      if (before(u, v)) upward.push_back(v);
    }
    offsets.push_back(upward.size());
  }
  std::vector<uint64_t> triangles(size, 0);
  std::vector<uint32_t> marked_by(size, size);
  for (uint32_t u = 0; u < size; ++u) {
    for (uint64_t i = offsets[u]; i < offsets[u + 1]; ++i) marked_by[upward[i]] = u;
    for (uint64_t i = offsets[u]; i < offsets[u + 1]; ++i) {
      const uint32_t v = upward[i];
      for (uint64_t j = offsets[v]; j < offsets[v + 1]; ++j) {
        const uint32_t w = upward[j];
        if (marked_by[w] != u) continue;
        ++triangles[u];
        ++triangles[v];
        ++triangles[w];
      }
    }
  }
  std::vector<double> coefficients(size, 0);
  for (uint32_t u = 0; u < size; ++u) {
    const double degree = graph.Degree(u);
    if (degree >= 2) coefficients[u] = 2.0 * static_cast<double>(triangles[u]) / (degree * (degree - 1));
  }
  return coefficients;
}

}  // namespace weft
