#include "service/worker_pool.h"

#include <cassert>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/math_threads.h"
#include "weft/base/error.h"

namespace weft {

WorkerPool::WorkerPool(const Options& options) : options_(options) {
  assert(options.workers > 0);
  assert(options.queue_max > 0);
  threads_.reserve(static_cast<size_t>(options.workers));
  for (int i = 0; i < options.workers; ++i) threads_.emplace_back([this] { Work(); });
}

WorkerPool::~WorkerPool() { Stop(); }

absl::Status WorkerPool::Submit(std::function<void()> task) { return Enqueue(std::move(task), /*bounded=*/true); }
absl::Status WorkerPool::SubmitNextStep(std::function<void()> task) {
  return Enqueue(std::move(task), /*bounded=*/false);
}

absl::Status WorkerPool::Enqueue(std::function<void()> task, bool bounded) {
  {
    MutexLock lock(&mu_);
    if (stopped_) return Error(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "the server is shutting down");
    if (bounded && queue_.size() >= static_cast<size_t>(options_.queue_max)) {
      return Error(absl::StatusCode::kResourceExhausted, "QUEUE_FULL",
                   absl::StrCat(options_.queue_max, " calls are waiting already; try again later"));
    }
    queue_.push_back(std::move(task));
  }
  ready_.notify_one();
  return absl::OkStatus();
}

void WorkerPool::Stop() {
  {
    MutexLock lock(&mu_);
    stopped_ = true;
  }
  ready_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void WorkerPool::Work() {
  UseOneMathThread();
  for (;;) {
    std::function<void()> task;
    {
      MutexLock lock(&mu_);
      while (queue_.empty() && !stopped_) ready_.wait(mu_);
      if (queue_.empty()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
    }
    task();
  }
}

}  // namespace weft
