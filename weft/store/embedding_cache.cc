#include "weft/store/embedding_cache.h"

#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/base/mutex.h"
#include "weft/store/database.h"
#include "weft/store/schema.h"
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace weft {
namespace {

// Half of the key finds the row, the other half proves it: a short integer key makes a lookup one step down a dense
// tree. `checksum` (XXH3-64 of the value) because a flipped bit in a vector would otherwise go unseen.
constexpr char kVersion1[] = R"sql(
CREATE TABLE vectors (
  key INTEGER PRIMARY KEY,
  key_high INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  value BLOB NOT NULL
) STRICT;
)sql";
constexpr const char* kMigrations[] = {kVersion1};

Schema CacheSchema() { return {0x57454643 /* "WEFC" */, kMigrations}; }

struct Key {
  int64_t low = 0;
  int64_t high = 0;
};

Key KeyOf(const std::string& fingerprint, const std::string& text) {
  const std::string bytes = absl::StrCat(fingerprint.size(), ":", fingerprint, text);
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {static_cast<int64_t>(hash.low64), static_cast<int64_t>(hash.high64)};
}

int64_t ChecksumOf(absl::string_view value) { return static_cast<int64_t>(XXH3_64bits(value.data(), value.size())); }

// The keys of texts, and the order in which they lie in the table, so that a batch walks through it once.
struct Keys {
  Keys(const std::string& fingerprint, absl::Span<const std::string> texts)
      : of_text(texts.size()), order(texts.size()) {
    for (size_t i = 0; i < texts.size(); ++i) of_text[i] = KeyOf(fingerprint, texts[i]);
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [this](size_t a, size_t b) { return of_text[a].low < of_text[b].low; });
  }
  std::vector<Key> of_text;
  std::vector<size_t> order;
};

bool CanBeginAnew(const absl::Status& status) {
  if (status.code() == absl::StatusCode::kDataLoss) return true;
  const absl::optional<ErrorDetail> detail = DetailOf(status);
  return detail.has_value() && (detail->reason == "STORE_FOREIGN" || detail->reason == "SCHEMA_TOO_NEW");
}

}  // namespace

class EmbeddingCache::Impl {
 public:
  explicit Impl(std::string path) : path_(std::move(path)) {}

  absl::Status Open() {
    MutexLock lock(&mu_);
    return Reopen();
  }

  absl::StatusOr<std::vector<std::string>> Lookup(const Keys& keys) {
    MutexLock lock(&mu_);
    if (db_ == nullptr) WEFT_RETURN_IF_ERROR(Reopen());
    absl::StatusOr<std::vector<std::string>> values = Read(keys);
    if (values.ok() || !CanBeginAnew(values.status())) return values;
    WEFT_RETURN_IF_ERROR(BeginAnew());
    return std::vector<std::string>(keys.order.size());
  }

  absl::Status Insert(const Keys& keys, absl::Span<const std::string> values) {
    MutexLock lock(&mu_);
    if (db_ == nullptr) WEFT_RETURN_IF_ERROR(Reopen());
    const absl::Status status = Write(keys, values);
    if (status.ok() || !CanBeginAnew(status)) return status;
    WEFT_RETURN_IF_ERROR(BeginAnew());
    return Write(keys, values);
  }

 private:
  absl::Status Reopen() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    absl::StatusOr<std::unique_ptr<Database>> db = OpenDatabase();
    if (!db.ok() && CanBeginAnew(db.status())) return BeginAnew();
    WEFT_RETURN_IF_ERROR(db.status());
    db_ = *std::move(db);
    return absl::OkStatus();
  }

  absl::StatusOr<std::unique_ptr<Database>> OpenDatabase() const {
    Database::Options options;
    options.mode = Database::Mode::kCreate;
    options.durable = false;
    return OpenWithSchema(path_, CacheSchema(), options);
  }

  // Keeps the damaged file beside the new one, so that somebody can look why.
  absl::Status BeginAnew() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    db_.reset();
    if (std::rename(path_.c_str(), absl::StrCat(path_, ".damaged").c_str()) != 0 && errno != ENOENT) {
      return Error(absl::StatusCode::kInternal, "STORE_FAILED",
                   absl::StrCat("cannot move the damaged ", path_, " aside: ", std::strerror(errno)),
                   {{"path", path_}});
    }
    for (const char* suffix : {"-wal", "-shm"}) unlink(absl::StrCat(path_, suffix).c_str());
    WEFT_ASSIGN_OR_RETURN(db_, OpenDatabase());
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<std::string>> Read(const Keys& keys) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    std::vector<std::string> values(keys.order.size());
    WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db_.get(), Transaction::Kind::kRead));
    WEFT_ASSIGN_OR_RETURN(Statement find, db_->Prepare("SELECT key_high, checksum, value FROM vectors WHERE key = ?1"));
    for (size_t i : keys.order) {
      find.Rebind(keys.of_text[i].low);
      WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
      if (!found || find.Int(0) != keys.of_text[i].high) continue;
      const absl::string_view value = find.Bytes(2);
      if (find.Int(1) == ChecksumOf(value)) values[i] = std::string(value);
    }
    return values;
  }

  absl::Status Write(const Keys& keys, absl::Span<const std::string> values) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    WEFT_ASSIGN_OR_RETURN(Transaction transaction, Transaction::Begin(db_.get(), Transaction::Kind::kWrite));
    {
      WEFT_ASSIGN_OR_RETURN(Statement put,
                            db_->Prepare("INSERT INTO vectors (key, key_high, checksum, value) VALUES (?1, ?2, ?3, "
                                         "?4) ON CONFLICT (key) DO UPDATE SET key_high = excluded.key_high, checksum "
                                         "= excluded.checksum, value = excluded.value"));
      for (size_t i : keys.order) {
        put.Rebind(keys.of_text[i].low, keys.of_text[i].high, ChecksumOf(values[i]), Blob{values[i]});
        WEFT_RETURN_IF_ERROR(put.Run());
      }
    }
    return transaction.Commit();
  }

  const std::string path_;
  Mutex mu_;
  std::unique_ptr<Database> db_ ABSL_GUARDED_BY(mu_);  // Null after a failure to begin anew.
};

EmbeddingCache::EmbeddingCache(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EmbeddingCache::~EmbeddingCache() = default;

absl::StatusOr<std::unique_ptr<EmbeddingCache>> EmbeddingCache::Open(const std::string& data_directory) {
  const std::string folder = absl::StrCat(data_directory, "/cache");
  WEFT_RETURN_IF_ERROR(MakeDirectories(folder));
  auto impl = std::make_unique<Impl>(absl::StrCat(folder, "/embeddings.db"));
  WEFT_RETURN_IF_ERROR(impl->Open());
  return std::unique_ptr<EmbeddingCache>(new EmbeddingCache(std::move(impl)));
}

absl::StatusOr<std::vector<std::string>> EmbeddingCache::Lookup(const std::string& fingerprint,
                                                                absl::Span<const std::string> texts) const {
  return impl_->Lookup(Keys(fingerprint, texts));
}

absl::Status EmbeddingCache::Insert(const std::string& fingerprint, absl::Span<const std::string> texts,
                                    absl::Span<const std::string> values) {
  assert(texts.size() == values.size());
  return impl_->Insert(Keys(fingerprint, texts), values);
}

}  // namespace weft
