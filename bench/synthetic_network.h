#ifndef WEFT_BENCH_SYNTHETIC_NETWORK_H_
#define WEFT_BENCH_SYNTHETIC_NETWORK_H_

#include <array>
#include <cstdint>
#include <vector>

#include "weft/graph/cegc.h"
#include "weft/introductions/round_problem.h"

namespace weft {

// A drawn network for rounds without an engine: members in clusters of unequal size, what they care about near their
// cluster's centre, what they offer and need drawn apart from it. So those who fit best are mostly of one cluster, but
// not all. Deterministic for size and seed. Immutable once built.
class SyntheticNetwork {
 public:
  // REQUIRES: members_per_cluster > 0.
  SyntheticNetwork(uint32_t members, uint32_t members_per_cluster, uint64_t seed);

  uint32_t size() const { return static_cast<uint32_t>(clusters_.size()); }
  uint32_t cluster_count() const { return cluster_count_; }
  uint32_t cluster(uint32_t member) const { return clusters_[member]; }

  // Fit, bridging and kind of two members; the value is fit + bridging. Symmetric. Bridging falls with the ties that
  // join the two clusters.
  RoundCandidate Pair(uint32_t a, uint32_t b, const ClusterPairCounts& ties) const;

  // How much alike their interests are, -1 to 1: what a search for the nearest finds.
  double Closeness(uint32_t a, uint32_t b) const;

  // About `per_member` candidates for each member: the best of a drawn sample, part of them of other clusters. Each
  // pair once. O(n * per_member).
  std::vector<RoundCandidate> Candidates(int per_member, const ClusterPairCounts& ties, uint64_t seed) const;

 private:
  static constexpr int kTopics = 12;
  using Topics = std::array<float, kTopics>;  // Of unit length.

  uint32_t cluster_count_;
  std::vector<uint32_t> clusters_;
  std::vector<Topics> interests_;
  std::vector<Topics> offers_;
  std::vector<Topics> needs_;
};

}  // namespace weft

#endif  // WEFT_BENCH_SYNTHETIC_NETWORK_H_
