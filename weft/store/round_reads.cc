#include "weft/store/round_reads.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/store/member_table.h"
#include "weft/store/network_table.h"
#include "weft/store/read_pool.h"
#include "weft/store/round_table.h"
#include "weft/store/store.h"

namespace weft {
namespace {

absl::StatusOr<StoredRound> GetRound(Database* db, int64_t network_key, absl::string_view network,
                                     absl::string_view round_id) {
  int64_t number = 0;
  // "r07" is no second name of "r7".
  if (!absl::SimpleAtoi(absl::StripPrefix(round_id, "r"), &number) || absl::StrCat("r", number) != round_id) {
    return RoundNotFound(network, round_id);
  }
  WEFT_ASSIGN_OR_RETURN(absl::optional<StoredRound> found, RoundTable(db).Find(network_key, network, number));
  if (!found.has_value()) return RoundNotFound(network, round_id);
  return *std::move(found);
}

absl::Status EntryNotFound(absl::string_view round_name, int64_t number) {
  const std::string name = absl::StrCat(round_name, "/entries/", number);
  return Error(absl::StatusCode::kNotFound, "ENTRY_NOT_FOUND", absl::StrCat("there is no ", name), {{"entry", name}});
}

}  // namespace

absl::StatusOr<StoredRound> RoundReads::Get(absl::string_view network, absl::string_view round_id) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return GetRound(db.get(), at.key, network, round_id);
}

absl::StatusOr<StoredRound> RoundReads::GetChangedBy(absl::string_view network, int64_t sequence) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  WEFT_ASSIGN_OR_RETURN(
      Statement find, db.get()->Prepare("SELECT r.number FROM changes c JOIN rounds r ON r.key = c.key WHERE c.network "
                                        "= ?1 AND c.sequence <= ?2 AND c.kind = ?3 ORDER BY c.sequence DESC LIMIT 1",
                                        at.key, sequence, static_cast<int64_t>(Change::Kind::kRound)));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return RoundNotFound(network, "-");
  return GetRound(db.get(), at.key, network, absl::StrCat("r", find.Int(0)));
}

absl::StatusOr<std::vector<StoredRound>> RoundReads::List(absl::string_view network, const RoundFilter& filter,
                                                          int64_t before, int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return RoundTable(db.get()).List(at.key, network, filter, before, limit);
}

absl::StatusOr<std::vector<StoredRound>> RoundReads::ListOpening(absl::string_view network, absl::Time now,
                                                                 int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return RoundTable(db.get()).ListOpening(at.key, network, ToMicros(now), limit);
}

absl::StatusOr<std::vector<StoredRoundEntry>> RoundReads::ListEntries(absl::string_view network,
                                                                      absl::string_view round_id,
                                                                      absl::string_view member_id, int64_t after,
                                                                      int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  WEFT_ASSIGN_OR_RETURN(const StoredRound round, GetRound(db.get(), at.key, network, round_id));
  int64_t member = 0;
  if (!member_id.empty()) {
    WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> key, MemberTable(db.get()).FindKey(at.key, member_id));
    if (!key.has_value()) return MemberNotFound(network, member_id);
    member = *key;
  }
  return RoundTable(db.get()).ListEntries(round.key, round.round.name(), member, after, limit);
}

absl::StatusOr<StoredRoundEntry> RoundReads::GetEntry(absl::string_view network, absl::string_view round_id,
                                                      int64_t number) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  WEFT_ASSIGN_OR_RETURN(const StoredRound round, GetRound(db.get(), at.key, network, round_id));
  WEFT_ASSIGN_OR_RETURN(absl::optional<StoredRoundEntry> entry,
                        RoundTable(db.get()).FindEntry(round.key, round.round.name(), number));
  if (!entry.has_value()) return EntryNotFound(round.round.name(), number);
  return *std::move(entry);
}

absl::StatusOr<std::vector<StoredUnserved>> RoundReads::ListUnserved(absl::string_view network,
                                                                     absl::string_view round_id, bool needing_a_hand,
                                                                     int64_t after_waited, int64_t after_key,
                                                                     int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  WEFT_ASSIGN_OR_RETURN(const StoredRound round, GetRound(db.get(), at.key, network, round_id));
  return RoundTable(db.get()).ListUnserved(round.key, round.round.name(), needing_a_hand, {after_waited, after_key},
                                           limit);
}

absl::StatusOr<std::vector<StoredUnserved>> RoundReads::ListNeedingAHand(absl::string_view network,
                                                                         int64_t after_waited, int64_t after_key,
                                                                         int limit) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return RoundTable(db.get()).ListNeedingAHand(at.key, network, {after_waited, after_key}, limit);
}

absl::StatusOr<std::vector<std::pair<int64_t, int64_t>>> RoundReads::Waits(absl::string_view network) const {
  const ReadPool::Lease db = readers_.Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return RoundTable(db.get()).Waits(at.key);
}

}  // namespace weft
