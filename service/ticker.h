#ifndef WEFT_SERVICE_TICKER_H_
#define WEFT_SERVICE_TICKER_H_

#include <functional>
#include <thread>  // NOLINT(build/c++11)

#include "absl/time/time.h"
#include "weft/base/mutex.h"

namespace weft {

// A thread that calls a function at once and then, whenever it has returned, again after a period.
class Ticker {
 public:
  Ticker(absl::Duration period, std::function<void()> tick);
  // Calls Stop.
  ~Ticker();
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

  // Waits for a tick under way. May be called again.
  void Stop();

 private:
  void Run();

  const absl::Duration period_;
  const std::function<void()> tick_;
  Mutex mu_;
  CondVar wake_;
  bool stopped_ ABSL_GUARDED_BY(mu_) = false;
  std::thread thread_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_TICKER_H_
