#ifndef WEFT_INDEXER_SYSTEM_CLOCK_H_
#define WEFT_INDEXER_SYSTEM_CLOCK_H_

#include "weft/base/clock.h"

namespace weft {

// The wall clock, for the binaries.
class SystemClock : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

}  // namespace weft

#endif  // WEFT_INDEXER_SYSTEM_CLOCK_H_
