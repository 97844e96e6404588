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

// Cluster `from` of the last build fell apart: each of `into` holds a part of it and little else.
struct ClusterSplit {
  ClusterId from;
  std::vector<ClusterId> into;  // Fresh ids, ascending, at least two.
};

// Clusters `from` of the last build grew together: most of each is in `into`.
struct ClusterMerge {
  std::vector<ClusterId> from;  // Ascending, at least two.
  ClusterId into;               // A fresh id.
};

struct ClusterMatching {
  std::vector<ClusterId> ids;         // Per label of the new clustering.
  ClusterId next_id = 0;              // For the next build.
  std::vector<ClusterId> carried_on;  // Ids of the last build that a cluster carries on, ascending.
  std::vector<ClusterId> appeared;    // Fresh ids, ascending; those of splits and merges among them.
  std::vector<ClusterId> vanished;    // Ids of the last build that no cluster carries on, ascending.
  std::vector<ClusterSplit> splits;   // By `from`.
  std::vector<ClusterMerge> merges;   // By `into`.
};

// A cluster carries on an id only if the overlap of the two (Jaccard: both / either) is at least this.
constexpr double kSameClusterOverlapMin = 0.25;
// A part counts for a split or merge if it holds at least this share of the whole. With less, a few members who change
// sides would rename a large cluster; with more, a third of a cluster could leave it unnoticed.
constexpr double kClusterPartMin = 0.2;

// Gives the clusters of a new build the ids of the last build's clusters that they carry on, so that people can talk
// about them and shift can be measured.
//
// A name means one group of people. What comes of a split or a merge is another group: it takes a fresh id, its largest
// part too, the old ids are given up for good, and `splits` and `merges` tell where everybody went. An old cluster is
// split if two or more new ones each hold kClusterPartMin of it and consist of it by more than half; new ones are
// merged if more than half of each of two or more old ones is in it, and each makes up kClusterPartMin of it. Whoever
// came or left, or has no cluster in one of the two builds, does not count for either.
// Smaller pieces change no name: a tenth that breaks off takes a fresh id, the rest stays what it was; a tenth that is
// absorbed vanishes.
//
// All others: greedy by Jaccard overlap, largest first (ties: larger overlap, smaller old id, smaller new label), each
// id and each cluster once. A pair qualifies if it reaches kSameClusterOverlapMin and more than half of the old
// cluster's members that are still here are in the new one, or each is the other's largest part. Clusters left over
// take fresh ids from `next_id` on, in order of label.
//
// `before`: cluster id by stable member id at the last build (members without cluster left out). `members`: stable id
// per node of the new clustering. Deterministic. O(n + p log p) for p pairs that share a member.
// REQUIRES: members.size() == clustering.labels.size(), members distinct, next_id above every id in `before`.
ClusterMatching MatchClusters(const absl::flat_hash_map<int64_t, ClusterId>& before, absl::Span<const int64_t> members,
                              const Clustering& clustering, ClusterId next_id);

}  // namespace weft

#endif  // WEFT_GRAPH_CLUSTER_MATCHING_H_
