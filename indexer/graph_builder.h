#ifndef WEFT_INDEXER_GRAPH_BUILDER_H_
#define WEFT_INDEXER_GRAPH_BUILDER_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "indexer/network_data.h"
#include "weft/graph/cluster_matching.h"
#include "weft/snapshot/snapshot.h"
#include "weft/snapshot/snapshot_content.h"

namespace weft {

// What the last build called its clusters.
struct ClusterHistory {
  absl::flat_hash_map<int64_t, ClusterId> clusters;  // By member key; members without one are left out.
  ClusterId next_id = 1;
};
ClusterHistory ClusterHistoryOf(const Snapshot& previous);

struct GraphOptions {
  absl::optional<absl::Time> as_of;  // Default: the newest tie time.
  absl::Duration half_life = absl::Hours(24 * 730);
};

// Fills the graph's part of the content: ties with strengths, clusters with stable ids, core numbers, median weight
// and as_of. Deterministic. REQUIRES: content's members are the data's.
absl::StatusOr<ClusterMatching> BuildGraph(const NetworkData& data, const ClusterHistory& history,
                                           const GraphOptions& options, SnapshotContent* content);

}  // namespace weft

#endif  // WEFT_INDEXER_GRAPH_BUILDER_H_
