#include "weft/graph/core_number.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace weft {

std::vector<uint32_t> CoreNumbers(const TieGraphView& graph) {
  const uint32_t size = graph.size();
  std::vector<uint32_t> core(size);  // Degree among those not peeled yet; final once peeled.
  uint32_t degree_max = 0;
  for (uint32_t u = 0; u < size; ++u) {
    core[u] = graph.Degree(u);
    degree_max = std::max(degree_max, core[u]);
  }
  // Nodes sorted by degree; first[d] is where those of degree d begin.
  std::vector<uint32_t> first(static_cast<size_t>(degree_max) + 2, 0);
  for (uint32_t d : core) ++first[d + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<uint32_t> order(size);
  std::vector<uint32_t> place(size);
  std::vector<uint32_t> next(first.begin(), first.end() - 1);
  for (uint32_t u = 0; u < size; ++u) {
    place[u] = next[core[u]]++;
    order[place[u]] = u;
  }
  for (uint32_t i = 0; i < size; ++i) {
    const uint32_t u = order[i];
    for (uint32_t v : graph.Neighbors(u)) {
      if (core[v] <= core[u]) continue;
      // Swaps v with the first node of its degree, then moves the border past it: v's degree falls by one.
      const uint32_t border = first[core[v]]++;
      const uint32_t w = order[border];
      std::swap(order[place[v]], order[border]);
      std::swap(place[v], place[w]);
      --core[v];
    }
  }
  return core;
}

}  // namespace weft
