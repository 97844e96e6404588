#ifndef WEFT_MATCHING_CANDIDATES_H_
#define WEFT_MATCHING_CANDIDATES_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/matching/closeness.h"
#include "weft/matching/eligibility.h"
#include "weft/matching/seeker.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// How many candidates each way of finding them may bring.
struct CandidateLimits {
  int per_facet = 100;
  int by_common = 120;  // By each kernel of closeness.
  int by_wider = 80;
  int by_circles = 120;
  int circle_members = 100;
  int depth_beyond = 500;    // So much further each facet search looks for members of other clusters,
  int other_clusters = 60;   // of whom it takes as many.
  int target_clusters = 24;  // Of the clusters where weak-tie introductions should lead, so many,
  int per_target = 40;       // and so many members of each.
  int reserve = 60;          // Members whom few introductions reach.
};

// Members worth scoring for a seeker: the three facet searches, those nearest along ties and through circles (friends
// of friends and a step beyond), shared circles and organization, members of other clusters near the seeker's
// interests, members of the clusters `targets` (see BridgeTargets), and a seeded reserve of members whom few lists
// show. Eligible ones only, each once, ascending by ordinal.
absl::StatusOr<std::vector<uint32_t>> GatherCandidates(const NetworkView& view, const Seeker& seeker,
                                                       const Closeness& closeness, const Eligibility& eligibility,
                                                       const std::vector<uint32_t>& targets, uint64_t seed,
                                                       const CandidateLimits& limits);

}  // namespace weft

#endif  // WEFT_MATCHING_CANDIDATES_H_
