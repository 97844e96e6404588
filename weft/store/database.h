#ifndef WEFT_STORE_DATABASE_H_
#define WEFT_STORE_DATABASE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"

struct sqlite3;
struct sqlite3_stmt;

namespace weft {

class Database;

// Bytes to be bound as BLOB; a plain string is bound as TEXT.
struct Blob {
  absl::string_view bytes;
};

// One run of a prepared statement; goes back to the database's cache when destroyed. Must not outlive its Database.
//
//   WEFT_ASSIGN_OR_RETURN(Statement find, db->Prepare("SELECT key FROM members WHERE id = ?1", id));
//   WEFT_ASSIGN_OR_RETURN(bool found, find.Step());
//   if (found) return find.Int(0);
class Statement {
 public:
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;

  // True: there is a row, valid until the next call. False: the end.
  absl::StatusOr<bool> Step();
  // Runs to the end, whatever rows there are.
  absl::Status Run();
  // Takes all parameters anew, to run once more.
  template <typename... Args>
  void Rebind(const Args&... args);

  // Columns of the present row, counted from 0. Texts and blobs live until the next Step.
  int64_t Int(int column) const;
  absl::optional<int64_t> OptionalInt(int column) const;
  double Real(int column) const;
  absl::string_view Text(int column) const;
  absl::string_view Bytes(int column) const;

 private:
  friend class Database;
  Statement(Database* db, sqlite3_stmt* statement, bool* in_use) : db_(db), statement_(statement), in_use_(in_use) {}

  template <typename T>
  void Bind(int index, const T& value) {
    if constexpr (std::is_same_v<T, Blob>) {
      BindBlob(index, value.bytes);
    } else if constexpr (std::is_same_v<T, absl::optional<int64_t>>) {
      BindOptional(index, value);
    } else if constexpr (std::is_floating_point_v<T>) {
      BindReal(index, value);
    } else if constexpr (std::is_integral_v<T>) {
      BindInt(index, static_cast<int64_t>(value));
    } else {
      BindText(index, value);
    }
  }
  void BindInt(int index, int64_t value);
  void BindOptional(int index, absl::optional<int64_t> value);
  void BindReal(int index, double value);
  void BindText(int index, absl::string_view value);
  void BindBlob(int index, absl::string_view value);
  void Reset();

  Database* db_;
  sqlite3_stmt* statement_;
  bool* in_use_;  // In the cache; null: this run owns the statement.
  int bind_code_ = 0;
};

// One SQLite connection. Not thread-safe: one thread at a time. Internal to weft/store.
//
// Every error names the file: UNAVAILABLE (STORE_BUSY), DATA_LOSS (STORE_CORRUPT), RESOURCE_EXHAUSTED (DISK_FULL),
// PERMISSION_DENIED (STORE_NOT_WRITABLE), else INTERNAL (STORE_FAILED).
class Database {
 public:
  enum class Mode { kReadOnly, kReadWrite, kCreate };
  struct Options {
    Mode mode = Mode::kReadWrite;
    absl::Duration busy_timeout = absl::Seconds(10);  // How long to wait for another's write to end.
    bool durable = true;   // False: a commit may be lost by a power cut (the file stays whole).
    int cache_kib = 2000;  // Pages kept in memory.
  };
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& path, const Options& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs statements separated by semicolons.
  absl::Status Execute(const std::string& sql);
  // Binds ?1, ?2 … to `args`: integers, floating point, strings, Blob, optional<int64_t>.
  // REQUIRES: `sql` is a literal; the compiled statement is kept under it.
  template <typename... Args>
  absl::StatusOr<Statement> Prepare(absl::string_view sql, const Args&... args) {
    absl::StatusOr<Statement> statement = Compile(sql);
    if (statement.ok()) statement->Rebind(args...);
    return statement;
  }
  // Runs a statement to its end.
  template <typename... Args>
  absl::Status Run(absl::string_view sql, const Args&... args) {
    absl::StatusOr<Statement> statement = Prepare(sql, args...);
    return statement.ok() ? statement->Run() : statement.status();
  }
  // First column of the only row. INTERNAL if there is none.
  absl::StatusOr<int64_t> QueryInt(absl::string_view sql);

  bool InTransaction() const;
  const std::string& path() const { return path_; }
  // DATA_LOSS (STORE_CORRUPT) naming the file.
  absl::Status Corrupt(absl::string_view what) const;

 private:
  friend class Statement;
  struct Cached {
    sqlite3_stmt* statement = nullptr;
    bool in_use = false;
  };

  Database(std::string path, sqlite3* connection) : path_(std::move(path)), connection_(connection) {}
  absl::StatusOr<Statement> Compile(absl::string_view sql);
  absl::Status Failure(int code) const;

  const std::string path_;
  sqlite3* const connection_;
  absl::flat_hash_map<absl::string_view, std::unique_ptr<Cached>> statements_;
};

// A transaction that is rolled back unless it is committed.
class Transaction {
 public:
  // `kWrite` takes the write lock at once, so that nothing read in it can change before the commit.
  enum class Kind { kRead, kWrite };
  static absl::StatusOr<Transaction> Begin(Database* db, Kind kind);
  ~Transaction();
  Transaction(Transaction&& other) noexcept : db_(other.db_) { other.db_ = nullptr; }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction& operator=(Transaction&&) = delete;

  absl::Status Commit();

 private:
  explicit Transaction(Database* db) : db_(db) {}
  Database* db_;  // Null once ended.
};

template <typename... Args>
void Statement::Rebind(const Args&... args) {
  Reset();
  int index = 0;
  (Bind(++index, args), ...);
}

}  // namespace weft

#endif  // WEFT_STORE_DATABASE_H_
