#ifndef WEFT_STORE_READ_POOL_H_
#define WEFT_STORE_READ_POOL_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/base/mutex.h"
#include "weft/store/database.h"

namespace weft {

// Connections that read one database, lent to one thread at a time. Thread-safe.
class ReadPool {
 public:
  // A borrowed connection; goes back when destroyed. Must not outlive its pool.
  class Lease {
   public:
    ~Lease() {
      if (db_ != nullptr) pool_->Return(std::move(db_));
    }
    Lease(Lease&& other) noexcept = default;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Lease& operator=(Lease&&) = delete;
    Database* get() const { return db_.get(); }

   private:
    friend class ReadPool;
    Lease(ReadPool* pool, std::unique_ptr<Database> db) : pool_(pool), db_(std::move(db)) {}
    ReadPool* pool_;
    std::unique_ptr<Database> db_;
  };

  // REQUIRES: count > 0; the database exists and stays open for writing while the pool is.
  static absl::StatusOr<std::unique_ptr<ReadPool>> Open(const std::string& path, int count,
                                                        const Database::Options& options);

  // Waits until one is free: a thread that holds a lease must not borrow another.
  Lease Borrow();

 private:
  ReadPool() = default;
  void Return(std::unique_ptr<Database> db);

  Mutex mu_;
  CondVar returned_;
  std::vector<std::unique_ptr<Database>> free_ ABSL_GUARDED_BY(mu_);
};

}  // namespace weft

#endif  // WEFT_STORE_READ_POOL_H_
