#include "weft/store/schema.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/file.h"

namespace weft {
namespace {

constexpr int64_t kPageBytes = 4096;

bool Exists(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0;
}

int64_t SizeOf(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 ? static_cast<int64_t>(info.st_size) : 0;
}

absl::Status TooNew(const std::string& path, int64_t found, int64_t known) {
  return Error(absl::StatusCode::kFailedPrecondition, "SCHEMA_TOO_NEW",
               absl::StrCat(path, " was written by a later Weft (schema version ", found, "; this one knows up to ",
                            known, "): use that one, or a newer"),
               {{"path", path}, {"version", absl::StrCat(found)}, {"known_version", absl::StrCat(known)}});
}

// Runs the migrations that are missing. Another process may have run them meanwhile.
absl::Status Migrate(Database* db, const Schema& schema) {
  WEFT_ASSIGN_OR_RETURN(Transaction transaction, Transaction::Begin(db, Transaction::Kind::kWrite));
  WEFT_ASSIGN_OR_RETURN(const int64_t from, db->QueryInt("PRAGMA user_version"));
  if (from > schema.version()) return TooNew(db->path(), from, schema.version());
  for (int64_t version = from; version < schema.version(); ++version) {
    absl::Status status = db->Execute(schema.migrations[version]);
    if (!status.ok()) return Annotate(status, absl::StrCat("migration from schema version ", version));
  }
  WEFT_RETURN_IF_ERROR(db->Execute(absl::StrCat("PRAGMA user_version = ", schema.version())));
  return transaction.Commit();
}

absl::Status SetWal(Database* db) {
  WEFT_ASSIGN_OR_RETURN(Statement set, db->Prepare("PRAGMA journal_mode = WAL"));
  WEFT_ASSIGN_OR_RETURN(const bool row, set.Step());
  if (!row || set.Text(0) != "wal") {
    return Error(absl::StatusCode::kFailedPrecondition, "STORE_NOT_LOCAL",
                 absl::StrCat(db->path(), " cannot use a write-ahead log: put the data directory on a local disk"),
                 {{"path", db->path()}});
  }
  return absl::OkStatus();
}

// Builds the file under another name and links it to `path` when it is complete. Leaves `path` as it is if another
// process was first.
absl::Status Create(const std::string& path, const Schema& schema, Database::Options options) {
  static std::atomic<int> counter{0};
  const std::string temporary = absl::StrCat(path, ".new.", getpid(), ".", counter++);
  absl::Cleanup remove = [&temporary] {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) unlink(absl::StrCat(temporary, suffix).c_str());
  };
  {
    options.mode = Database::Mode::kCreate;
    WEFT_ASSIGN_OR_RETURN(std::unique_ptr<Database> db, Database::Open(temporary, options));
    WEFT_RETURN_IF_ERROR(db->Execute(
        absl::StrCat("PRAGMA page_size = ", kPageBytes, "; PRAGMA application_id = ", schema.application_id)));
    WEFT_RETURN_IF_ERROR(SetWal(db.get()));
    WEFT_RETURN_IF_ERROR(Migrate(db.get(), schema));
    // All of it into the file itself: the log has another name than the file will have.
    WEFT_RETURN_IF_ERROR(db->Execute("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)"));
  }
  if (link(temporary.c_str(), path.c_str()) != 0 && errno != EEXIST) {
    return Error(absl::StatusCode::kInternal, "STORE_FAILED",
                 absl::StrCat("cannot create ", path, ": ", std::strerror(errno)), {{"path", path}});
  }
  return SyncDirectory(std::filesystem::path(path).parent_path().string());
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> OpenWithSchema(const std::string& path, const Schema& schema,
                                                         const Database::Options& options) {
  // In this order: another process may be creating both right now.
  const std::string log = absl::StrCat(path, "-wal");
  const bool has_log = Exists(log);
  if (!Exists(path)) {
    if (has_log) {
      return Error(absl::StatusCode::kDataLoss, "STORE_CORRUPT",
                   absl::StrCat(path, " is missing, but its log ", log, " is there: restore both"), {{"path", path}});
    }
    if (options.mode != Database::Mode::kCreate) {
      return Error(absl::StatusCode::kNotFound, "STORE_NOT_FOUND", absl::StrCat("there is no ", path),
                   {{"path", path}});
    }
    WEFT_RETURN_IF_ERROR(Create(path, schema, options));
  }
  // SQLite takes a last page cut short for whole. Where there is a log, the page may still be on its way.
  const bool cut_short = !has_log && SizeOf(path) % kPageBytes != 0 && !Exists(log);
  Database::Options existing = options;
  existing.mode = Database::Mode::kReadWrite;
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<Database> db, Database::Open(path, existing));
  // Look before touching: the file may be something else's.
  WEFT_ASSIGN_OR_RETURN(const int64_t application_id, db->QueryInt("PRAGMA application_id"));
  WEFT_ASSIGN_OR_RETURN(const int64_t version, db->QueryInt("PRAGMA user_version"));
  WEFT_ASSIGN_OR_RETURN(const int64_t objects, db->QueryInt("SELECT count(*) FROM sqlite_schema"));
  if (application_id != schema.application_id) {
    if (application_id == 0 && objects == 0) return db->Corrupt("is empty");
    return Error(absl::StatusCode::kFailedPrecondition, "STORE_FOREIGN",
                 absl::StrCat(path, " is a SQLite database, but not Weft's"), {{"path", path}});
  }
  if (version > schema.version()) return TooNew(path, version, schema.version());
  if (version < 1 || objects == 0) return db->Corrupt("has no schema");
  if (cut_short) return db->Corrupt("is cut short");
  WEFT_RETURN_IF_ERROR(SetWal(db.get()));
  if (version < schema.version()) WEFT_RETURN_IF_ERROR(Migrate(db.get(), schema));
  return db;
}

}  // namespace weft
