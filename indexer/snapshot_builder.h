#ifndef WEFT_INDEXER_SNAPSHOT_BUILDER_H_
#define WEFT_INDEXER_SNAPSHOT_BUILDER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "indexer/graph_builder.h"
#include "indexer/progress.h"
#include "weft/base/clock.h"
#include "weft/embedding/embedder.h"
#include "weft/snapshot/snapshot.h"
#include "weft/snapshot/snapshot_content.h"
#include "weft/store/store.h"

namespace weft {

// Something that matching wants in a snapshot and measures over what is built already.
struct MatchingMeasure {
  std::string label;  // For the progress: "measuring closeness".
  // Reads the snapshot as it stands and writes to the content what it has measured.
  std::function<absl::Status(std::shared_ptr<const Snapshot> snapshot, const v1::Policy& policy,
                             SnapshotContent* content)>
      measure;
};

struct BuildOptions {
  absl::optional<absl::Time> as_of;  // Decay counts to here; default: the newest tie time.
  int threads = 1;                   // For the index; the embedder brings its own.
  Progress progress;
  std::vector<MatchingMeasure> matching;  // In this order: each sees what those before it have measured.
};

struct BuildResult {
  Manifest manifest;
  GraphReport graph;
  std::vector<std::string> warnings;  // What a weaver should hear of: a last snapshot that could not be read.
  absl::Duration elapsed;
};

// Builds a network's snapshot from the store and publishes it. The same network at the same change sequence gives the
// same snapshot but for version and times, if it comes after the same last snapshot. On error nothing is published.
// REQUIRES: the caller holds the data directory's build lock (see AcquireBuildLock).
absl::StatusOr<BuildResult> BuildAndPublish(const std::string& data_directory, const Store& store,
                                            const std::string& network, const Embedder& embedder, const Clock& clock,
                                            const BuildOptions& options);

// At most one build runs in a data directory. FAILED_PRECONDITION (LOCKED) names who has it.
absl::StatusOr<std::unique_ptr<FileLock>> AcquireBuildLock(const std::string& data_directory);

}  // namespace weft

#endif  // WEFT_INDEXER_SNAPSHOT_BUILDER_H_
