#ifndef WEFT_MATCHING_PURPOSE_COVERAGE_H_
#define WEFT_MATCHING_PURPOSE_COVERAGE_H_

#include <cstdint>
#include <vector>

#include "weft/matching/seeker.h"
#include "weft/matching/selection.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// What those already in a purpose can offer counts less in others: lowers the score of a candidate whose offer that
// meets the purpose is near to an offer of theirs, by up to half.
void DiscountWhatIsThere(const NetworkView& view, const Seeker& seeker, const std::vector<uint32_t>& already_in,
                         std::vector<ScoredCandidate>* candidates);

}  // namespace weft

#endif  // WEFT_MATCHING_PURPOSE_COVERAGE_H_
