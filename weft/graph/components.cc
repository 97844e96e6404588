#include "weft/graph/components.h"

#include <utility>

#include "weft/graph/clustering.h"

namespace weft {

Components FindComponents(const TieGraphView& graph) {
  std::vector<uint32_t> labels(graph.size(), kNoCluster);
  std::vector<uint32_t> stack;
  for (uint32_t root = 0; root < graph.size(); ++root) {
    if (labels[root] != kNoCluster) continue;
    labels[root] = root;
    stack.push_back(root);
    while (!stack.empty()) {
      const uint32_t u = stack.back();
      stack.pop_back();
      for (uint32_t v : graph.Neighbors(u)) {
        if (labels[v] != kNoCluster) continue;
        labels[v] = root;
        stack.push_back(v);
      }
    }
  }
  Clustering ordered = OrderClusters(std::move(labels));
  Components components;
  components.sizes.assign(ordered.count, 0);
  for (uint32_t label : ordered.labels) ++components.sizes[label];
  components.labels = std::move(ordered.labels);
  return components;
}

std::vector<uint32_t> FindIsolates(const TieGraphView& graph) {
  std::vector<uint32_t> isolates;
  for (uint32_t u = 0; u < graph.size(); ++u) {
    if (graph.Degree(u) == 0) isolates.push_back(u);
  }
  return isolates;
}

}  // namespace weft
