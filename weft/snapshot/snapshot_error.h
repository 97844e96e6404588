#ifndef WEFT_SNAPSHOT_SNAPSHOT_ERROR_H_
#define WEFT_SNAPSHOT_SNAPSHOT_ERROR_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace weft {

// DATA_LOSS (SNAPSHOT_CORRUPT): "{path} is damaged: {what}", and what to do about it.
absl::Status SnapshotCorrupt(const std::string& path, absl::string_view what);

// FAILED_PRECONDITION (SNAPSHOT_FOREIGN): "{path} does not belong here: {what}", and what to do about it.
absl::Status SnapshotForeign(const std::string& path, absl::string_view what);

}  // namespace weft

#endif  // WEFT_SNAPSHOT_SNAPSHOT_ERROR_H_
