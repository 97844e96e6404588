#ifndef WEFT_TESTS_SERVICE_LINE_LOG_H_
#define WEFT_TESTS_SERVICE_LINE_LOG_H_

#include <string>
#include <vector>

#include "service/log.h"
#include "weft/base/mutex.h"

namespace weft {

// A log that a test can wait on.
class LineLog {
 public:
  const Log& log() const { return log_; }

  // Returns when a line with `text` in it has been written since the log began.
  void Await(const std::string& text) {
    MutexLock lock(&mu_);
    while (!Has(text)) changed_.wait(mu_);
  }
  std::vector<std::string> lines() const {
    MutexLock lock(&mu_);
    return lines_;
  }

 private:
  bool Has(const std::string& text) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    for (const std::string& line : lines_) {
      if (line.find(text) != std::string::npos) return true;
    }
    return false;
  }
  void Add(absl::string_view line) {
    MutexLock lock(&mu_);
    lines_.emplace_back(line);
    changed_.notify_all();
  }

  mutable Mutex mu_;
  CondVar changed_;
  std::vector<std::string> lines_ ABSL_GUARDED_BY(mu_);
  const Log log_{Log::Level::kDebug, [this](absl::string_view line) { Add(line); }};
};

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_LINE_LOG_H_
