#ifndef WEFT_SERVICE_ROUND_REPORTING_H_
#define WEFT_SERVICE_ROUND_REPORTING_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "weft/introductions/reader_view.h"
#include "weft/matching/recommender.h"
#include "weft/snapshot/network_view.h"
#include "weft/store/store.h"
#include "weft/v1/round.pb.h"

namespace weft {

// What came of a round that has been opened. What fewer than five said is left out of every figure, and so is what it
// shows in others; a reader who is a member is not told either who asked for whom. Reads the round's introductions,
// those opened while it was open, and up to ten rounds of the same scope before it: O(introductions + rounds * ties).
// `checkpoint` is asked between rounds. FAILED_PRECONDITION (ROUND_STATE) before it is open.
absl::StatusOr<v1::RoundReport> ReportOn(const StoredRound& round, const Reader& reader, const NetworkView& view,
                                         const Store& store, const Lookups& lookups, absl::Time now,
                                         const Checkpoint& checkpoint);

}  // namespace weft

#endif  // WEFT_SERVICE_ROUND_REPORTING_H_
