#ifndef WEFT_MATCHING_DRY_RUN_H_
#define WEFT_MATCHING_DRY_RUN_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "weft/matching/match_weights.h"
#include "weft/snapshot/network_view.h"

namespace weft {

struct DryRunOptions {
  int members_max = 2000;  // Seekers at most, a seeded sample of all; DESIGN allows up to 20,000.
  int list_length = 10;
  uint64_t seed = 1;
  int threads = 1;
};

// Two clusters and what joins them; from < to.
struct ClusterJoin {
  uint32_t from = 0;
  uint32_t to = 0;
  double pairs = 0;  // Scaled to a list for everybody.
};

// What strong fits alone would bring about if everybody asked once.
struct DryRun {
  // Times each member is shown, over the mean of all members: 1 is the mean, 0 never. Empty if nobody could be shown to
  // anybody.
  std::vector<float> exposure;
  std::vector<ClusterJoin> joins;  // By from, to; pairs of clusters that nobody joins are left out.
};

// Asks for the strong fits of a sample of members. The result does not depend on `threads`.
// O(seekers * one recommendation).
absl::StatusOr<DryRun> RunDry(const NetworkView& view, absl::Time now, const DryRunOptions& options,
                              const MatchWeights& weights = MatchWeights());

}  // namespace weft

#endif  // WEFT_MATCHING_DRY_RUN_H_
