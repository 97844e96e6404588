#ifndef WEFT_STORE_ROUND_READS_H_
#define WEFT_STORE_ROUND_READS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "weft/store/stored_round.h"

namespace weft {

class ReadPool;

// Reads rounds from a store; got from Store::rounds. Thread-safe. Errors: NOT_FOUND (NETWORK_NOT_FOUND,
// MEMBER_NOT_FOUND, ROUND_NOT_FOUND, ENTRY_NOT_FOUND), DATA_LOSS (STORE_CORRUPT). Rounds are named by number: "r3".
class RoundReads {
 public:
  explicit RoundReads(ReadPool* readers) : readers_(*readers) {}

  absl::StatusOr<StoredRound> Get(absl::string_view network, absl::string_view round_id) const;
  // The round of the last change of a round at or before `sequence`: what a repeated request had made.
  absl::StatusOr<StoredRound> GetChangedBy(absl::string_view network, int64_t sequence) const;
  // Numbers below `before` (0: from the newest), the newest first.
  absl::StatusOr<std::vector<StoredRound>> List(absl::string_view network, const RoundFilter& filter, int64_t before,
                                                int limit) const;
  // Those that open by themselves by `now`, the longest due first.
  absl::StatusOr<std::vector<StoredRound>> ListOpening(absl::string_view network, absl::Time now, int limit) const;

  // The most valuable first, dropped ones last; after the entry numbered `after` (0: from the start). `member_id`:
  // empty for all.
  absl::StatusOr<std::vector<StoredRoundEntry>> ListEntries(absl::string_view network, absl::string_view round_id,
                                                            absl::string_view member_id, int64_t after,
                                                            int limit) const;
  absl::StatusOr<StoredRoundEntry> GetEntry(absl::string_view network, absl::string_view round_id,
                                            int64_t number) const;

  // Whom a round did not serve, the longest wait first, after member `after_key`, who waited `after_waited` (0: from
  // the start).
  absl::StatusOr<std::vector<StoredUnserved>> ListUnserved(absl::string_view network, absl::string_view round_id,
                                                           bool needing_a_hand, int64_t after_waited, int64_t after_key,
                                                           int limit) const;
  // The same over all rounds opened: members whom none has served since.
  absl::StatusOr<std::vector<StoredUnserved>> ListNeedingAHand(absl::string_view network, int64_t after_waited,
                                                               int64_t after_key, int limit) const;
  // (key of a member, rounds in a row that have not served them), by key; those who wait for none are left out.
  absl::StatusOr<std::vector<std::pair<int64_t, int64_t>>> Waits(absl::string_view network) const;

 private:
  ReadPool& readers_;
};

}  // namespace weft

#endif  // WEFT_STORE_ROUND_READS_H_
