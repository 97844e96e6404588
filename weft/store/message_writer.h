#ifndef WEFT_STORE_MESSAGE_WRITER_H_
#define WEFT_STORE_MESSAGE_WRITER_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "weft/store/member_table.h"
#include "weft/store/message_table.h"
#include "weft/store/network_table.h"
#include "weft/store/store.h"

namespace weft {

// Carries out mutations of messages within a batch.
class MessageWriter {
 public:
  // Both must outlive the writer.
  MessageWriter(Database* db, const NetworkRow* network) : db_(db), messages_(db), members_(db), network_(*network) {}

  absl::StatusOr<ApplyResult::Outcome> Put(const PutMessageMutation& mutation);
  absl::Status Erase(int64_t member) { return messages_.Erase(member); }

 private:
  absl::StatusOr<ApplyResult::Outcome> Create(const StoredMessage& message);

  Database* const db_;
  MessageTable messages_;
  MemberTable members_;
  const NetworkRow& network_;
};

}  // namespace weft

#endif  // WEFT_STORE_MESSAGE_WRITER_H_
