#include <cstdio>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/names.h"
#include "weft/snapshot/array_file.h"
#include "weft/snapshot/current_file.h"
#include "weft/snapshot/manifest.h"
#include "weft/snapshot/snapshot.h"
#include "weft/snapshot/snapshot_layout.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

namespace fs = std::filesystem;

absl::Status Rename(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (!error) return absl::OkStatus();
  return Error(absl::StatusCode::kInternal, "FILE_FAILED",
               absl::StrCat("cannot rename ", from, " to ", to, ": ", error.message()), {{"path", to}});
}

absl::Status AddToManifest(const std::string& directory, const std::string& name, Manifest* manifest) {
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<MappedFile> written,
                        MappedFile::Open(absl::StrCat(directory, "/", name)));
  manifest->files.push_back({name, written->bytes().size(), Checksum(written->bytes())});
  return absl::OkStatus();
}

// Writes the version's folder, whole and fsynced. Returns the manifest's checksum.
absl::StatusOr<std::string> WriteVersion(const std::string& directory, Manifest manifest, const SnapshotArrays& arrays,
                                         const std::vector<std::pair<std::string, std::string>>& extra_files) {
  WEFT_RETURN_IF_ERROR(MakeDirectories(directory));
  manifest.files.clear();
  for (size_t i = 0; i < kArrayFileNames.size(); ++i) {
    ArrayFileWriter writer;
    AddArrays(i, arrays, &writer);
    WEFT_RETURN_IF_ERROR(writer.Write(absl::StrCat(directory, "/", kArrayFileNames[i])));
    WEFT_RETURN_IF_ERROR(AddToManifest(directory, kArrayFileNames[i], &manifest));
  }
  for (const auto& extra : extra_files) {
    // Copied, not renamed: who wrote it need not have fsynced it, and it may lie on another file system.
    {
      WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<MappedFile> source, MappedFile::Open(extra.second));
      WEFT_RETURN_IF_ERROR(WriteFileDurably(absl::StrCat(directory, "/", extra.first), source->bytes()));
    }
    WEFT_RETURN_IF_ERROR(AddToManifest(directory, extra.first, &manifest));
    std::remove(extra.second.c_str());
  }
  const std::string text = manifest.Serialize();
  WEFT_RETURN_IF_ERROR(WriteFileDurably(absl::StrCat(directory, "/", kManifestFileName), text));
  WEFT_RETURN_IF_ERROR(SyncDirectory(directory));
  return Checksum(text);
}

// The network's first version: its folder with version and `current` appears in one rename.
absl::Status PublishFirst(const std::string& data_directory, const std::string& network, const std::string& work,
                          const std::string& current) {
  const std::string made = absl::StrCat(work, "/", network);
  WEFT_RETURN_IF_ERROR(WriteFileDurably(absl::StrCat(made, "/current"), current));
  WEFT_RETURN_IF_ERROR(SyncDirectory(made));
  WEFT_RETURN_IF_ERROR(MakeDirectories(SnapshotsDirectory(data_directory)));
  WEFT_RETURN_IF_ERROR(SyncDirectory(data_directory));
  WEFT_RETURN_IF_ERROR(Rename(made, NetworkSnapshots(data_directory, network)));
  return SyncDirectory(SnapshotsDirectory(data_directory));
}

// A later version: the version's folder first, then `current`.
absl::Status PublishNext(const std::string& data_directory, const std::string& network, const std::string& version,
                         const std::string& work, const std::string& current) {
  const std::string network_directory = NetworkSnapshots(data_directory, network);
  WEFT_RETURN_IF_ERROR(
      Rename(absl::StrCat(work, "/", network, "/", version), SnapshotDirectory(data_directory, network, version)));
  WEFT_RETURN_IF_ERROR(SyncDirectory(network_directory));
  const std::string made = absl::StrCat(work, "/current");
  WEFT_RETURN_IF_ERROR(WriteFileDurably(made, current));
  WEFT_RETURN_IF_ERROR(Rename(made, CurrentFile(data_directory, network)));
  return SyncDirectory(network_directory);
}

// Whether a version is of another format number: no program of this build can read it, so that it need not stay.
bool IsOfAnotherFormat(const std::string& directory) {
  const std::string path = absl::StrCat(directory, "/", kManifestFileName);
  const absl::StatusOr<std::string> text = ReadFile(path);
  return text.ok() && absl::IsFailedPrecondition(Manifest::Parse(*text, path).status());
}

// Removes the versions that are not in `kept`: renamed away first, so that no half version lies under snapshots/.
// Failures are left for the next time.
void RemoveVersions(const std::string& data_directory, const std::string& network, const std::string& work,
                    const std::set<std::string>& kept) {
  std::error_code error;
  std::vector<std::string> old;
  for (fs::directory_iterator it(NetworkSnapshots(data_directory, network), error), end; !error && it != end;
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (it->is_directory(error) && IsValidId(name) && kept.count(name) == 0) old.push_back(name);
  }
  for (const std::string& name : old) {
    fs::rename(SnapshotDirectory(data_directory, network, name), absl::StrCat(work, "/old-", name), error);
  }
}

// Removes what builds that were killed left behind.
void RemoveLeftovers(const std::string& temporary, const std::string& prefix) {
  std::error_code error;
  std::vector<fs::path> left;
  for (fs::directory_iterator it(temporary, error), end; !error && it != end; it.increment(error)) {
    if (absl::StartsWith(it->path().filename().string(), prefix)) left.push_back(it->path());
  }
  for (const fs::path& path : left) fs::remove_all(path, error);
}

}  // namespace

absl::Status PublishSnapshot(const std::string& data_directory, Manifest manifest, const SnapshotArrays& arrays,
                             const std::vector<std::pair<std::string, std::string>>& extra_files) {
  const std::string network = manifest.network;
  const std::string version = manifest.version;
  WEFT_RETURN_IF_ERROR(ValidateId(network, "network"));
  WEFT_RETURN_IF_ERROR(ValidateId(version, "version"));
  const std::string temporary = TemporaryDirectory(data_directory);
  // A network's id cannot hold a '+', so that no other network's leftovers begin like this.
  const std::string prefix = absl::StrCat("publish+", network, "+");
  RemoveLeftovers(temporary, prefix);
  const std::string work = absl::StrCat(temporary, "/", prefix, version);
  const absl::Cleanup remove_work = [&work] {
    std::error_code ignored;
    fs::remove_all(work, ignored);
  };
  WEFT_ASSIGN_OR_RETURN(const std::string checksum,
                        WriteVersion(absl::StrCat(work, "/", network, "/", version), manifest, arrays, extra_files));
  const std::string current = SerializeCurrent({version, checksum});
  const absl::StatusOr<CurrentSnapshot> previous = ReadCurrent(data_directory, network);
  if (absl::IsNotFound(previous.status())) return PublishFirst(data_directory, network, work, current);
  if (!previous.ok() && !absl::IsDataLoss(previous.status())) return previous.status();
  WEFT_RETURN_IF_ERROR(PublishNext(data_directory, network, version, work, current));
  // Where `current` was damaged nobody knows which one is the previous: all stay until the next time.
  if (!previous.ok()) return absl::OkStatus();
  std::set<std::string> kept = {version, previous->version};
  if (IsOfAnotherFormat(SnapshotDirectory(data_directory, network, previous->version))) kept.erase(previous->version);
  RemoveVersions(data_directory, network, work, kept);
  return absl::OkStatus();
}

}  // namespace weft
