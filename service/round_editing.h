#ifndef WEFT_SERVICE_ROUND_EDITING_H_
#define WEFT_SERVICE_ROUND_EDITING_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "service/introduction_step.h"
#include "service/round_request.h"
#include "weft/matching/recommender.h"
#include "weft/store/store.h"

// What weavers do to a round before it opens.
namespace weft {

// All edits or none, in their order. Neither a swap nor a pin goes against anybody's word, a block or the policy's
// exclusions; a swap keeps to room and repeats, too. FAILED_PRECONDITION (ROUND_STATE, PAIR_NOT_PERMITTED), NOT_FOUND
// (MEMBER_NOT_FOUND, ENTRY_NOT_FOUND), INVALID_FIELD. `weaver`: by full name; empty: the operator. O(entries).
absl::StatusOr<PutRoundMutation> EditEntries(const IntroductionStep& step, const Recommender& recommender,
                                             const Store& store, const StoredRound& round,
                                             const std::vector<RoundEdit>& edits, const std::string& weaver);

// Puts the opening off until `end` (none: as long as the policy lets), counted from when it would have opened.
// FAILED_PRECONDITION (ROUND_STATE, HELD_BEFORE), INVALID_FIELD.
absl::StatusOr<PutRoundMutation> Hold(const StoredRound& round, const std::string& reason,
                                      absl::optional<absl::Time> end, const std::string& weaver,
                                      const std::string& network, const Moment& moment);

}  // namespace weft

#endif  // WEFT_SERVICE_ROUND_EDITING_H_
