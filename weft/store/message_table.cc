#include "weft/store/message_table.h"

#include <limits>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "weft/base/error.h"
#include "weft/store/etag.h"

namespace weft {
namespace {

template <typename Enum>
std::string SetText(const std::vector<Enum>& values) {
  const std::set<int> numbers(values.begin(), values.end());
  return absl::StrCat(",", absl::StrJoin(numbers, ","), ",");
}

}  // namespace

absl::Status MessageNotFound(absl::string_view network, absl::string_view id) {
  const std::string name = absl::StrCat("networks/", network, "/messages/", id);
  return Error(absl::StatusCode::kNotFound, "MESSAGE_NOT_FOUND", absl::StrCat("there is no ", name),
               {{"message", name}});
}

// Columns: key, version, id, kind, state, channel, occasion, due, sent, claim, claim_ends, attempts, error.
absl::StatusOr<std::vector<StoredMessage>> MessageTable::ReadAll(Statement* rows) const {
  std::vector<StoredMessage> messages;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return messages;
    StoredMessage message;
    message.key = rows->Int(0);
    message.version = rows->Int(1);
    message.id = std::string(rows->Text(2));
    message.kind = static_cast<v1::Message::Kind>(rows->Int(3));
    message.state = static_cast<v1::Message::State>(rows->Int(4));
    message.channel = static_cast<v1::Message::Channel>(rows->Int(5));
    message.occasion = std::string(rows->Text(6));
    message.due_micros = rows->Int(7);
    message.sent_micros = rows->OptionalInt(8);
    message.claim = std::string(rows->Text(9));
    message.claim_ends_micros = rows->OptionalInt(10);
    message.attempts = static_cast<int>(rows->Int(11));
    message.error = std::string(rows->Text(12));
    WEFT_ASSIGN_OR_RETURN(Statement recipients,
                          db_->Prepare("SELECT r.member, m.id, r.bounced FROM message_recipients r LEFT JOIN members m "
                                       "ON m.key = r.member WHERE r.message = ?1 ORDER BY r.position",
                                       message.key));
    for (;;) {
      WEFT_ASSIGN_OR_RETURN(const bool another, recipients.Step());
      if (!another) break;
      message.recipients.push_back(
          {recipients.OptionalInt(0).value_or(0), std::string(recipients.Text(1)), recipients.Int(2) != 0});
    }
    WEFT_ASSIGN_OR_RETURN(Statement introductions,
                          db_->Prepare("SELECT i.id FROM message_introductions m JOIN introductions i ON i.key = "
                                       "m.introduction WHERE m.message = ?1 ORDER BY m.position",
                                       message.key));
    for (;;) {
      WEFT_ASSIGN_OR_RETURN(const bool another, introductions.Step());
      if (!another) break;
      message.introduction_ids.emplace_back(introductions.Text(0));
    }
    messages.push_back(std::move(message));
  }
}

absl::StatusOr<absl::optional<StoredMessage>> MessageTable::ReadOne(Statement* rows) const {
  WEFT_ASSIGN_OR_RETURN(std::vector<StoredMessage> found, ReadAll(rows));
  if (found.empty()) return absl::optional<StoredMessage>();
  return absl::optional<StoredMessage>(std::move(found.front()));
}

absl::StatusOr<absl::optional<StoredMessage>> MessageTable::Find(int64_t network_key, absl::string_view id) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement find,
      db_->Prepare("SELECT key, version, id, kind, state, channel, occasion, due, sent, claim, claim_ends, attempts, "
                   "error FROM messages WHERE network = ?1 AND id = ?2",
                   network_key, id));
  return ReadOne(&find);
}

absl::StatusOr<absl::optional<StoredMessage>> MessageTable::FindOccasion(int64_t network_key,
                                                                         absl::string_view occasion) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement find,
      db_->Prepare("SELECT key, version, id, kind, state, channel, occasion, due, sent, claim, claim_ends, attempts, "
                   "error FROM messages WHERE network = ?1 AND occasion = ?2",
                   network_key, occasion));
  return ReadOne(&find);
}

absl::StatusOr<std::vector<StoredMessage>> MessageTable::List(int64_t network_key, const MessageFilter& filter,
                                                              int64_t member, int64_t introduction, int64_t before,
                                                              int limit) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT key, version, id, kind, state, channel, occasion, due, sent, claim, claim_ends, attempts, "
                   "error FROM messages m WHERE network = ?1 AND key < ?2 AND (?3 OR ?4 LIKE '%,' || state || ',%') "
                   "AND (?5 OR ?6 LIKE '%,' || kind || ',%') AND (?7 = 0 OR EXISTS (SELECT 1 FROM message_recipients r "
                   "WHERE r.member = ?7 AND r.message = m.key)) AND (?8 = 0 OR EXISTS (SELECT 1 FROM "
                   "message_introductions i WHERE i.introduction = ?8 AND i.message = m.key)) ORDER BY key DESC LIMIT "
                   "?9",
                   network_key, before > 0 ? before : std::numeric_limits<int64_t>::max(),
                   filter.states.empty() ? 1 : 0, SetText(filter.states), filter.kinds.empty() ? 1 : 0,
                   SetText(filter.kinds), member, introduction, limit));
  return ReadAll(&list);
}

absl::StatusOr<std::vector<StoredMessage>> MessageTable::ListDue(int64_t network_key, v1::Message::State state,
                                                                 int64_t now, DuePlace after, int limit) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT key, version, id, kind, state, channel, occasion, due, sent, claim, claim_ends, attempts, "
                   "error FROM messages WHERE network = ?1 AND state = ?2 AND due <= ?3 AND (?5 = 0 OR due > ?4 OR "
                   "(due = ?4 AND key > ?5)) ORDER BY due, key LIMIT ?6",
                   network_key, static_cast<int64_t>(state), now, after.due_micros, after.key, limit));
  return ReadAll(&list);
}

absl::StatusOr<absl::optional<int64_t>> MessageTable::NextDue(int64_t network_key, v1::Message::State state,
                                                              int64_t after) const {
  WEFT_ASSIGN_OR_RETURN(Statement find, db_->Prepare("SELECT min(due) FROM messages WHERE network = ?1 AND state = ?2 "
                                                     "AND due > ?3",
                                                     network_key, static_cast<int64_t>(state), after));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  return found ? find.OptionalInt(0) : absl::nullopt;
}

absl::StatusOr<std::vector<StoredMessage>> MessageTable::ListClaimsEnded(int64_t network_key, int64_t now,
                                                                         int limit) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT key, version, id, kind, state, channel, occasion, due, sent, claim, claim_ends, attempts, "
                   "error FROM messages WHERE network = ?1 AND claim_ends <= ?2 ORDER BY claim_ends, key LIMIT ?3",
                   network_key, now, limit));
  return ReadAll(&list);
}

absl::Status MessageTable::Insert(int64_t network_key, const std::vector<int64_t>& introductions,
                                  StoredMessage* message) {
  message->version = 1;
  // The id is a function of the key, which is not known before.
  WEFT_ASSIGN_OR_RETURN(
      Statement insert,
      db_->Prepare("INSERT INTO messages (network, id, version, kind, state, channel, occasion, due, sent, claim, "
                   "claim_ends, attempts, error) VALUES (?1, '-' || ?4, 1, ?2, ?3, 0, ?4, ?5, NULL, '', NULL, 0, '') "
                   "RETURNING key",
                   network_key, static_cast<int64_t>(message->kind), static_cast<int64_t>(message->state),
                   message->occasion, message->due_micros));
  WEFT_ASSIGN_OR_RETURN(const bool inserted, insert.Step());
  if (!inserted) return db_->Corrupt("a new message got no key");
  message->key = insert.Int(0);
  WEFT_RETURN_IF_ERROR(insert.Run());
  message->id = EtagOf(message->key, 0);
  WEFT_RETURN_IF_ERROR(db_->Run("UPDATE messages SET id = ?2 WHERE key = ?1", message->key, message->id));
  for (size_t p = 0; p < message->recipients.size(); ++p) {
    WEFT_RETURN_IF_ERROR(
        db_->Run("INSERT INTO message_recipients (message, position, member, bounced) VALUES (?1, ?2, ?3, 0)",
                 message->key, p, message->recipients[p].member_key));
  }
  for (size_t p = 0; p < introductions.size(); ++p) {
    WEFT_RETURN_IF_ERROR(
        db_->Run("INSERT INTO message_introductions (message, position, introduction) VALUES (?1, ?2, ?3)",
                 message->key, p, introductions[p]));
  }
  return absl::OkStatus();
}

absl::Status MessageTable::Update(StoredMessage* message) {
  ++message->version;
  WEFT_RETURN_IF_ERROR(
      db_->Run("UPDATE messages SET version = ?2, state = ?3, channel = ?4, due = ?5, sent = ?6, claim = ?7, "
               "claim_ends = ?8, attempts = ?9, error = ?10 WHERE key = ?1",
               message->key, message->version, static_cast<int64_t>(message->state),
               static_cast<int64_t>(message->channel), message->due_micros, message->sent_micros, message->claim,
               message->claim_ends_micros, message->attempts, message->error));
  for (size_t p = 0; p < message->recipients.size(); ++p) {
    WEFT_RETURN_IF_ERROR(db_->Run("UPDATE message_recipients SET bounced = ?3 WHERE message = ?1 AND position = ?2",
                                  message->key, p, message->recipients[p].bounced));
  }
  return absl::OkStatus();
}

absl::Status MessageTable::Erase(int64_t member) {
  WEFT_ASSIGN_OR_RETURN(
      Statement cancel,
      db_->Prepare("UPDATE messages SET state = ?2, version = version + 1, claim = '', claim_ends = "
                   "NULL WHERE state IN (?3, ?4) AND key IN (SELECT message FROM message_recipients "
                   "WHERE member = ?1) AND NOT EXISTS (SELECT 1 FROM message_recipients r WHERE "
                   "r.message = messages.key AND r.member <> ?1)",
                   member, static_cast<int64_t>(v1::Message::STATE_CANCELLED),
                   static_cast<int64_t>(v1::Message::STATE_DUE), static_cast<int64_t>(v1::Message::STATE_CLAIMED)));
  WEFT_RETURN_IF_ERROR(cancel.Run());
  // A mail server's words may name whom it could not reach.
  WEFT_RETURN_IF_ERROR(
      db_->Run("UPDATE messages SET error = '' WHERE key IN (SELECT message FROM message_recipients WHERE member = ?1)",
               member));
  return db_->Run("UPDATE message_recipients SET member = NULL WHERE member = ?1", member);
}

}  // namespace weft
