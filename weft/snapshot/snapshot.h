#ifndef WEFT_SNAPSHOT_SNAPSHOT_H_
#define WEFT_SNAPSHOT_SNAPSHOT_H_

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/base/file.h"
#include "weft/index/candidate_source.h"
#include "weft/snapshot/manifest.h"
#include "weft/snapshot/snapshot_arrays.h"

namespace weft {

// One immutable, versioned index of a network: mapped arrays and a candidate source a facet. Thread-safe.
class Snapshot {
 public:
  // Makes the candidate source of one facet from its index file (verified already); indexer/ has Faiss's. Called only
  // for facets whose manifest names a type other than "exact" and "none".
  using SourceLoader = std::function<absl::StatusOr<std::unique_ptr<CandidateSource>>(
      const std::string& path, Facet facet, const Manifest& manifest, const SnapshotArrays& arrays)>;

  // Opens `snapshots/{network}/{version}` of a data directory: verifies the manifest, then the size and checksum of
  // every file, then that every number in the arrays is in range, before anything is used. Errors name the file:
  // DATA_LOSS (SNAPSHOT_CORRUPT), FAILED_PRECONDITION (SNAPSHOT_FOREIGN: another format, network or embedder).
  // `embedder` empty accepts any. `manifest_checksum` empty: not compared.
  static absl::StatusOr<std::shared_ptr<const Snapshot>> Open(const std::string& directory, const std::string& network,
                                                              const std::string& manifest_checksum,
                                                              const std::string& embedder, const SourceLoader& loader);
  // A snapshot in memory, exact sources; `arrays` must outlive it. For tests, and empty for a network without a build.
  static std::shared_ptr<const Snapshot> FromArrays(Manifest manifest, const SnapshotArrays& arrays,
                                                    std::shared_ptr<const void> owner);

  const Manifest& manifest() const { return manifest_; }
  const SnapshotArrays& arrays() const { return arrays_; }
  const CandidateSource& source(Facet facet) const { return *sources_[static_cast<int>(facet)]; }

 private:
  Snapshot() = default;
  Manifest manifest_;
  SnapshotArrays arrays_;
  std::shared_ptr<const void> owner_;
  std::vector<std::unique_ptr<MappedFile>> files_;
  std::array<std::unique_ptr<CandidateSource>, kFacetCount> sources_;
};

// Which snapshot of a network is published: `snapshots/{network}/current`.
struct CurrentSnapshot {
  std::string version;
  std::string manifest_checksum;
};
// NOT_FOUND (NO_SNAPSHOT) if none has been published; DATA_LOSS (SNAPSHOT_CORRUPT) if `current` is damaged.
absl::StatusOr<CurrentSnapshot> ReadCurrent(const std::string& data_directory, const std::string& network);

// Writes the arrays and `extra_files` (name -> a file to move in) with a manifest to a temporary directory of the data
// directory, fsyncs, renames to snapshots/{network}/{version}, switches `current`, and removes versions older than the
// previous one, and that one if it is of another format number. Fills `manifest.files`. On error nothing is published.
absl::Status PublishSnapshot(const std::string& data_directory, Manifest manifest, const SnapshotArrays& arrays,
                             const std::vector<std::pair<std::string, std::string>>& extra_files);

// Path of the index file of a facet inside a snapshot: "interests.index", "offers.index", "needs.index".
std::string IndexFileName(Facet facet);

}  // namespace weft

#endif  // WEFT_SNAPSHOT_SNAPSHOT_H_
