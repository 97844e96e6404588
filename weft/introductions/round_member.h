#ifndef WEFT_INTRODUCTIONS_ROUND_MEMBER_H_
#define WEFT_INTRODUCTIONS_ROUND_MEMBER_H_

#include "absl/types/optional.h"
#include "weft/introductions/life_cycle.h"
#include "weft/introductions/round_problem.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// Whether the member's rhythm, or else the network's, is due: their last introduction was asked a period ago, or is
// from the round a period ago (what its review and its introducers put off is not taken from the next one's time).
// Never for members who want introductions on request only.
bool IsRhythmDue(const MemberView& member, const Moment& moment);

// A member as a round plans for them, if they can be introduced now: word, policy, pauses, room, rhythm. O(their
// introductions). `policy` is the view's.
absl::optional<RoundMember> RoundMemberOf(const MemberView& member, int rounds_waited, const v1::Policy& policy,
                                          const Moment& moment);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_ROUND_MEMBER_H_
