#ifndef WEFT_BASE_CLOCK_H_
#define WEFT_BASE_CLOCK_H_

#include "absl/time/time.h"

namespace weft {

// Where the domain gets the time from: the wall clock in the binaries, a hand-moved one in tests.
// Implementations must allow concurrent calls.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

// Times are stored as int64 microseconds UTC.
inline int64_t ToMicros(absl::Time t) { return absl::ToUnixMicros(t); }
inline absl::Time FromMicros(int64_t micros) { return absl::FromUnixMicros(micros); }

}  // namespace weft

#endif  // WEFT_BASE_CLOCK_H_
