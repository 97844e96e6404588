#ifndef WEFT_MATCHING_DRY_RUN_H_
#define WEFT_MATCHING_DRY_RUN_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "weft/snapshot/network_view.h"

namespace weft {

struct DryRunOptions {
  int members_max = 2000;  // Seekers at most, a seeded sample of all; DESIGN allows up to 20,000.
  int list_length = 10;
  uint64_t seed = 1;
  int threads = 1;
};

// How often each member would be shown if everybody asked once: times shown by a sample of seekers, divided by the
// mean over all members (1 is the mean, 0 never). Empty if nobody could be shown to anybody. The result does not depend
// on `threads`. O(seekers * one recommendation).
absl::StatusOr<std::vector<float>> DryRunExposure(const NetworkView& view, absl::Time now,
                                                  const DryRunOptions& options);

}  // namespace weft

#endif  // WEFT_MATCHING_DRY_RUN_H_
