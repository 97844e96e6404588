#ifndef WEFT_INTRODUCTIONS_DRAFT_PLANNING_H_
#define WEFT_INTRODUCTIONS_DRAFT_PLANNING_H_

#include "absl/status/statusor.h"
#include "weft/introductions/round_draft.h"
#include "weft/introductions/round_plan.h"

namespace weft {

// Plans what has been drafted; `draft` may have been given pins, drops, never-pairs and other capacities since. Whom
// the plan leaves without, though they have capacity, bring all whom they may meet into the draft, up to 300 of them,
// and it is planned once more (up to options.exact_members_max members three times), those before others who could join
// no pair as a third: so that hardly anybody waits who need not. The plan that serves the most is taken. All but
// `draft` as for DraftRound. Errors as PlanRound and DraftRound; then the draft is of no more use.
absl::StatusOr<RoundPlan> PlanDraft(const NetworkView& view, const Recommender& recommender,
                                    const DraftRequest& request, const Moment& moment, const Checkpoint& checkpoint,
                                    RoundDraft* draft);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_DRAFT_PLANNING_H_
