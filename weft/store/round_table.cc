#include "weft/store/round_table.h"

#include <limits>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "weft/base/error.h"
#include "weft/store/etag.h"
#include "weft/store/message_bytes.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

// Below every value: 0 and more.
constexpr double kDroppedPlace = -1;

std::string MemberPath(absl::string_view network, absl::string_view id) {
  return id.empty() ? "" : absl::StrCat("networks/", network, "/members/", id);
}

// "networks/n" of "networks/n/rounds/r1".
std::string NetworkOf(absl::string_view round_name) {
  return std::string(round_name.substr(9, round_name.find("/rounds/") - 9));
}

std::string BytesOf(const v1::Round& round) {
  v1::Round stored = round;
  stored.clear_name();
  stored.clear_weaver();
  stored.clear_etag();
  stored.clear_create_time();
  stored.mutable_hold()->clear_weaver();
  if (!round.has_hold()) stored.clear_hold();
  if (stored.scope().has_members()) stored.mutable_scope()->mutable_members()->clear_members();
  return DeterministicBytes(stored);
}

std::string BytesOf(const v1::RoundEntry& entry) {
  v1::RoundEntry stored = entry;
  stored.clear_name();
  stored.clear_members();
  stored.clear_introducer();
  stored.clear_weaver();
  stored.clear_introduction();
  return DeterministicBytes(stored);
}

std::string BytesOf(const v1::RoundEntry::Person& person) {
  v1::RoundEntry::Person stored = person;
  stored.clear_member();
  stored.clear_display_name();
  return DeterministicBytes(stored);
}

std::string BytesOf(const v1::NeedsAHand& hand) {
  v1::NeedsAHand stored = hand;
  stored.clear_member();
  stored.clear_display_name();
  stored.clear_round();
  return DeterministicBytes(stored);
}

template <typename Message>
bool Parse(absl::string_view bytes, Message* message) {
  return message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace

absl::Status RoundNotFound(absl::string_view network, absl::string_view id) {
  const std::string name = absl::StrCat("networks/", network, "/rounds/", id);
  return Error(absl::StatusCode::kNotFound, "ROUND_NOT_FOUND", absl::StrCat("there is no ", name), {{"round", name}});
}

// Columns as in the view round_rows.
absl::StatusOr<StoredRound> RoundTable::Read(const Statement& row, absl::string_view network) const {
  StoredRound out;
  out.key = row.Int(0);
  out.number = row.Int(2);
  out.version = row.Int(3);
  out.opens_micros = row.OptionalInt(5);
  if (!Parse(row.Bytes(7), &out.round)) return db_->Corrupt(absl::StrCat("round r", out.number, " is unreadable"));
  out.round.set_name(absl::StrCat("networks/", network, "/rounds/r", out.number));
  out.round.set_etag(EtagOf(out.key, out.version));
  out.round.set_weaver(MemberPath(network, row.Text(8)));
  *out.round.mutable_create_time() = TimestampOf(row.Int(6));
  if (out.round.has_hold()) out.round.mutable_hold()->set_weaver(MemberPath(network, row.Text(9)));
  if (out.round.scope().has_members()) {
    WEFT_ASSIGN_OR_RETURN(Statement list,
                          db_->Prepare("SELECT s.member, m.id FROM round_scopes s JOIN members m ON m.key = s.member "
                                       "WHERE s.round = ?1 ORDER BY m.id",
                                       out.key));
    for (;;) {
      WEFT_ASSIGN_OR_RETURN(const bool more, list.Step());
      if (!more) break;
      out.scope_keys.push_back(list.Int(0));
      out.round.mutable_scope()->mutable_members()->add_members(MemberPath(network, list.Text(1)));
    }
  }
  return out;
}

absl::StatusOr<std::vector<StoredRound>> RoundTable::ReadAll(Statement* rows, absl::string_view network) const {
  std::vector<StoredRound> rounds;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return rounds;
    WEFT_ASSIGN_OR_RETURN(StoredRound round, Read(*rows, network));
    rounds.push_back(std::move(round));
  }
}

absl::StatusOr<absl::optional<StoredRound>> RoundTable::Find(int64_t network_key, absl::string_view network,
                                                             int64_t number) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement find, db_->Prepare("SELECT * FROM round_rows WHERE network = ?1 AND number = ?2", network_key, number));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return absl::optional<StoredRound>();
  WEFT_ASSIGN_OR_RETURN(StoredRound round, Read(find, network));
  return absl::optional<StoredRound>(std::move(round));
}

absl::StatusOr<std::vector<StoredRound>> RoundTable::List(int64_t network_key, absl::string_view network,
                                                          const RoundFilter& filter, int64_t before, int limit) const {
  const std::set<int> states(filter.states.begin(), filter.states.end());
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT * FROM round_rows WHERE network = ?1 AND number < ?2 AND (?3 OR ?4 LIKE '%,' || state || "
                   "',%') ORDER BY number DESC LIMIT ?5",
                   network_key, before > 0 ? before : std::numeric_limits<int64_t>::max(), states.empty() ? 1 : 0,
                   absl::StrCat(",", absl::StrJoin(states, ","), ","), limit));
  return ReadAll(&list, network);
}

absl::StatusOr<std::vector<StoredRound>> RoundTable::ListOpening(int64_t network_key, absl::string_view network,
                                                                 int64_t now, int limit) const {
  WEFT_ASSIGN_OR_RETURN(Statement list, db_->Prepare("SELECT * FROM round_rows WHERE network = ?1 AND opens <= ?2 "
                                                     "ORDER BY opens, number LIMIT ?3",
                                                     network_key, now, limit));
  return ReadAll(&list, network);
}

// Columns as in the view round_entry_rows.
absl::StatusOr<std::vector<StoredRoundEntry>> RoundTable::ReadEntries(Statement* rows, int64_t round,
                                                                      absl::string_view round_name) const {
  const std::string network = NetworkOf(round_name);
  std::vector<StoredRoundEntry> entries;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return entries;
    StoredRoundEntry stored;
    stored.number = rows->Int(1);
    v1::RoundEntry& entry = stored.entry;
    if (!Parse(rows->Bytes(4), &entry)) {
      return db_->Corrupt(absl::StrCat("entry ", stored.number, " of a round is unreadable"));
    }
    entry.set_name(absl::StrCat(round_name, "/entries/", stored.number));
    entry.set_introducer(MemberPath(network, rows->Text(5)));
    entry.set_weaver(MemberPath(network, rows->Text(6)));
    if (!rows->Text(7).empty()) {
      entry.set_introduction(absl::StrCat("networks/", network, "/introductions/", rows->Text(7)));
    }
    WEFT_ASSIGN_OR_RETURN(Statement people,
                          db_->Prepare("SELECT p.member, m.id, p.person FROM round_entry_members p LEFT JOIN members m "
                                       "ON m.key = p.member WHERE p.round = ?1 AND p.number = ?2 ORDER BY p.position",
                                       round, stored.number));
    for (;;) {
      WEFT_ASSIGN_OR_RETURN(const bool another, people.Step());
      if (!another) break;
      v1::RoundEntry::Person* person = entry.add_members();
      if (!Parse(people.Bytes(2), person)) return db_->Corrupt("a member of a round's entry is unreadable");
      person->set_member(MemberPath(network, people.Text(1)));
      stored.member_keys.push_back(people.OptionalInt(0).value_or(0));
    }
    entries.push_back(std::move(stored));
  }
}

absl::StatusOr<std::vector<StoredRoundEntry>> RoundTable::ListEntries(int64_t round, absl::string_view round_name,
                                                                      int64_t member, int64_t after, int limit) const {
  double place = 0;
  if (after != 0) {
    WEFT_ASSIGN_OR_RETURN(
        Statement find, db_->Prepare("SELECT place FROM round_entries WHERE round = ?1 AND number = ?2", round, after));
    WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
    if (found) place = find.Real(0);
  }
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT * FROM round_entry_rows e WHERE e.round = ?1 AND (?2 = 0 OR EXISTS (SELECT 1 FROM "
                   "round_entry_members p WHERE p.round = e.round AND p.number = e.number AND p.member = ?2)) AND (?3 "
                   "= 0 OR e.place < ?4 OR (e.place = ?4 AND e.number > ?3)) ORDER BY e.place DESC, e.number LIMIT ?5",
                   round, member, after, place, limit));
  return ReadEntries(&list, round, round_name);
}

absl::StatusOr<absl::optional<StoredRoundEntry>> RoundTable::FindEntry(int64_t round, absl::string_view round_name,
                                                                       int64_t number) const {
  WEFT_ASSIGN_OR_RETURN(Statement find,
                        db_->Prepare("SELECT * FROM round_entry_rows WHERE round = ?1 AND number = ?2", round, number));
  WEFT_ASSIGN_OR_RETURN(std::vector<StoredRoundEntry> entries, ReadEntries(&find, round, round_name));
  if (entries.empty()) return absl::optional<StoredRoundEntry>();
  return absl::optional<StoredRoundEntry>(std::move(entries.front()));
}

// Columns: member, id, rounds_waited, needs_a_hand, hand, number of the round.
absl::StatusOr<std::vector<StoredUnserved>> RoundTable::ReadUnserved(Statement* rows, absl::string_view network) const {
  std::vector<StoredUnserved> unserved;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return unserved;
    StoredUnserved one;
    one.member_key = rows->Int(0);
    one.needs_a_hand = rows->Int(3) != 0;
    if (!Parse(rows->Bytes(4), &one.hand)) return db_->Corrupt("who a round did not serve is unreadable");
    one.hand.set_member(MemberPath(network, rows->Text(1)));
    one.hand.set_rounds_waited(static_cast<int32_t>(rows->Int(2)));
    one.hand.set_round(absl::StrCat("networks/", network, "/rounds/r", rows->Int(5)));
    unserved.push_back(std::move(one));
  }
}

absl::StatusOr<std::vector<StoredUnserved>> RoundTable::ListUnserved(int64_t round, absl::string_view round_name,
                                                                     bool needing_a_hand, UnservedPlace after,
                                                                     int limit) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT u.member, m.id, u.rounds_waited, u.needs_a_hand, u.hand, r.number FROM round_unserved u "
                   "JOIN members m ON m.key = u.member JOIN rounds r ON r.key = u.round WHERE u.round = ?1 AND "
                   "u.needs_a_hand >= ?2 AND (?3 = 0 OR u.rounds_waited < ?4 OR (u.rounds_waited = ?4 AND u.member > "
                   "?3)) ORDER BY u.rounds_waited DESC, u.member LIMIT ?5",
                   round, needing_a_hand, after.member_key, after.rounds_waited, limit));
  return ReadUnserved(&list, NetworkOf(round_name));
}

absl::StatusOr<std::vector<StoredUnserved>> RoundTable::ListNeedingAHand(int64_t network_key, absl::string_view network,
                                                                         UnservedPlace after, int limit) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT member, member_id, rounds_waited, needs_a_hand, hand, number FROM round_waits WHERE network "
                   "= ?1 AND needs_a_hand = 1 AND (?2 = 0 OR rounds_waited < ?3 OR (rounds_waited = ?3 AND member > "
                   "?2)) ORDER BY rounds_waited DESC, member LIMIT ?4",
                   network_key, after.member_key, after.rounds_waited, limit));
  return ReadUnserved(&list, network);
}

absl::StatusOr<std::vector<std::pair<int64_t, int64_t>>> RoundTable::Waits(int64_t network_key) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT member, rounds_waited FROM round_waits WHERE network = ?1 ORDER BY member", network_key));
  std::vector<std::pair<int64_t, int64_t>> waits;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, list.Step());
    if (!more) return waits;
    waits.emplace_back(list.Int(0), list.Int(1));
  }
}

absl::Status RoundTable::Insert(int64_t network_key, absl::optional<int64_t> weaver, int64_t now, StoredRound* round) {
  round->version = 1;
  WEFT_ASSIGN_OR_RETURN(
      Statement insert,
      db_->Prepare("INSERT INTO rounds (network, number, version, state, weaver, opens, created, round) VALUES (?1, "
                   "(SELECT coalesce(max(number), 0) + 1 FROM rounds WHERE network = ?1), 1, ?2, ?3, ?4, ?5, ?6) "
                   "RETURNING key, number",
                   network_key, static_cast<int64_t>(round->round.state()), weaver, round->opens_micros, now,
                   Blob{BytesOf(round->round)}));
  WEFT_ASSIGN_OR_RETURN(const bool inserted, insert.Step());
  if (!inserted) return db_->Corrupt("a new round got no key");
  round->key = insert.Int(0);
  round->number = insert.Int(1);
  WEFT_RETURN_IF_ERROR(insert.Run());
  for (int64_t member : round->scope_keys) {
    WEFT_RETURN_IF_ERROR(db_->Run("INSERT INTO round_scopes (round, member) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                                  round->key, member));
  }
  return absl::OkStatus();
}

absl::Status RoundTable::Update(absl::optional<int64_t> holder, StoredRound* round) {
  ++round->version;
  return db_->Run(
      "UPDATE rounds SET version = ?2, state = ?3, opens = ?4, round = ?5, holder = coalesce(?6, holder) WHERE key = "
      "?1",
      round->key, round->version, static_cast<int64_t>(round->round.state()), round->opens_micros,
      Blob{BytesOf(round->round)}, holder);
}

absl::Status RoundTable::PutEntry(int64_t round, const StoredRoundEntry& entry, absl::optional<int64_t> introducer,
                                  absl::optional<int64_t> weaver, absl::optional<int64_t> introduction) {
  const bool dropped = entry.entry.standing() == v1::RoundEntry::STANDING_DROPPED;
  WEFT_RETURN_IF_ERROR(db_->Run(
      "INSERT INTO round_entries (round, number, standing, place, introducer, weaver, introduction, entry) VALUES (?1, "
      "?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (round, number) DO UPDATE SET standing = excluded.standing, place = "
      "excluded.place, introducer = excluded.introducer, weaver = excluded.weaver, introduction = "
      "excluded.introduction, entry = excluded.entry",
      round, entry.number, static_cast<int64_t>(entry.entry.standing()), dropped ? kDroppedPlace : entry.entry.value(),
      introducer, weaver, introduction, Blob{BytesOf(entry.entry)}));
  for (size_t p = 0; p < entry.member_keys.size(); ++p) {
    const absl::optional<int64_t> member =
        entry.member_keys[p] == 0 ? absl::nullopt : absl::optional<int64_t>(entry.member_keys[p]);
    WEFT_RETURN_IF_ERROR(db_->Run(
        "INSERT INTO round_entry_members (round, number, position, member, person) VALUES (?1, ?2, ?3, ?4, ?5) ON "
        "CONFLICT (round, number, position) DO UPDATE SET member = excluded.member, person = excluded.person",
        round, entry.number, p, member, Blob{BytesOf(entry.entry.members(static_cast<int>(p)))}));
  }
  return absl::OkStatus();
}

absl::Status RoundTable::PutUnserved(int64_t round, const StoredUnserved& unserved) {
  return db_->Run(
      "INSERT INTO round_unserved (round, member, rounds_waited, needs_a_hand, hand) VALUES (?1, ?2, ?3, ?4, ?5) ON "
      "CONFLICT (round, member) DO UPDATE SET rounds_waited = excluded.rounds_waited, needs_a_hand = "
      "excluded.needs_a_hand, hand = excluded.hand",
      round, unserved.member_key, static_cast<int64_t>(unserved.hand.rounds_waited()), unserved.needs_a_hand,
      Blob{BytesOf(unserved.hand)});
}

absl::Status RoundTable::RemoveUnserved(int64_t round, int64_t member) {
  return db_->Run("DELETE FROM round_unserved WHERE round = ?1 AND member = ?2", round, member);
}

absl::Status RoundTable::EraseWordsOfWeaver(int64_t member) {
  WEFT_ASSIGN_OR_RETURN(
      Statement rounds,
      db_->Prepare("SELECT key, round, coalesce(weaver = ?1, 0), coalesce(holder = ?1, 0) FROM rounds "
                   "WHERE weaver = ?1 OR holder = ?1",
                   member));
  std::vector<std::pair<int64_t, v1::Round>> bare;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, rounds.Step());
    if (!more) break;
    v1::Round round;
    if (!Parse(rounds.Bytes(1), &round)) return db_->Corrupt("a round is unreadable");
    if (rounds.Int(2) != 0) {
      round.clear_display_name();
      round.clear_close_reason();
    }
    if (rounds.Int(3) != 0) round.mutable_hold()->clear_reason();
    bare.emplace_back(rounds.Int(0), std::move(round));
  }
  for (const auto& [key, round] : bare) {
    WEFT_RETURN_IF_ERROR(db_->Run("UPDATE rounds SET round = ?2 WHERE key = ?1", key, Blob{BytesOf(round)}));
  }
  return absl::OkStatus();
}

absl::Status RoundTable::EraseReasonsOfEntries(int64_t member) {
  WEFT_ASSIGN_OR_RETURN(
      Statement entries,
      db_->Prepare(
          "SELECT e.round, e.number, e.entry FROM round_entries e WHERE e.weaver = ?1 OR EXISTS (SELECT 1 FROM "
          "round_entry_members p WHERE p.round = e.round AND p.number = e.number AND p.member = ?1)",
          member));
  struct Bare {
    int64_t round, number;
    v1::RoundEntry entry;
  };
  std::vector<Bare> bare;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, entries.Step());
    if (!more) break;
    v1::RoundEntry entry;
    if (!Parse(entries.Bytes(2), &entry)) return db_->Corrupt("an entry of a round is unreadable");
    if (entry.reason().empty()) continue;
    entry.clear_reason();
    bare.push_back({entries.Int(0), entries.Int(1), std::move(entry)});
  }
  for (const Bare& one : bare) {
    WEFT_RETURN_IF_ERROR(db_->Run("UPDATE round_entries SET entry = ?3 WHERE round = ?1 AND number = ?2", one.round,
                                  one.number, Blob{BytesOf(one.entry)}));
  }
  return absl::OkStatus();
}

absl::Status RoundTable::Erase(int64_t member) {
  WEFT_RETURN_IF_ERROR(EraseWordsOfWeaver(member));
  WEFT_RETURN_IF_ERROR(EraseReasonsOfEntries(member));
  WEFT_RETURN_IF_ERROR(db_->Run("UPDATE rounds SET weaver = NULL WHERE weaver = ?1", member));
  WEFT_RETURN_IF_ERROR(db_->Run("UPDATE rounds SET holder = NULL WHERE holder = ?1", member));
  WEFT_RETURN_IF_ERROR(db_->Run("DELETE FROM round_scopes WHERE member = ?1", member));
  WEFT_RETURN_IF_ERROR(db_->Run("DELETE FROM round_unserved WHERE member = ?1", member));
  WEFT_RETURN_IF_ERROR(db_->Run("UPDATE round_entries SET introducer = NULL WHERE introducer = ?1", member));
  WEFT_RETURN_IF_ERROR(db_->Run("UPDATE round_entries SET weaver = NULL WHERE weaver = ?1", member));
  // What the others of their entries were told is about them: away with it, too.
  WEFT_RETURN_IF_ERROR(
      db_->Run("UPDATE round_entry_members SET person = ?2 WHERE EXISTS (SELECT 1 FROM round_entry_members p WHERE "
               "p.round = round_entry_members.round AND p.number = round_entry_members.number AND p.member = ?1)",
               member, Blob{""}));
  return db_->Run("UPDATE round_entry_members SET member = NULL WHERE member = ?1", member);
}

}  // namespace weft
