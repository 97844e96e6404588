#ifndef WEFT_GRAPH_CLUSTERING_H_
#define WEFT_GRAPH_CLUSTERING_H_

#include <cstdint>
#include <vector>

namespace weft {

// The label of a member without ties: a group of one is no cluster.
constexpr uint32_t kNoCluster = 0xffffffffu;

// Which cluster each node of a graph is in.
struct Clustering {
  std::vector<uint32_t> labels;  // Per node: 0 .. count-1, or kNoCluster.
  uint32_t count = 0;
};

// Relabels so that labels are dense and ordered by size, largest first, then by smallest member. Labels given may be
// any numbers below labels.size(), or kNoCluster. O(n + c log c) for c clusters.
Clustering OrderClusters(std::vector<uint32_t> labels);

}  // namespace weft

#endif  // WEFT_GRAPH_CLUSTERING_H_
