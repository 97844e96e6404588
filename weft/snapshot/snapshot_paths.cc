#include "weft/snapshot/snapshot_paths.h"

#include "absl/strings/str_cat.h"

namespace weft {

std::string SnapshotsDirectory(const std::string& data_directory) { return absl::StrCat(data_directory, "/snapshots"); }

std::string NetworkSnapshots(const std::string& data_directory, const std::string& network) {
  return absl::StrCat(SnapshotsDirectory(data_directory), "/", network);
}

std::string SnapshotDirectory(const std::string& data_directory, const std::string& network,
                              const std::string& version) {
  return absl::StrCat(NetworkSnapshots(data_directory, network), "/", version);
}

std::string CurrentFile(const std::string& data_directory, const std::string& network) {
  return absl::StrCat(NetworkSnapshots(data_directory, network), "/current");
}

std::string TemporaryDirectory(const std::string& data_directory) { return absl::StrCat(data_directory, "/tmp"); }

}  // namespace weft
