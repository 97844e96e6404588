#ifndef WEFT_INDEXER_CLUSTER_HISTORY_H_
#define WEFT_INDEXER_CLUSTER_HISTORY_H_

#include <memory>
#include <string>

#include "weft/graph/cluster_matching.h"
#include "weft/snapshot/snapshot.h"

namespace weft {

// What a build must know of the clusters before it.
struct ClusterHistory {
  std::shared_ptr<const Snapshot> snapshot;  // The last; null if there is none or it cannot be read.
  ClusterId next_id = 1;                     // Above every id ever given.
  std::string problem;                       // Why the last snapshot cannot be read; empty if it can, or there is none.
};

// Reads the last snapshot of a network, of whatever embedder. Where it cannot be read (damaged, or of another format
// number), the manifests that lie there still tell which ids have been given.
ClusterHistory ReadClusterHistory(const std::string& data_directory, const std::string& network);

}  // namespace weft

#endif  // WEFT_INDEXER_CLUSTER_HISTORY_H_
