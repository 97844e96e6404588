#ifndef WEFT_SERVICE_ROUND_PLANNING_H_
#define WEFT_SERVICE_ROUND_PLANNING_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "service/network_registry.h"
#include "service/round_request.h"
#include "weft/base/clock.h"
#include "weft/introductions/life_cycle.h"
#include "weft/introductions/round_draft.h"
#include "weft/introductions/round_plan.h"
#include "weft/matching/recommender.h"
#include "weft/store/store.h"

namespace weft {

// A plan, ready to be stored or shown.
struct PlannedRound {
  StoredRound round;                      // Not stored yet.
  std::vector<StoredRoundEntry> entries;  // Numbered from 1, the most valuable first.
  std::vector<StoredUnserved> unserved;   // The longest wait first.
};

// Plans rounds: draft, plan, and what clients and weavers read of it. Thread-safe.
class RoundPlanning {
 public:
  // What it works with. All must outlive it.
  struct Parts {
    const Store* store = nullptr;
    const NetworkRegistry* registry = nullptr;
    const Recommender* recommender = nullptr;
    const Clock* clock = nullptr;
  };
  explicit RoundPlanning(const Parts& parts) : parts_(parts) {}

  // Whether the order can be planned at all: the scope is there, not empty and the weaver's own, and no round that is
  // planned, held or open shares a member with it. PERMISSION_DENIED (NOT_IN_CIRCLE), INVALID_FIELD, NOT_FOUND
  // (NETWORK_NOT_FOUND, MEMBER_NOT_FOUND), FAILED_PRECONDITION (ROUND_IN_SCOPE), UNAVAILABLE.
  absl::Status Check(const PlanOrder& order) const;

  // Takes seconds in large networks: for a worker, never for the writer thread. Errors as Check, but for
  // ROUND_IN_SCOPE; what the planner and `checkpoint` return.
  absl::StatusOr<PlannedRound> Plan(const PlanOrder& order, const Checkpoint& checkpoint) const;

  // On the writer thread: what stores a plan made a while ago. Members who have left since are left out of it. Errors
  // as Check.
  absl::StatusOr<std::vector<Mutation>> MutationsFor(const PlanOrder& order, PlannedRound planned) const;

 private:
  absl::StatusOr<std::vector<uint32_t>> ScopeFor(const PlanOrder& order, const NetworkView& view) const;
  absl::Status CheckNoneIn(const std::vector<uint32_t>& scope, const NetworkView& view) const;

  const Parts parts_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_ROUND_PLANNING_H_
