#ifndef WEFT_STORE_MESSAGE_READS_H_
#define WEFT_STORE_MESSAGE_READS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "weft/store/stored_message.h"

namespace weft {

class ReadPool;

// Reads messages from a store; got from Store::messages. Thread-safe. Errors: NOT_FOUND (NETWORK_NOT_FOUND,
// MEMBER_NOT_FOUND, INTRODUCTION_NOT_FOUND, MESSAGE_NOT_FOUND), DATA_LOSS (STORE_CORRUPT).
class MessageReads {
 public:
  explicit MessageReads(ReadPool* readers) : readers_(*readers) {}

  absl::StatusOr<StoredMessage> Get(absl::string_view network, absl::string_view id) const;
  // None if nobody was told that yet.
  absl::StatusOr<absl::optional<StoredMessage>> FindOccasion(absl::string_view network,
                                                             absl::string_view occasion) const;
  // Keys below `before_key` (0: from the newest), the newest first.
  absl::StatusOr<std::vector<StoredMessage>> List(absl::string_view network, const MessageFilter& filter,
                                                  int64_t before_key, int limit) const;
  // STATE_DUE and due by `now`, the longest due first, after the message `after` (its due and key; 0: from the start).
  absl::StatusOr<std::vector<StoredMessage>> ListDue(absl::string_view network, absl::Time now, int64_t after_due,
                                                     int64_t after_key, int limit) const;
  // When the next one falls due after `now`; none if none waits.
  absl::StatusOr<absl::optional<absl::Time>> NextDue(absl::string_view network, absl::Time now) const;
  // Claimed or being sent, and the claim has ended by `now`.
  absl::StatusOr<std::vector<StoredMessage>> ListClaimsEnded(absl::string_view network, absl::Time now,
                                                             int limit) const;

 private:
  ReadPool& readers_;
};

}  // namespace weft

#endif  // WEFT_STORE_MESSAGE_READS_H_
