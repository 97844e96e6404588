#include "indexer/data_directory.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {

absl::Status CheckStoreNotLost(const std::string& data_directory) {
  std::error_code error;
  const std::string store = absl::StrCat(data_directory, "/weft.db");
  if (std::filesystem::exists(store, error)) return absl::OkStatus();
  const std::filesystem::directory_iterator networks(SnapshotsDirectory(data_directory), error);
  if (error || networks == std::filesystem::directory_iterator()) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "STORE_MISSING",
               absl::StrCat("there is no ", store,
                            ", but there are snapshots made from one; restore it from a copy, "
                            "or remove ",
                            SnapshotsDirectory(data_directory), " to begin anew"),
               {{"path", store}});
}

}  // namespace weft
