#ifndef WEFT_SERVICE_WORKER_POOL_H_
#define WEFT_SERVICE_WORKER_POOL_H_

#include <deque>
#include <functional>
#include <thread>  // NOLINT(build/c++11)
#include <vector>

#include "absl/status/status.h"
#include "weft/base/mutex.h"

namespace weft {

// Threads that carry out tasks in the order they came. The queue is bounded: when it is full, callers hear so at once
// instead of waiting for an answer that comes too late. Thread-safe.
class WorkerPool {
 public:
  struct Options {
    int workers = 2;       // As many as cores: tasks compute and seldom wait.
    int queue_max = 1000;  // Raise to ride out longer bursts; lower to fail sooner.
  };
  // REQUIRES: workers > 0, queue_max > 0.
  explicit WorkerPool(const Options& options);
  // Calls Stop.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // RESOURCE_EXHAUSTED (QUEUE_FULL), or UNAVAILABLE (SHUTTING_DOWN) after Stop; the task is then never run.
  absl::Status Submit(std::function<void()> task);
  // For the next step of something admitted before, which must not fail half-way: knows no bound. At most one such step
  // may be queued for each thing under way.
  absl::Status SubmitNextStep(std::function<void()> task);

  // Runs what is queued, then ends the threads. May be called again.
  void Stop();

 private:
  absl::Status Enqueue(std::function<void()> task, bool bounded);
  void Work();

  const Options options_;
  Mutex mu_;
  CondVar ready_;
  std::deque<std::function<void()>> queue_ ABSL_GUARDED_BY(mu_);
  bool stopped_ ABSL_GUARDED_BY(mu_) = false;
  std::vector<std::thread> threads_;  // Changed by constructor and Stop only.
};

}  // namespace weft

#endif  // WEFT_SERVICE_WORKER_POOL_H_
