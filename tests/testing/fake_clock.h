#ifndef WEFT_TESTS_TESTING_FAKE_CLOCK_H_
#define WEFT_TESTS_TESTING_FAKE_CLOCK_H_

#include <atomic>

#include "weft/base/clock.h"

namespace weft {

// A clock that stands still until the test moves it. Starts at 2026-01-01T00:00:00Z.
class FakeClock : public Clock {
 public:
  absl::Time Now() const override { return FromMicros(micros_.load()); }
  void Advance(absl::Duration d) { micros_ += absl::ToInt64Microseconds(d); }
  void Set(absl::Time t) { micros_ = ToMicros(t); }

 private:
  std::atomic<int64_t> micros_{1767225600LL * 1000000};
};

}  // namespace weft

#endif  // WEFT_TESTS_TESTING_FAKE_CLOCK_H_
