#ifndef WEFT_INDEXER_GRAPH_BUILDER_H_
#define WEFT_INDEXER_GRAPH_BUILDER_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "indexer/cluster_builder.h"
#include "indexer/cluster_history.h"
#include "indexer/likeness_graph.h"
#include "indexer/network_data.h"
#include "weft/snapshot/snapshot_content.h"

namespace weft {

struct GraphOptions {
  absl::optional<absl::Time> as_of;  // Default: the newest tie time.
  absl::Duration half_life = absl::Hours(24 * 730);
  int threads = 1;           // More than one: measures beside clusters.
  LikenessOptions likeness;  // For a network without ties. Its threads are these here.
};

// What a build has found in the ties.
struct GraphReport {
  ClusterReports clusters;
  uint64_t isolate_count = 0;       // Members without ties.
  bool interests_left_out = false;  // Of provisional clusters: too many members to compare, see LikenessOptions.
};

// Fills the graph's part of the content: ties with strengths, clusters with stable ids at two resolutions (provisional
// ones if there is no tie at all), structural measures, median weight and as_of. Deterministic, whatever the threads.
// REQUIRES: content's members are the data's, and its facet rows are filled.
absl::StatusOr<GraphReport> BuildGraph(const NetworkData& data, const ClusterHistory& history,
                                       const GraphOptions& options, SnapshotContent* content);

}  // namespace weft

#endif  // WEFT_INDEXER_GRAPH_BUILDER_H_
