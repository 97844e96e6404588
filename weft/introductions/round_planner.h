#ifndef WEFT_INTRODUCTIONS_ROUND_PLANNER_H_
#define WEFT_INTRODUCTIONS_ROUND_PLANNER_H_

#include <functional>

#include "absl/status/statusor.h"
#include "weft/introductions/round_plan.h"
#include "weft/introductions/round_problem.h"

namespace weft {

// Plans a round: introductions for all members at once, worth the most in fit, bridging and waiting urgency, within
// everybody's capacity, with pins in and drops out, the members' weak-tie share kept (SearchShare), odd ones in trios.
//
// Who has waited kUrgentRounds rounds comes first: no plan that keeps the pins serves more of them in pairs. So nobody
// for whom there is a permitted partner with capacity waits longer, unless others who have waited as long need all such
// partners; then the plan names them (UnservedMember::rivals). The caller sees to it that the candidates of those who
// have waited a round are all whom they may meet.
//
// Up to `exact_members_max` members with candidates it is the best plan there is (ExactMatcher), beyond that near it
// (NearExactMatching); the plan holds the bound reached. If that lies more than `gap_max` away and the graph is not too
// large for it, it is solved exactly all the same.
//
// Pure: depends on nothing but its arguments; the order of candidates, pins, drops and never-pairs means nothing.
// Errors as BuildRoundInput; RESOURCE_EXHAUSTED as ExactMatcher. `checkpoint` is asked between steps, each of seconds
// at most up to 30,000 members; anything but OK ends the planning with that status. On one core, 2,000 members take
// below a second, 10,000 two, 100,000 with 30 candidates each thirty.
absl::StatusOr<RoundPlan> PlanRound(const RoundProblem& problem, const RoundOptions& options,
                                    const std::function<absl::Status()>& checkpoint);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_ROUND_PLANNER_H_
