#ifndef WEFT_INTRODUCTIONS_JOINED_CLUSTERS_H_
#define WEFT_INTRODUCTIONS_JOINED_CLUSTERS_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// What joins the clusters of a network by now: NetworkView::ClusterPairJoined, and the introductions had so far. Those
// under way or mutual count in full; of those that came to nothing kTriedInVain: they count as tried, and another way
// across the same border is looked for before this one is tried once more. Immutable; const calls may run concurrently.
class JoinedClusters {
 public:
  static constexpr double kTriedInVain = 0.25;

  // O(joined pairs of clusters + introductions).
  explicit JoinedClusters(const NetworkView& view);

  // REQUIRES for all: clusters of the view, a != b. O(1).
  double Joined(uint32_t a, uint32_t b) const;
  // As NetworkView::ClusterPairGain, with the introductions counted and `more` joining the two beside: the share of all
  // pairs of clusters that are joined at least as much, in (0, 1]; 1 for two that nothing joins. O(log pairs).
  double Gain(uint32_t a, uint32_t b, double more) const;

 private:
  absl::flat_hash_map<uint64_t, double> joined_;
  std::vector<double> ascending_;  // The values of joined_.
  double pairs_ = 0;               // Of clusters.
};

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_JOINED_CLUSTERS_H_
