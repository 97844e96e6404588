#include "weft/store/introduction_reads.h"

#include <utility>

#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/store/introduction_events.h"
#include "weft/store/introduction_table.h"
#include "weft/store/member_introduction_reader.h"
#include "weft/store/member_table.h"
#include "weft/store/network_table.h"
#include "weft/store/read_pool.h"

namespace weft {
namespace {

// The key of a member who must exist; 0 for an empty id.
absl::StatusOr<int64_t> KeyOf(Database* db, int64_t network_key, absl::string_view network,
                              absl::string_view member_id) {
  if (member_id.empty()) return 0;
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> key, MemberTable(db).FindKey(network_key, member_id));
  if (!key.has_value()) return MemberNotFound(network, member_id);
  return *key;
}

}  // namespace

absl::StatusOr<StoredIntroduction> IntroductionReads::Get(absl::string_view network, absl::string_view id) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return IntroductionTable(db.get()).Get(at.key, network, id);
}

absl::StatusOr<StoredIntroduction> IntroductionReads::GetByKey(absl::string_view network, int64_t key) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(absl::optional<StoredIntroduction> introduction,
                        IntroductionTable(db.get()).GetByKey(network, key));
  if (!introduction.has_value()) return IntroductionNotFound(network, "-");
  return *std::move(introduction);
}

absl::StatusOr<std::vector<StoredIntroduction>> IntroductionReads::List(absl::string_view network,
                                                                        const IntroductionFilter& filter,
                                                                        int64_t before_key, int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  IntroductionTable::Keys keys;
  WEFT_ASSIGN_OR_RETURN(keys.member, KeyOf(db.get(), at.key, network, filter.member_id));
  WEFT_ASSIGN_OR_RETURN(keys.reader, KeyOf(db.get(), at.key, network, filter.reader_id));
  WEFT_ASSIGN_OR_RETURN(keys.waiting, KeyOf(db.get(), at.key, network, filter.waiting_id));
  return IntroductionTable(db.get()).List(at.key, network, filter, keys, before_key, limit);
}

absl::StatusOr<std::vector<StoredIntroduction>> IntroductionReads::ListDue(absl::string_view network, absl::Time now,
                                                                           int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return IntroductionTable(db.get()).ListDue(at.key, network, ToMicros(now), limit);
}

absl::StatusOr<std::vector<StoredIntroductionEvent>> IntroductionReads::ListEvents(absl::string_view network,
                                                                                   int64_t sequence, int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return IntroductionEvents(db.get()).Read(at.key, sequence, limit);
}

absl::StatusOr<std::vector<StoredIntroductionEvent>> IntroductionReads::ListAudit(absl::string_view network,
                                                                                  absl::string_view id,
                                                                                  int64_t sequence, int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  WEFT_ASSIGN_OR_RETURN(const StoredIntroduction introduction, IntroductionTable(db.get()).Get(at.key, network, id));
  return IntroductionEvents(db.get()).ReadOf(introduction.key, sequence, limit);
}

absl::StatusOr<StoredIntroduction> IntroductionReads::GetChangedBy(absl::string_view network, int64_t sequence) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  WEFT_ASSIGN_OR_RETURN(
      Statement find, db.get()->Prepare("SELECT introduction FROM introduction_events WHERE network = ?1 AND sequence "
                                        "<= ?2 ORDER BY sequence DESC LIMIT 1",
                                        at.key, sequence));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return IntroductionNotFound(network, "-");
  WEFT_ASSIGN_OR_RETURN(absl::optional<StoredIntroduction> introduction,
                        IntroductionTable(db.get()).GetByKey(network, find.Int(0)));
  if (!introduction.has_value()) return IntroductionNotFound(network, "-");
  return *std::move(introduction);
}

absl::StatusOr<MemberIntroductions> IntroductionReads::OfMember(absl::string_view network,
                                                                absl::string_view member_id) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  WEFT_ASSIGN_OR_RETURN(const int64_t key, KeyOf(db.get(), at.key, network, member_id));
  return MemberIntroductionReader(db.get()).OfMember(key);
}

absl::StatusOr<IntroductionReads::All> IntroductionReads::OfAll(absl::string_view network) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  All all;
  all.sequence = at.sequence;
  WEFT_ASSIGN_OR_RETURN(all.members, MemberIntroductionReader(db.get()).OfAll(at.key));
  return all;
}

}  // namespace weft
