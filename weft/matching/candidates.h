#ifndef WEFT_MATCHING_CANDIDATES_H_
#define WEFT_MATCHING_CANDIDATES_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/matching/eligibility.h"
#include "weft/matching/seeker.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// How many candidates each way of finding them may bring.
struct CandidateLimits {
  int per_facet = 100;
  int friends_of_friends = 120;
  int circle_members = 100;
  int other_clusters = 100;
  int reserve = 24;  // Members whom few introductions reach.
};

// Members worth scoring for a seeker: the three facet searches, friends of friends, shared circles and organization,
// members of other clusters (near the seeker's interests first, then some of clusters that are badly joined to the
// seeker's), and a seeded reserve of members with few ties. Eligible ones only, each once, ascending by ordinal.
absl::StatusOr<std::vector<uint32_t>> GatherCandidates(const NetworkView& view, const Seeker& seeker,
                                                       const Eligibility& eligibility, uint64_t seed,
                                                       const CandidateLimits& limits);

}  // namespace weft

#endif  // WEFT_MATCHING_CANDIDATES_H_
