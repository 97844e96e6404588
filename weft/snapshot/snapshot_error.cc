#include "weft/snapshot/snapshot_error.h"

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"

namespace weft {

absl::Status SnapshotCorrupt(const std::string& path, absl::string_view what) {
  return Error(absl::StatusCode::kDataLoss, "SNAPSHOT_CORRUPT",
               absl::StrCat(path, " is damaged: ", what, "; nothing is lost, build the snapshot again"),
               {{"path", path}});
}

absl::Status SnapshotForeign(const std::string& path, absl::string_view what) {
  return Error(absl::StatusCode::kFailedPrecondition, "SNAPSHOT_FOREIGN",
               absl::StrCat(path, " does not belong here: ", what, "; build the snapshot again"), {{"path", path}});
}

}  // namespace weft
