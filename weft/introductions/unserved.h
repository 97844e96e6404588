#ifndef WEFT_INTRODUCTIONS_UNSERVED_H_
#define WEFT_INTRODUCTIONS_UNSERVED_H_

#include <vector>

#include "weft/introductions/round_input.h"
#include "weft/introductions/round_plan.h"
#include "weft/introductions/urgent_search.h"

namespace weft {

// Says of each member whom a plan does not serve why. `conflicts` are of the input's graph. The longest wait first,
// then by member. O(n + m).
std::vector<UnservedMember> ExplainUnserved(const RoundProblem& problem, const RoundInput& input,
                                            const std::vector<bool>& served,
                                            const std::vector<UrgentConflict>& conflicts);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_UNSERVED_H_
