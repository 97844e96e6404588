#ifndef WEFT_SERVICE_INVITATION_PLAN_H_
#define WEFT_SERVICE_INVITATION_PLAN_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "weft/store/store.h"

namespace weft {

// Who is to be invited, and why others are not.
struct InvitationPlan {
  std::vector<Mutation> mutations;
  absl::optional<PutMessageMutation> one_before;  // Of somebody who has been invited.
  int queued = 0;
  int invited_before = 0;
  int spoken = 0;
  int not_reachable = 0;
};

// Looks at the members with these ids (empty: at all), and plans to invite at most `limit` (0: all that may be). Ends
// with what `check` says as soon as that is no longer OK. MEMBER_NOT_FOUND.
absl::StatusOr<InvitationPlan> PlanInvitations(const std::string& network, const std::vector<std::string>& ids,
                                               int limit, const Store& store, absl::Time now,
                                               const std::function<absl::Status()>& check);

}  // namespace weft

#endif  // WEFT_SERVICE_INVITATION_PLAN_H_
