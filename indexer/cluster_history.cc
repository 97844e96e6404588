#include "indexer/cluster_history.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/snapshot/snapshot_layout.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<std::shared_ptr<const Snapshot>> OpenLast(const std::string& data_directory,
                                                         const std::string& network) {
  WEFT_ASSIGN_OR_RETURN(const CurrentSnapshot current, ReadCurrent(data_directory, network));
  // Nobody searches it: an exact source in place of each index.
  const Snapshot::SourceLoader exact = [](const std::string&, Facet facet, const Manifest&,
                                          const SnapshotArrays& arrays) {
    const int f = static_cast<int>(facet);
    return absl::StatusOr<std::unique_ptr<CandidateSource>>(
        std::make_unique<ExactSource>(arrays.facet_rows[f], arrays.facet_ordinals[f]));
  };
  return Snapshot::Open(SnapshotDirectory(data_directory, network, current.version), network, current.manifest_checksum,
                        "", exact);
}

// The largest that any manifest of the network names.
ClusterId NextIdInManifests(const std::string& data_directory, const std::string& network) {
  uint64_t next = 1;
  std::error_code error;
  for (fs::directory_iterator it(NetworkSnapshots(data_directory, network), error), end; !error && it != end;
       it.increment(error)) {
    const absl::StatusOr<std::string> text = ReadFile(absl::StrCat(it->path().string(), "/", kManifestFileName));
    if (text.ok()) next = std::max(next, Manifest::NextClusterId(*text).value_or(1));
  }
  return static_cast<ClusterId>(next);
}

}  // namespace

ClusterHistory ReadClusterHistory(const std::string& data_directory, const std::string& network) {
  ClusterHistory history;
  absl::StatusOr<std::shared_ptr<const Snapshot>> last = OpenLast(data_directory, network);
  if (last.ok()) {
    history.snapshot = *std::move(last);
    history.next_id = static_cast<ClusterId>(history.snapshot->manifest().next_cluster_id);
    return history;
  }
  history.next_id = NextIdInManifests(data_directory, network);
  if (!absl::IsNotFound(last.status())) history.problem = std::string(last.status().message());
  return history;
}

}  // namespace weft
