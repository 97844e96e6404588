#include "weft/snapshot/current_file.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "weft/base/error.h"
#include "weft/base/names.h"
#include "weft/snapshot/snapshot.h"
#include "weft/snapshot/snapshot_error.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

// A network's folder is made whole, with `current` in it; so a folder without it has lost it.
bool HasVersions(const std::string& directory) {
  std::error_code error;
  const std::filesystem::directory_iterator entries(directory, error);
  return !error && entries != std::filesystem::directory_iterator();
}

}  // namespace

std::string SerializeCurrent(const CurrentSnapshot& current) {
  const std::string words = absl::StrCat(current.version, " ", current.manifest_checksum);
  return absl::StrCat(words, " ", Checksum(words), "\n");
}

absl::StatusOr<CurrentSnapshot> ReadCurrent(const std::string& data_directory, const std::string& network) {
  const std::string path = CurrentFile(data_directory, network);
  const absl::StatusOr<std::string> text = ReadFile(path);
  if (absl::IsNotFound(text.status())) {
    if (HasVersions(NetworkSnapshots(data_directory, network))) return SnapshotCorrupt(path, "it is missing");
    return Error(absl::StatusCode::kNotFound, "NO_SNAPSHOT",
                 absl::StrCat("network ", network, " has no snapshot; build one"), {{"network", network}});
  }
  if (!text.ok()) return text.status();
  const std::vector<std::string> words = absl::StrSplit(*text, ' ');
  if (words.size() == 3) {
    CurrentSnapshot current{words[0], words[1]};
    if (*text == SerializeCurrent(current) && IsValidId(current.version)) return current;
  }
  return SnapshotCorrupt(path, "it does not name a version");
}

}  // namespace weft
