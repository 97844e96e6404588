#ifndef WEFT_MATCHING_REASONS_H_
#define WEFT_MATCHING_REASONS_H_

#include <vector>

#include "weft/matching/fit.h"
#include "weft/matching/match_weights.h"
#include "weft/matching/seeker.h"
#include "weft/matching/selection.h"
#include "weft/snapshot/network_view.h"
#include "weft/v1/recommendation.pb.h"

namespace weft {

// Says why, in plain sentences to the seeker: the parts that carried the score, the strongest first, and what is in it
// for each side. Quotes only phrases of the two profiles and circles or organizations they share; names no third
// person; reveals no tie, decline or block of anybody. Never empty.
std::vector<v1::Reason> ReasonsFor(const NetworkView& view, const Seeker& seeker, const ScoredCandidate& candidate,
                                   bool weak, const MatchWeights& weights);

// The parts of a score as the API shows them.
v1::Parts PartsOf(const ScoredCandidate& candidate);

}  // namespace weft

#endif  // WEFT_MATCHING_REASONS_H_
