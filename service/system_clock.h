#ifndef WEFT_SERVICE_SYSTEM_CLOCK_H_
#define WEFT_SERVICE_SYSTEM_CLOCK_H_

#include "absl/time/clock.h"
#include "weft/base/clock.h"

namespace weft {

// The wall clock of the machine.
class SystemClock : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

}  // namespace weft

#endif  // WEFT_SERVICE_SYSTEM_CLOCK_H_
