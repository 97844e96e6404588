#ifndef WEFT_STORE_SCHEMA_H_
#define WEFT_STORE_SCHEMA_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "weft/store/database.h"

namespace weft {

// What a database file of Weft holds, and how older ones become the present one. The version stands in the file's
// user_version, the kind in its application_id.
struct Schema {
  int32_t application_id;
  // migrations[v] leads from version v to v + 1; a new file runs all of them. Never change one that was released:
  // add another.
  absl::Span<const char* const> migrations;

  int64_t version() const { return static_cast<int64_t>(migrations.size()); }
};

// Opens a database for writing, brings it up to date in one transaction, and sets WAL. A missing file is created
// whole or not at all: after a crash there is none, or a complete one. Several processes may do this at once.
// REQUIRES: options.mode is kCreate or kReadWrite.
//
// Errors: NOT_FOUND (STORE_NOT_FOUND) if missing and not to be created, FAILED_PRECONDITION (SCHEMA_TOO_NEW) for a
// later version, FAILED_PRECONDITION (STORE_FOREIGN) for a SQLite file of something else, DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<std::unique_ptr<Database>> OpenWithSchema(const std::string& path, const Schema& schema,
                                                         const Database::Options& options);

}  // namespace weft

#endif  // WEFT_STORE_SCHEMA_H_
