#ifndef WEFT_INTRODUCTIONS_TRIO_FORMING_H_
#define WEFT_INTRODUCTIONS_TRIO_FORMING_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/introductions/permitted_partners.h"
#include "weft/introductions/round_input.h"
#include "weft/introductions/round_plan.h"

namespace weft {

struct Joining {
  uint32_t pair = 0;   // Index in the pairs given.
  uint32_t third = 0;  // Member.
};

// Lets each odd one join a pair both of whom they may meet, one third a pair: urgent ones first, then by what it is
// worth to the three and by how long the third has waited, as a matching of odd ones with pairs (PairMatcher).
// Ascending by pair. Deterministic. REQUIRES: odd ones stand in none of the pairs.
absl::StatusOr<std::vector<Joining>> JoinPairs(const RoundProblem& problem, const RoundInput& input,
                                               const PermittedPartners& partners, const std::vector<MemberPair>& pairs,
                                               const std::vector<uint32_t>& odd, int exact_members_max);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_TRIO_FORMING_H_
