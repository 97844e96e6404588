#include "bench/eval/parallel.h"

#include <atomic>
#include <thread>  // NOLINT(build/c++11)
#include <vector>

#include "service/math_threads.h"
#include "weft/base/mutex.h"

namespace weft {
namespace {

// The error of the smallest index.
class FirstError {
 public:
  void Offer(size_t index, const absl::Status& status) {
    MutexLock lock(&mu_);
    if (status_.ok() || index < index_) {
      index_ = index;
      status_ = status;
    }
  }
  absl::Status Get() {
    MutexLock lock(&mu_);
    return status_;
  }

 private:
  Mutex mu_;
  size_t index_ ABSL_GUARDED_BY(mu_) = 0;
  absl::Status status_ ABSL_GUARDED_BY(mu_);
};

}  // namespace

absl::Status InParallel(size_t count, int threads, absl::string_view stage, const Progress& progress,
                        const std::function<absl::Status(size_t)>& work) {
  std::atomic<size_t> next{0};
  std::atomic<bool> failed{false};
  FirstError error;
  const auto loop = [&](const Progress& report) {
    UseOneMathThread();
    for (size_t i = next++; i < count && !failed; i = next++) {
      const absl::Status status = work(i);
      if (!status.ok()) {
        error.Offer(i, status);
        failed = true;
      }
      Report(report, stage, i + 1, count);
    }
  };
  std::vector<std::thread> others;
  for (int t = 1; t < threads; ++t) others.emplace_back([&loop] { loop(nullptr); });
  loop(progress);
  for (std::thread& thread : others) thread.join();
  return error.Get();
}

}  // namespace weft
