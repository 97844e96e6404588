#include "indexer/snapshot_verifier.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "indexer/faiss_source.h"
#include "weft/base/error.h"
#include "weft/base/names.h"
#include "weft/snapshot/snapshot.h"
#include "weft/snapshot/snapshot_error.h"
#include "weft/snapshot/snapshot_layout.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

namespace fs = std::filesystem;

absl::Status Unknown(const std::string& path) {
  return Error(absl::StatusCode::kFailedPrecondition, "SNAPSHOT_FOREIGN",
               absl::StrCat(path, " does not belong here: no build made it; move it away"), {{"path", path}});
}

// Names in a folder in ascending order; empty if there is no such folder.
absl::StatusOr<std::vector<std::string>> NamesIn(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator it(directory, error);
  if (error == std::errc::no_such_file_or_directory) return names;
  for (; !error && it != fs::directory_iterator(); it.increment(error)) names.push_back(it->path().filename().string());
  if (error) {
    return Error(absl::StatusCode::kInternal, "FILE_FAILED",
                 absl::StrCat("cannot list ", directory, ": ", error.message()), {{"path", directory}});
  }
  std::sort(names.begin(), names.end());
  return names;
}

absl::StatusOr<VerifiedSnapshot> VerifyVersion(const std::string& data_directory, const std::string& network,
                                               const std::string& version, const CurrentSnapshot& current) {
  const std::string directory = SnapshotDirectory(data_directory, network, version);
  const bool is_current = version == current.version;
  WEFT_ASSIGN_OR_RETURN(
      const std::shared_ptr<const Snapshot> snapshot,
      Snapshot::Open(directory, network, is_current ? current.manifest_checksum : "", "", FaissSourceLoader()));
  if (snapshot->manifest().version != version) {
    return SnapshotForeign(directory, absl::StrCat("its manifest is of version ", snapshot->manifest().version));
  }
  VerifiedSnapshot verified{network, version, is_current, 0};
  std::set<std::string> known = {kManifestFileName};
  for (const Manifest::File& file : snapshot->manifest().files) {
    known.insert(file.name);
    verified.bytes += file.size;
  }
  WEFT_ASSIGN_OR_RETURN(const std::vector<std::string> names, NamesIn(directory));
  for (const std::string& name : names) {
    if (known.count(name) == 0) return Unknown(absl::StrCat(directory, "/", name));
  }
  return verified;
}

absl::Status VerifyNetwork(const std::string& data_directory, const std::string& network,
                           std::vector<VerifiedSnapshot>* verified) {
  WEFT_ASSIGN_OR_RETURN(const CurrentSnapshot current, ReadCurrent(data_directory, network));
  const std::string directory = NetworkSnapshots(data_directory, network);
  WEFT_ASSIGN_OR_RETURN(const std::vector<std::string> names, NamesIn(directory));
  bool has_current = false;
  for (const std::string& name : names) {
    const std::string path = absl::StrCat(directory, "/", name);
    if (name == "current") continue;
    std::error_code ignored;
    if (!IsValidId(name) || !fs::is_directory(path, ignored)) return Unknown(path);
    absl::StatusOr<VerifiedSnapshot> version = VerifyVersion(data_directory, network, name, current);
    // A build that runs beside this removes old versions.
    if (!version.ok() && name != current.version && !fs::exists(path, ignored)) continue;
    if (!version.ok()) return version.status();
    has_current |= version->current;
    verified->push_back(*std::move(version));
  }
  if (!has_current) {
    return SnapshotCorrupt(SnapshotDirectory(data_directory, network, current.version), "it is missing");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status VerifySnapshots(const std::string& data_directory, const std::string& network,
                             std::vector<VerifiedSnapshot>* verified) {
  std::error_code error;
  if (!fs::is_directory(data_directory, error)) {
    return Error(absl::StatusCode::kNotFound, "DATA_NOT_FOUND",
                 absl::StrCat("there is no data directory ", data_directory), {{"path", data_directory}});
  }
  if (!network.empty()) return VerifyNetwork(data_directory, network, verified);
  const std::string directory = SnapshotsDirectory(data_directory);
  WEFT_ASSIGN_OR_RETURN(const std::vector<std::string> networks, NamesIn(directory));
  for (const std::string& name : networks) {
    const std::string path = absl::StrCat(directory, "/", name);
    std::error_code ignored;
    if (!IsValidId(name) || !fs::is_directory(path, ignored)) return Unknown(path);
    const absl::Status status = VerifyNetwork(data_directory, name, verified);
    // An empty folder of a network is no damage.
    if (!status.ok() && !absl::IsNotFound(status)) return status;
  }
  return absl::OkStatus();
}

}  // namespace weft
