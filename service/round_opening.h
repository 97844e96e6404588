#ifndef WEFT_SERVICE_ROUND_OPENING_H_
#define WEFT_SERVICE_ROUND_OPENING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/introduction_step.h"
#include "weft/store/store.h"

// From a plan to introductions, and the end of a round. A round is opened in steps of some entries, each one write that
// makes the introductions and notes them in their entries: whatever happens in between, no entry is opened twice, and
// the RoundKeeper goes on with the rest.
namespace weft {

// Entries in one step. Other writes wait for it: about a millisecond an entry.
constexpr int kOpenedAtOnce = 50;
// In the first step of a round that is opened by hand, so that most rounds are open when the call returns.
constexpr int kOpenedByHand = 200;

// Numbers of entries that are still to be opened, the most valuable first, at most `limit`. O(entries).
absl::StatusOr<std::vector<int64_t>> EntriesToOpen(const std::string& network, const std::string& round_id, int limit,
                                                   const Store& store);

// All that follow are steps on the writer thread, of a round as it is stored now. No mutation: nothing was to be done.

// Opens the round if it is not open yet, and those of `entries` that are still to be opened. An entry that cannot be
// opened any more becomes STANDING_NOT_OPENED, and those of it who can still be introduced count as waiting.
// FAILED_PRECONDITION (ROUND_STATE) once it is closed or cancelled.
absl::StatusOr<std::vector<Mutation>> OpenEntries(const IntroductionStep& step, StoredRound round,
                                                  const std::vector<int64_t>& entries, const Store& store);

// Closes an open round, cancels one that is not open yet: by hand if there is a reason. Introducers who have not
// answered are not waited for any more.
absl::StatusOr<std::vector<Mutation>> CloseRound(const IntroductionStep& step, StoredRound round,
                                                 const std::string& reason, const Store& store);

// Whether somebody is still asked for an answer in an open round. What is mutual goes on by itself.
absl::StatusOr<bool> IsUnderWay(const std::string& network, const StoredRound& round, const Store& store);

// FAILED_PRECONDITION (ROUND_STATE): the round is not in a state for `what`.
absl::Status WrongRoundState(const v1::Round& round, absl::string_view what);

}  // namespace weft

#endif  // WEFT_SERVICE_ROUND_OPENING_H_
