#include "weft/store/message_reads.h"

#include <utility>

#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/store/introduction_table.h"
#include "weft/store/member_table.h"
#include "weft/store/message_table.h"
#include "weft/store/network_table.h"
#include "weft/store/read_pool.h"

namespace weft {

absl::StatusOr<StoredMessage> MessageReads::Get(absl::string_view network, absl::string_view id) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  WEFT_ASSIGN_OR_RETURN(absl::optional<StoredMessage> found, MessageTable(db.get()).Find(at.key, id));
  if (!found.has_value()) return MessageNotFound(network, id);
  return *std::move(found);
}

absl::StatusOr<absl::optional<StoredMessage>> MessageReads::FindOccasion(absl::string_view network,
                                                                         absl::string_view occasion) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return MessageTable(db.get()).FindOccasion(at.key, occasion);
}

absl::StatusOr<std::vector<StoredMessage>> MessageReads::List(absl::string_view network, const MessageFilter& filter,
                                                              int64_t before_key, int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  int64_t member = 0;
  if (!filter.member_id.empty()) {
    WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> key, MemberTable(db.get()).FindKey(at.key, filter.member_id));
    if (!key.has_value()) return MemberNotFound(network, filter.member_id);
    member = *key;
  }
  int64_t introduction = 0;
  if (!filter.introduction_id.empty()) {
    WEFT_ASSIGN_OR_RETURN(const StoredIntroduction found,
                          IntroductionTable(db.get()).Get(at.key, network, filter.introduction_id));
    introduction = found.key;
  }
  return MessageTable(db.get()).List(at.key, filter, member, introduction, before_key, limit);
}

absl::StatusOr<std::vector<StoredMessage>> MessageReads::ListDue(absl::string_view network, absl::Time now,
                                                                 int64_t after_due, int64_t after_key,
                                                                 int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return MessageTable(db.get()).ListDue(at.key, v1::Message::STATE_DUE, ToMicros(now), {after_due, after_key}, limit);
}

absl::StatusOr<absl::optional<absl::Time>> MessageReads::NextDue(absl::string_view network, absl::Time now) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> due,
                        MessageTable(db.get()).NextDue(at.key, v1::Message::STATE_DUE, ToMicros(now)));
  return due.has_value() ? absl::optional<absl::Time>(FromMicros(*due)) : absl::nullopt;
}

absl::StatusOr<std::vector<StoredMessage>> MessageReads::ListClaimsEnded(absl::string_view network, absl::Time now,
                                                                         int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return MessageTable(db.get()).ListClaimsEnded(at.key, ToMicros(now), limit);
}

}  // namespace weft
