#ifndef WEFT_MATCHING_BRIDGING_PLACES_H_
#define WEFT_MATCHING_BRIDGING_PLACES_H_

#include <vector>

#include "weft/matching/selection.h"

namespace weft {

// Fills `count` places kept for weak-tie introductions from candidates that cross and are above the floor of fit: the
// periphery's part, then one member a target cluster (see SelectList), then, where the targets have nobody, the best of
// the rest, spread over clusters. With exploration each place goes, by that chance, to any of those left. Deterministic
// for rule.seed. O(candidates * count).
std::vector<Selected> FillBridgingPlaces(const NetworkView& view, std::vector<const ScoredCandidate*> candidates,
                                         size_t count, const ListRule& rule, const MatchWeights& weights);

}  // namespace weft

#endif  // WEFT_MATCHING_BRIDGING_PLACES_H_
