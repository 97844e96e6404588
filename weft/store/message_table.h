#ifndef WEFT_STORE_MESSAGE_TABLE_H_
#define WEFT_STORE_MESSAGE_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "weft/store/database.h"
#include "weft/store/stored_message.h"

namespace weft {

// The tables of messages on one connection.
class MessageTable {
 public:
  explicit MessageTable(Database* db) : db_(db) {}

  absl::StatusOr<absl::optional<StoredMessage>> Find(int64_t network_key, absl::string_view id) const;
  absl::StatusOr<absl::optional<StoredMessage>> FindOccasion(int64_t network_key, absl::string_view occasion) const;
  // Keys below `before` (0: from the newest), the newest first. `member`, `introduction`: 0 for all.
  absl::StatusOr<std::vector<StoredMessage>> List(int64_t network_key, const MessageFilter& filter, int64_t member,
                                                  int64_t introduction, int64_t before, int limit) const;
  // Those in a state and due at `now`, the longest due first, then by key.
  struct DuePlace {
    int64_t due_micros = 0;
    int64_t key = 0;  // 0: from the start.
  };
  absl::StatusOr<std::vector<StoredMessage>> ListDue(int64_t network_key, v1::Message::State state, int64_t now,
                                                     DuePlace after, int limit) const;
  // Of those in a state: when the next falls due.
  absl::StatusOr<absl::optional<int64_t>> NextDue(int64_t network_key, v1::Message::State state, int64_t after) const;
  // Those whose claim has ended by `now`.
  absl::StatusOr<std::vector<StoredMessage>> ListClaimsEnded(int64_t network_key, int64_t now, int limit) const;

  // Fills in key, id and version. REQUIRES: recipients' keys are set, the occasion is free.
  absl::Status Insert(int64_t network_key, const std::vector<int64_t>& introductions, StoredMessage* message);
  // Makes it the next version: state, channel, due, sent, claim, attempts, error, bounces.
  absl::Status Update(StoredMessage* message);
  // Takes a member out; what was not sent and has nobody left is cancelled.
  absl::Status Erase(int64_t member);

 private:
  absl::StatusOr<std::vector<StoredMessage>> ReadAll(Statement* rows) const;
  absl::StatusOr<absl::optional<StoredMessage>> ReadOne(Statement* rows) const;
  Database* db_;
};

absl::Status MessageNotFound(absl::string_view network, absl::string_view id);

}  // namespace weft

#endif  // WEFT_STORE_MESSAGE_TABLE_H_
