#include "weft/store/read_pool.h"

#include <cassert>

#include "weft/base/error.h"

namespace weft {

absl::StatusOr<std::unique_ptr<ReadPool>> ReadPool::Open(const std::string& path, int count,
                                                         const Database::Options& options) {
  assert(count > 0);
  auto pool = std::unique_ptr<ReadPool>(new ReadPool);
  Database::Options read_only = options;
  read_only.mode = Database::Mode::kReadOnly;
  for (int i = 0; i < count; ++i) {
    WEFT_ASSIGN_OR_RETURN(std::unique_ptr<Database> db, Database::Open(path, read_only));
    pool->Return(std::move(db));
  }
  return pool;
}

ReadPool::Lease ReadPool::Borrow() {
  MutexLock lock(&mu_);
  while (free_.empty()) returned_.wait(mu_);
  // The one used last: its pages are warm.
  std::unique_ptr<Database> db = std::move(free_.back());
  free_.pop_back();
  return Lease(this, std::move(db));
}

void ReadPool::Return(std::unique_ptr<Database> db) {
  {
    MutexLock lock(&mu_);
    free_.push_back(std::move(db));
  }
  returned_.notify_one();
}

}  // namespace weft
