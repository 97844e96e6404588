#ifndef WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_FAKE_TIMING_H_
#define WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_FAKE_TIMING_H_

#include <functional>
#include <vector>

#include "absl/time/clock.h"
#include "client-examples/weekly-email/timing.h"

namespace weft::weekly_email {

// A time in which pauses take none: they are noted, and move the clock. Begins now, since servers give leases in real
// time. Not thread-safe; must outlive what it is given to.
class FakeTiming {
 public:
  Timing timing() {
    return {[this] { return now_; },
            [this](absl::Duration duration) {
              if (stopped_) return false;
              pauses_.push_back(duration);
              now_ += duration;
              if (on_pause_) on_pause_(duration);
              return !stopped_;
            }};
  }
  const std::vector<absl::Duration>& pauses() const { return pauses_; }
  absl::Time now() const { return now_; }
  void Stop() { stopped_ = true; }
  void OnPause(std::function<void(absl::Duration)> action) { on_pause_ = std::move(action); }

 private:
  absl::Time now_ = absl::Now();
  std::vector<absl::Duration> pauses_;
  std::function<void(absl::Duration)> on_pause_;
  bool stopped_ = false;
};

}  // namespace weft::weekly_email

#endif  // WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_FAKE_TIMING_H_
