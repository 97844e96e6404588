#include "weft/store/database.h"

#include <sqlite3.h>

#include <cassert>
#include <cerrno>
#include <cstring>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "weft/base/error.h"

namespace weft {
namespace {

// How long the log grows before it is folded into the file: 16 MB. Imports touch the same pages again and again, so a
// longer log writes less in all; a single write may wait longer for the folding.
constexpr int kLogPagesMax = 4000;

bool DiskIsFull(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

absl::Status ToStatus(int code, int system_error, absl::string_view message, const std::string& path) {
  const std::string text = absl::StrCat(path, ": ", message);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error(absl::StatusCode::kUnavailable, "STORE_BUSY",
                   absl::StrCat(path, " is being written by another process; try again"), {{"path", path}});
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return Error(absl::StatusCode::kDataLoss, "STORE_CORRUPT", text, {{"path", path}});
    case SQLITE_FULL:
      return Error(absl::StatusCode::kResourceExhausted, "DISK_FULL", text, {{"path", path}});
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
      return Error(absl::StatusCode::kResourceExhausted, "STORE_LIMIT", text, {{"path", path}});
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return Error(absl::StatusCode::kPermissionDenied, "STORE_NOT_WRITABLE", text, {{"path", path}});
    case SQLITE_CANTOPEN:
      if (system_error == EACCES || system_error == EPERM || system_error == EROFS) {
        return Error(absl::StatusCode::kPermissionDenied, "STORE_NOT_WRITABLE",
                     absl::StrCat(path, ": ", std::strerror(system_error)), {{"path", path}});
      }
      break;
    case SQLITE_IOERR:
      if (DiskIsFull(system_error)) {
        return Error(absl::StatusCode::kResourceExhausted, "DISK_FULL",
                     absl::StrCat(path, ": ", std::strerror(system_error)), {{"path", path}});
      }
      break;
    default:
      break;
  }
  return Error(absl::StatusCode::kInternal, "STORE_FAILED", absl::StrCat(text, " (", code, ")"), {{"path", path}});
}

}  // namespace

Statement::Statement(Statement&& other) noexcept
    : db_(other.db_), statement_(other.statement_), in_use_(other.in_use_), bind_code_(other.bind_code_) {
  other.statement_ = nullptr;
}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  if (in_use_ == nullptr) {
    sqlite3_finalize(statement_);
    return;
  }
  Reset();
  *in_use_ = false;
}

void Statement::Reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  bind_code_ = SQLITE_OK;
}

absl::StatusOr<bool> Statement::Step() {
  if (bind_code_ != SQLITE_OK) return db_->Failure(bind_code_);
  switch (int code = sqlite3_step(statement_)) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default:
      return db_->Failure(code);
  }
}

absl::Status Statement::Run() {
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool row, Step());
    if (!row) return absl::OkStatus();
  }
}

int64_t Statement::Int(int column) const { return sqlite3_column_int64(statement_, column); }

absl::optional<int64_t> Statement::OptionalInt(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return absl::nullopt;
  return Int(column);
}

double Statement::Real(int column) const { return sqlite3_column_double(statement_, column); }

absl::string_view Statement::Text(int column) const {
  const unsigned char* text = sqlite3_column_text(statement_, column);
  if (text == nullptr) return "";
  return {reinterpret_cast<const char*>(text), static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

absl::string_view Statement::Bytes(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  if (bytes == nullptr) return "";
  return {static_cast<const char*>(bytes), static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

void Statement::BindInt(int index, int64_t value) {
  if (int code = sqlite3_bind_int64(statement_, index, value); code != SQLITE_OK) bind_code_ = code;
}

void Statement::BindOptional(int index, absl::optional<int64_t> value) {
  if (value.has_value()) BindInt(index, *value);  // Else NULL, as after a reset.
}

void Statement::BindReal(int index, double value) {
  if (int code = sqlite3_bind_double(statement_, index, value); code != SQLITE_OK) bind_code_ = code;
}

void Statement::BindText(int index, absl::string_view value) {
  const char* text = value.data() == nullptr ? "" : value.data();  // SQLite takes a null pointer for NULL.
  if (int code = sqlite3_bind_text64(statement_, index, text, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
      code != SQLITE_OK) {
    bind_code_ = code;
  }
}

void Statement::BindBlob(int index, absl::string_view value) {
  const char* bytes = value.data() == nullptr ? "" : value.data();
  if (int code = sqlite3_bind_blob64(statement_, index, bytes, value.size(), SQLITE_TRANSIENT); code != SQLITE_OK) {
    bind_code_ = code;
  }
}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const std::string& path, const Options& options) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (options.mode) {
    case Mode::kReadOnly:
      flags |= SQLITE_OPEN_READONLY;
      break;
    case Mode::kReadWrite:
      flags |= SQLITE_OPEN_READWRITE;
      break;
    case Mode::kCreate:
      flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
      break;
  }
  // SQLite reads "file:" and ":memory:" as more than names.
  const std::string plain = absl::StartsWith(path, "/") ? path : absl::StrCat("./", path);
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(plain.c_str(), &connection, flags, nullptr);
  if (connection == nullptr) {
    return Error(absl::StatusCode::kResourceExhausted, "STORE_LIMIT", absl::StrCat("no memory to open ", path));
  }
  auto db = std::unique_ptr<Database>(new Database(path, connection));
  if (code != SQLITE_OK) return db->Failure(code);
  sqlite3_busy_timeout(connection, static_cast<int>(absl::ToInt64Milliseconds(options.busy_timeout)));
  // A damaged or foreign file must not make SQLite run or overwrite anything.
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  WEFT_RETURN_IF_ERROR(db->Execute(absl::StrCat(
      "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
      "PRAGMA synchronous = ", options.durable ? "FULL" : "NORMAL", "; PRAGMA cache_size = ", -options.cache_kib,
      "; PRAGMA wal_autocheckpoint = ", kLogPagesMax, "; PRAGMA journal_size_limit = 33554432;")));
  return db;
}

Database::~Database() {
  for (const auto& entry : statements_) {
    assert(!entry.second->in_use);
    sqlite3_finalize(entry.second->statement);
  }
  const int code = sqlite3_close(connection_);
  assert(code == SQLITE_OK);
  static_cast<void>(code);
}

absl::Status Database::Execute(const std::string& sql) {
  const int code = sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Failure(code);
}

absl::StatusOr<Statement> Database::Compile(absl::string_view sql) {
  auto found = statements_.find(sql);
  if (found != statements_.end() && !found->second->in_use) {
    found->second->in_use = true;
    return Statement(this, found->second->statement, &found->second->in_use);
  }
  const bool keep = found == statements_.end();
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()),
                                      keep ? SQLITE_PREPARE_PERSISTENT : 0, &statement, nullptr);
  if (code != SQLITE_OK) return Failure(code);
  assert(statement != nullptr);
  if (!keep) return Statement(this, statement, nullptr);  // The kept one is running further up.
  auto cached = std::make_unique<Cached>();
  cached->statement = statement;
  cached->in_use = true;
  bool* in_use = &cached->in_use;
  statements_.emplace(sql, std::move(cached));
  return Statement(this, statement, in_use);
}

absl::StatusOr<int64_t> Database::QueryInt(absl::string_view sql) {
  WEFT_ASSIGN_OR_RETURN(Statement query, Prepare(sql));
  WEFT_ASSIGN_OR_RETURN(const bool row, query.Step());
  if (!row) return Error(absl::StatusCode::kInternal, "STORE_FAILED", absl::StrCat(path_, ": no row for ", sql));
  return query.Int(0);
}

bool Database::InTransaction() const { return sqlite3_get_autocommit(connection_) == 0; }

absl::Status Database::Corrupt(absl::string_view what) const {
  return Error(absl::StatusCode::kDataLoss, "STORE_CORRUPT", absl::StrCat(path_, ": ", what), {{"path", path_}});
}

absl::Status Database::Failure(int code) const {
  int system_error = sqlite3_system_errno(connection_);
  if ((code & 0xff) == SQLITE_IOERR) {
    // By now errno speaks of the rollback; the files remember what failed.
    for (int file_of : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
      sqlite3_file* file = nullptr;
      int error = 0;
      if (sqlite3_file_control(connection_, "main", file_of, &file) == SQLITE_OK && file != nullptr &&
          file->pMethods != nullptr &&
          file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error) == SQLITE_OK && error != 0) {
        system_error = error;
      }
    }
  }
  return ToStatus(code, system_error, sqlite3_errmsg(connection_), path_);
}

absl::StatusOr<Transaction> Transaction::Begin(Database* db, Kind kind) {
  assert(!db->InTransaction());
  WEFT_RETURN_IF_ERROR(kind == Kind::kWrite ? db->Run("BEGIN IMMEDIATE") : db->Run("BEGIN"));
  return Transaction(db);
}

Transaction::~Transaction() {
  // Some errors (a full disk, for one) have already rolled back.
  if (db_ != nullptr && db_->InTransaction()) db_->Run("ROLLBACK").IgnoreError();
}

absl::Status Transaction::Commit() {
  WEFT_RETURN_IF_ERROR(db_->Run("COMMIT"));
  db_ = nullptr;
  return absl::OkStatus();
}

}  // namespace weft
