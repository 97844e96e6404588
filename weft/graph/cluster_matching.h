#ifndef WEFT_GRAPH_CLUSTER_MATCHING_H_
#define WEFT_GRAPH_CLUSTER_MATCHING_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "weft/graph/clustering.h"

namespace weft {

// Cluster ids as people see them: stable across builds and never reused.
using ClusterId = int64_t;

// Cluster `from` of the last build fell apart: most of each of `into` came from it.
struct ClusterSplit {
  ClusterId from;
  std::vector<ClusterId> into;  // Ascending, at least two; `from` is among them if one part kept its id.
};

// Clusters `from` of the last build grew together: most of each of them is in `into`.
struct ClusterMerge {
  std::vector<ClusterId> from;  // Ascending, at least two; `into` is among them if it kept the id of one.
  ClusterId into;
};

struct ClusterMatching {
  std::vector<ClusterId> ids;        // Per label of the new clustering.
  ClusterId next_id = 0;             // For the next build.
  std::vector<ClusterId> appeared;   // Fresh ids, ascending.
  std::vector<ClusterId> vanished;   // Ids of the last build that no cluster carries on, ascending.
  std::vector<ClusterSplit> splits;  // By `from`.
  std::vector<ClusterMerge> merges;  // By `into`.
};

// A cluster carries on an id only if the overlap of the two (Jaccard: both / either) is at least this.
constexpr double kSameClusterOverlapMin = 0.25;
// A part counts for a split or merge if it holds at least this share of the whole.
constexpr double kClusterPartMin = 0.1;

// Gives the clusters of a new build the ids of the last build's clusters that they carry on, so that people can talk
// about them and shift can be measured. Greedy by Jaccard overlap, largest first (ties: larger overlap, smaller old
// id, smaller new label), each id and each cluster once. A pair qualifies if it reaches kSameClusterOverlapMin and
// more than half of the old cluster is in the new one, or each is the other's largest part. Clusters left over take
// fresh ids from `next_id` on, in order of label. Members who came or left count to the cluster they are or were in.
//
// `before`: cluster id by stable member id at the last build (members without cluster left out). `members`: stable id
// per node of the new clustering. Deterministic. O(n + p log p) for p pairs that share a member.
// REQUIRES: members.size() == clustering.labels.size(), members distinct, next_id above every id in `before`.
ClusterMatching MatchClusters(const absl::flat_hash_map<int64_t, ClusterId>& before, absl::Span<const int64_t> members,
                              const Clustering& clustering, ClusterId next_id);

}  // namespace weft

#endif  // WEFT_GRAPH_CLUSTER_MATCHING_H_
