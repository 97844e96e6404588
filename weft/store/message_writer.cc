#include "weft/store/message_writer.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/store/introduction_table.h"

namespace weft {
namespace {

using Outcome = ApplyResult::Outcome;

}  // namespace

absl::StatusOr<Outcome> MessageWriter::Put(const PutMessageMutation& mutation) {
  StoredMessage stored = mutation.message;
  if (stored.version == 0) {
    WEFT_ASSIGN_OR_RETURN(const absl::optional<StoredMessage> same,
                          messages_.FindOccasion(network_.key, stored.occasion));
    return same.has_value() ? Outcome::kUnchanged : Create(stored);
  }
  WEFT_ASSIGN_OR_RETURN(const absl::optional<StoredMessage> present, messages_.Find(network_.key, stored.id));
  if (!present.has_value()) return MessageNotFound(network_.id, stored.id);
  const std::string name = absl::StrCat("networks/", network_.id, "/messages/", stored.id);
  if (present->version != stored.version) {
    return Error(absl::StatusCode::kAborted, "MESSAGE_CHANGED",
                 absl::StrCat(name, " has changed since it was read; read it again"), {{"message", name}});
  }
  stored.key = present->key;
  if (stored.recipients.size() != present->recipients.size())
    return InvalidField("message.recipients", "cannot change");
  WEFT_RETURN_IF_ERROR(messages_.Update(&stored));
  return Outcome::kUpdated;
}

absl::StatusOr<Outcome> MessageWriter::Create(const StoredMessage& message) {
  StoredMessage stored = message;
  for (StoredMessage::Recipient& recipient : stored.recipients) {
    WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> key, members_.FindKey(network_.key, recipient.member_id));
    if (!key.has_value()) return MemberNotFound(network_.id, recipient.member_id);
    recipient.member_key = *key;
  }
  std::vector<int64_t> introductions;
  for (const std::string& id : stored.introduction_ids) {
    WEFT_ASSIGN_OR_RETURN(
        Statement find, db_->Prepare("SELECT key FROM introductions WHERE network = ?1 AND id = ?2", network_.key, id));
    WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
    if (!found) return IntroductionNotFound(network_.id, id);
    introductions.push_back(find.Int(0));
  }
  WEFT_RETURN_IF_ERROR(messages_.Insert(network_.key, introductions, &stored));
  return Outcome::kCreated;
}

}  // namespace weft
