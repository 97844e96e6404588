#ifndef WEFT_GRAPH_CEGC_H_
#define WEFT_GRAPH_CEGC_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "weft/graph/clustering.h"
#include "weft/graph/tie_graph.h"

namespace weft {

// Community-edge Gini complement (Sanz-Cruzado & Castells, "Enhancing structural diversity in social networks by
// recommending weak ties", RecSys 2018): how evenly the ties between clusters are spread over the pairs of clusters.
//   1 - sum over i of (2i - n - 1) p_i / (n - 1),  p the ascending shares of the n pairs
// 1: every pair is joined alike; towards 0: one pair has all. `counts` are the ties of each pair, in any order; pairs
// left out, up to `pairs`, have none. 0 if there is no tie between clusters; 1 if there is one pair and it has ties.
// Example: counts (1, 1, 4) of 3 pairs give 0.5. O(k log k) for k counts. REQUIRES: counts.size() <= pairs.
double Cegc(absl::Span<const uint64_t> counts, uint64_t pairs);

// Ties between each pair of clusters.
class ClusterPairCounts {
 public:
  explicit ClusterPairCounts(uint32_t clusters) : clusters_(clusters) {}
  // Of all ties of a graph; ties inside a cluster, or of members without one, are not counted. O(n + m).
  // REQUIRES: one label per node.
  static ClusterPairCounts Of(const TieGraphView& graph, const Clustering& clustering);

  // Counts one more tie between members of these clusters; nothing if they are the same or kNoCluster.
  // REQUIRES: labels below clusters(), or kNoCluster.
  void Add(uint32_t label_a, uint32_t label_b);
  // Order of the two labels means nothing. 0 for a label with itself.
  uint64_t Of(uint32_t label_a, uint32_t label_b) const;

  uint32_t clusters() const { return clusters_; }
  uint64_t pairs() const { return static_cast<uint64_t>(clusters_) * (clusters_ > 0 ? clusters_ - 1 : 0) / 2; }
  double Cegc() const;

 private:
  static uint64_t Key(uint32_t label_a, uint32_t label_b);

  uint32_t clusters_;
  absl::flat_hash_map<uint64_t, uint64_t> counts_;  // By Key; pairs without ties are absent.
};

}  // namespace weft

#endif  // WEFT_GRAPH_CEGC_H_
