#include "weft/store/introduction_table.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "weft/base/error.h"
#include "weft/store/message_bytes.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

std::string MemberPath(absl::string_view network, absl::string_view id) {
  return id.empty() ? "" : absl::StrCat("networks/", network, "/members/", id);
}

// As stored: without names of members and without sides.
std::string BytesOf(const v1::Introduction& introduction) {
  v1::Introduction stored = introduction;
  stored.clear_name();
  stored.clear_sides();
  stored.clear_introducer();
  stored.clear_introducer_display_name();
  stored.clear_round();
  stored.clear_create_time();
  stored.clear_etag();
  stored.clear_actions();
  stored.clear_message();
  return DeterministicBytes(stored);
}

std::string BytesOf(const v1::Introduction::Side& side) {
  v1::Introduction::Side stored = side;
  stored.clear_member();
  stored.clear_display_name();
  stored.clear_contact();
  if (stored.has_outcome()) stored.mutable_outcome()->clear_led_to();
  return DeterministicBytes(stored);
}

// Of an erased side only what counts in figures stays.
v1::Introduction::Side WithoutWords(const v1::Introduction::Side& side) {
  v1::Introduction::Side bare;
  bare.set_answer(side.answer());
  bare.set_gone(side.gone());
  if (side.has_answer_time()) *bare.mutable_answer_time() = side.answer_time();
  if (side.has_outcome()) bare.mutable_outcome()->set_kind(side.outcome().kind());
  return bare;
}

// One placeholder a set, whatever is in it: states are small numbers.
std::string BitsOf(const std::vector<v1::Introduction::State>& states) {
  std::set<int> numbers(states.begin(), states.end());
  return absl::StrCat(",", absl::StrJoin(numbers, ","), ",");
}

}  // namespace

absl::Status IntroductionNotFound(absl::string_view network, absl::string_view id) {
  const std::string name = absl::StrCat("networks/", network, "/introductions/", id);
  return Error(absl::StatusCode::kNotFound, "INTRODUCTION_NOT_FOUND", absl::StrCat("there is no ", name),
               {{"introduction", name}});
}

// Columns as in the view introduction_rows.
absl::StatusOr<StoredIntroduction> IntroductionTable::Read(const Statement& row, absl::string_view network) const {
  StoredIntroduction out;
  out.key = row.Int(0);
  out.version = row.Int(3);
  const absl::string_view bytes = row.Bytes(11);
  if (!out.introduction.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return db_->Corrupt(absl::StrCat("introduction ", row.Text(2), " is unreadable"));
  }
  out.introduction.set_name(absl::StrCat("networks/", network, "/introductions/", row.Text(2)));
  out.introducer_key = row.OptionalInt(6).value_or(0);
  out.introduction.set_introducer(MemberPath(network, row.Text(12)));
  if (const absl::optional<int64_t> round = row.OptionalInt(13); round.has_value()) {
    out.introduction.set_round(absl::StrCat("networks/", network, "/rounds/r", *round));
  }
  out.due_micros = row.OptionalInt(8);
  out.rest_until_micros = row.Int(9);
  *out.introduction.mutable_create_time() = TimestampOf(row.Int(10));
  WEFT_RETURN_IF_ERROR(ReadSides(network, &out));
  return out;
}

absl::Status IntroductionTable::ReadSides(absl::string_view network, StoredIntroduction* introduction) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list, db_->Prepare("SELECT s.member, m.id, l.id, s.waiting, s.remind, s.side FROM introduction_sides s "
                                   "LEFT JOIN members m ON m.key = s.member LEFT JOIN members l ON l.key = s.led_to "
                                   "WHERE s.introduction = ?1 ORDER BY s.position",
                                   introduction->key));
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, list.Step());
    if (!more) return absl::OkStatus();
    StoredIntroduction::Side stored;
    stored.member_key = list.OptionalInt(0).value_or(0);
    stored.waiting = list.Int(3) != 0;
    stored.remind_micros = list.OptionalInt(4);
    introduction->sides.push_back(stored);
    v1::Introduction::Side* side = introduction->introduction.add_sides();
    const absl::string_view bytes = list.Bytes(5);
    if (!side->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
      return db_->Corrupt(absl::StrCat("a side of ", introduction->introduction.name(), " is unreadable"));
    }
    side->set_member(MemberPath(network, list.Text(1)));
    if (const std::string led_to = MemberPath(network, list.Text(2)); !led_to.empty()) {
      side->mutable_outcome()->set_led_to(led_to);
    }
  }
}

absl::StatusOr<std::vector<StoredIntroduction>> IntroductionTable::ReadAll(Statement* rows,
                                                                           absl::string_view network) const {
  std::vector<StoredIntroduction> introductions;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return introductions;
    WEFT_ASSIGN_OR_RETURN(StoredIntroduction introduction, Read(*rows, network));
    introductions.push_back(std::move(introduction));
  }
}

absl::StatusOr<absl::optional<StoredIntroduction>> IntroductionTable::Find(int64_t network_key,
                                                                           absl::string_view network,
                                                                           absl::string_view id) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement find, db_->Prepare("SELECT * FROM introduction_rows WHERE network = ?1 AND id = ?2", network_key, id));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return absl::optional<StoredIntroduction>();
  WEFT_ASSIGN_OR_RETURN(StoredIntroduction introduction, Read(find, network));
  return absl::optional<StoredIntroduction>(std::move(introduction));
}

absl::StatusOr<StoredIntroduction> IntroductionTable::Get(int64_t network_key, absl::string_view network,
                                                          absl::string_view id) const {
  WEFT_ASSIGN_OR_RETURN(absl::optional<StoredIntroduction> found, Find(network_key, network, id));
  if (!found.has_value()) return IntroductionNotFound(network, id);
  return *std::move(found);
}

absl::StatusOr<absl::optional<StoredIntroduction>> IntroductionTable::GetByKey(absl::string_view network,
                                                                               int64_t key) const {
  WEFT_ASSIGN_OR_RETURN(Statement find, db_->Prepare("SELECT * FROM introduction_rows WHERE key = ?1", key));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return absl::optional<StoredIntroduction>();
  WEFT_ASSIGN_OR_RETURN(StoredIntroduction introduction, Read(find, network));
  return absl::optional<StoredIntroduction>(std::move(introduction));
}

absl::StatusOr<std::vector<StoredIntroduction>> IntroductionTable::List(int64_t network_key, absl::string_view network,
                                                                        const IntroductionFilter& filter,
                                                                        const Keys& keys, int64_t before,
                                                                        int limit) const {
  const int64_t end = before > 0 ? before : std::numeric_limits<int64_t>::max();
  const int64_t any_state = filter.states.empty() ? 1 : 0;
  const int64_t round = filter.round_number.value_or(0);
  const std::string states = BitsOf(filter.states);
  // A member's introductions are few: begin with theirs where one is named.
  if (const int64_t one = keys.waiting != 0 ? keys.waiting : keys.reader != 0 ? keys.reader : keys.member; one != 0) {
    WEFT_ASSIGN_OR_RETURN(
        Statement list,
        db_->Prepare(
            "SELECT * FROM introduction_rows i WHERE i.key IN (SELECT introduction FROM introduction_sides WHERE "
            "member = ?1 UNION SELECT key FROM "
            "introductions WHERE introducer = ?1) AND i.network = ?2 AND i.key < ?3 AND (?4 OR ?5 LIKE '%,' || "
            "i.state || ',%') AND (?6 = 0 OR i.round_number = ?6) AND (?7 = 0 OR i.origin = ?7) AND (?8 = 0 OR EXISTS "
            "(SELECT 1 FROM introduction_sides s WHERE s.introduction = i.key AND s.member = ?8)) AND (?9 = 0 OR "
            "EXISTS (SELECT 1 FROM introduction_sides s WHERE s.introduction = i.key AND s.member = ?9 AND s.waiting = "
            "1)) ORDER BY i.key DESC LIMIT ?10",
            one, network_key, end, any_state, states, round, static_cast<int64_t>(filter.origin), keys.member,
            keys.waiting, limit));
    return ReadAll(&list, network);
  }
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT * FROM introduction_rows i WHERE i.network = ?1 AND i.key < ?2 AND (?3 OR ?4 LIKE '%,' || "
                   "i.state || ',%') AND (?5 = 0 "
                   "OR i.round_number = ?5) AND (?6 = 0 OR i.origin = ?6) ORDER BY i.key DESC LIMIT ?7",
                   network_key, end, any_state, states, round, static_cast<int64_t>(filter.origin), limit));
  return ReadAll(&list, network);
}

absl::StatusOr<std::vector<StoredIntroduction>> IntroductionTable::ListDue(int64_t network_key,
                                                                           absl::string_view network, int64_t now,
                                                                           int limit) const {
  WEFT_ASSIGN_OR_RETURN(Statement list, db_->Prepare("SELECT * FROM introduction_rows WHERE network = ?1 AND due <= ?2 "
                                                     "ORDER BY due, key LIMIT ?3",
                                                     network_key, now, limit));
  return ReadAll(&list, network);
}

absl::StatusOr<std::vector<int64_t>> IntroductionTable::MembersOf(int64_t introduction) const {
  WEFT_ASSIGN_OR_RETURN(Statement list,
                        db_->Prepare("SELECT member FROM introduction_sides WHERE introduction = ?1 AND member IS NOT "
                                     "NULL ORDER BY 1",
                                     introduction));
  return ReadKeys(&list);
}

absl::Status IntroductionTable::Insert(int64_t network_key, absl::optional<int64_t> round, int64_t now,
                                       StoredIntroduction* introduction,
                                       const std::vector<absl::optional<int64_t>>& led_to) {
  const std::string& name = introduction->introduction.name();
  const std::string id = name.substr(name.rfind('/') + 1);
  const absl::optional<int64_t> introducer =
      introduction->introducer_key == 0 ? absl::nullopt : absl::optional<int64_t>(introduction->introducer_key);
  introduction->version = 1;
  WEFT_ASSIGN_OR_RETURN(
      Statement insert,
      db_->Prepare("INSERT INTO introductions (network, id, version, state, origin, introducer, round, due, "
                   "rest_until, created, introduction) VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING "
                   "key",
                   network_key, id, static_cast<int64_t>(introduction->introduction.state()),
                   static_cast<int64_t>(introduction->introduction.origin()), introducer, round,
                   introduction->due_micros, introduction->rest_until_micros, now,
                   Blob{BytesOf(introduction->introduction)}));
  WEFT_ASSIGN_OR_RETURN(const bool inserted, insert.Step());
  if (!inserted) return db_->Corrupt("a new introduction got no key");
  introduction->key = insert.Int(0);
  WEFT_RETURN_IF_ERROR(insert.Run());
  return PutSides(*introduction, led_to);
}

absl::Status IntroductionTable::Update(StoredIntroduction* introduction,
                                       const std::vector<absl::optional<int64_t>>& led_to) {
  ++introduction->version;
  const absl::optional<int64_t> introducer =
      introduction->introducer_key == 0 ? absl::nullopt : absl::optional<int64_t>(introduction->introducer_key);
  WEFT_RETURN_IF_ERROR(
      db_->Run("UPDATE introductions SET version = ?2, state = ?3, due = ?4, rest_until = ?5, introduction = ?6, "
               "introducer = ?7 WHERE key = ?1",
               introduction->key, introduction->version, static_cast<int64_t>(introduction->introduction.state()),
               introduction->due_micros, introduction->rest_until_micros, Blob{BytesOf(introduction->introduction)},
               introducer));
  return PutSides(*introduction, led_to);
}

absl::Status IntroductionTable::PutSides(const StoredIntroduction& introduction,
                                         const std::vector<absl::optional<int64_t>>& led_to) {
  for (size_t s = 0; s < introduction.sides.size(); ++s) {
    const StoredIntroduction::Side& side = introduction.sides[s];
    const absl::optional<int64_t> member =
        side.member_key == 0 ? absl::nullopt : absl::optional<int64_t>(side.member_key);
    WEFT_RETURN_IF_ERROR(db_->Run(
        "INSERT INTO introduction_sides (introduction, position, member, led_to, waiting, remind, side) VALUES (?1, "
        "?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (introduction, position) DO UPDATE SET member = excluded.member, led_to = "
        "excluded.led_to, waiting = excluded.waiting, remind = excluded.remind, side = excluded.side",
        introduction.key, s, member, led_to[s], side.waiting, side.remind_micros,
        Blob{BytesOf(introduction.introduction.sides(static_cast<int>(s)))}));
  }
  return absl::OkStatus();
}

absl::Status IntroductionTable::Erase(absl::string_view network, int64_t member) {
  WEFT_RETURN_IF_ERROR(db_->Run("UPDATE introduction_sides SET led_to = NULL WHERE led_to = ?1", member));
  WEFT_ASSIGN_OR_RETURN(Statement list,
                        db_->Prepare("SELECT introduction FROM introduction_sides WHERE member = ?1 UNION SELECT key "
                                     "FROM introductions WHERE introducer = ?1",
                                     member));
  WEFT_ASSIGN_OR_RETURN(const std::vector<int64_t> keys, ReadKeys(&list));
  for (int64_t key : keys) {
    WEFT_ASSIGN_OR_RETURN(absl::optional<StoredIntroduction> found, GetByKey(network, key));
    if (!found.has_value()) continue;
    // Of the audit stays what happened, not what somebody wrote about it.
    WEFT_RETURN_IF_ERROR(db_->Run("UPDATE introduction_events SET reason = '' WHERE introduction = ?1", key));
    v1::Introduction& introduction = found->introduction;
    if (found->introducer_key == member) {
      found->introducer_key = 0;
      introduction.clear_note();
      introduction.clear_purpose();
    }
    for (int s = 0; s < introduction.sides_size(); ++s) {
      v1::Introduction::Side* side = introduction.mutable_sides(s);
      if (found->sides[s].member_key == member) {
        *side = WithoutWords(*side);
        found->sides[s] = {};
        introduction.clear_first_question();
        for (v1::Introduction::Side& other : *introduction.mutable_sides()) other.clear_reasons();
      }
    }
    // Who a side was led to, if they are still there.
    std::vector<absl::optional<int64_t>> led_to;
    for (size_t s = 0; s < found->sides.size(); ++s) {
      WEFT_ASSIGN_OR_RETURN(Statement side, db_->Prepare("SELECT led_to FROM introduction_sides WHERE introduction = "
                                                         "?1 AND position = ?2",
                                                         key, s));
      WEFT_ASSIGN_OR_RETURN(const bool has_side, side.Step());
      led_to.push_back(has_side && found->sides[s].member_key != 0 ? side.OptionalInt(0) : absl::nullopt);
    }
    WEFT_RETURN_IF_ERROR(Update(&*found, led_to));
  }
  return absl::OkStatus();
}

}  // namespace weft
