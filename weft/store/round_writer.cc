#include "weft/store/round_writer.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/names.h"

namespace weft {
namespace {

using Outcome = ApplyResult::Outcome;

template <typename Message>
absl::Status CheckReadable(const Message& message, absl::string_view field) {
  if (Message().ParseFromString(message.SerializeAsString())) return absl::OkStatus();
  return InvalidField(field, "holds text that is not UTF-8");
}

}  // namespace

absl::StatusOr<absl::optional<int64_t>> RoundWriter::FindKey(const std::string& member_name,
                                                             absl::string_view field) const {
  if (member_name.empty()) return absl::optional<int64_t>();
  WEFT_ASSIGN_OR_RETURN(const int64_t key, KeyOf(member_name, field));
  return absl::optional<int64_t>(key);
}

absl::StatusOr<int64_t> RoundWriter::KeyOf(const std::string& member_name, absl::string_view field) const {
  WEFT_ASSIGN_OR_RETURN(const MemberName name, MemberName::Parse(member_name, field));
  if (name.network() != log_.network().id) return InvalidField(field, "is of another network");
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> key, members_.FindKey(log_.network().key, name.member()));
  if (!key.has_value()) return MemberNotFound(name.network(), name.member());
  return *key;
}

absl::StatusOr<Outcome> RoundWriter::Put(const PutRoundMutation& mutation) {
  StoredRound stored = mutation.round;
  WEFT_RETURN_IF_ERROR(CheckReadable(stored.round, "round"));
  Outcome outcome = Outcome::kUpdated;
  if (stored.number == 0) {
    stored.scope_keys.clear();
    for (const std::string& member : stored.round.scope().members().members()) {
      WEFT_ASSIGN_OR_RETURN(const int64_t key, KeyOf(member, "round.scope.members"));
      stored.scope_keys.push_back(key);
    }
    WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> weaver, FindKey(stored.round.weaver(), "round.weaver"));
    WEFT_RETURN_IF_ERROR(rounds_.Insert(log_.network().key, weaver, log_.now(), &stored));
    outcome = Outcome::kCreated;
  } else {
    const std::string id = absl::StrCat("r", stored.number);
    WEFT_ASSIGN_OR_RETURN(const absl::optional<StoredRound> present,
                          rounds_.Find(log_.network().key, log_.network().id, stored.number));
    if (!present.has_value()) return RoundNotFound(log_.network().id, id);
    if (present->version != stored.version) {
      return Error(absl::StatusCode::kAborted, "ROUND_CHANGED",
                   absl::StrCat(present->round.name(), " has changed since it was read; read it again"),
                   {{"round", present->round.name()}});
    }
    stored.key = present->key;
    WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> holder,
                          FindKey(stored.round.hold().weaver(), "round.hold.weaver"));
    WEFT_RETURN_IF_ERROR(rounds_.Update(holder, &stored));
  }
  for (const StoredRoundEntry& entry : mutation.entries) WEFT_RETURN_IF_ERROR(PutEntry(stored.key, entry));
  for (const StoredUnserved& one : mutation.unserved) {
    StoredUnserved unserved = one;
    WEFT_RETURN_IF_ERROR(CheckReadable(unserved.hand, "unserved"));
    WEFT_ASSIGN_OR_RETURN(unserved.member_key, KeyOf(unserved.hand.member(), "unserved.member"));
    WEFT_RETURN_IF_ERROR(rounds_.PutUnserved(stored.key, unserved));
  }
  for (const std::string& member : mutation.served_after_all) {
    WEFT_ASSIGN_OR_RETURN(const int64_t key, KeyOf(member, "served_after_all"));
    WEFT_RETURN_IF_ERROR(rounds_.RemoveUnserved(stored.key, key));
  }
  WEFT_RETURN_IF_ERROR(log_.Append(Change::Kind::kRound, stored.key).status());
  return outcome;
}

absl::Status RoundWriter::PutEntry(int64_t round, const StoredRoundEntry& entry) {
  WEFT_RETURN_IF_ERROR(CheckReadable(entry.entry, "entries"));
  if (entry.number <= 0) return InvalidField("entries", "are numbered from 1");
  StoredRoundEntry stored = entry;
  stored.member_keys.clear();
  for (const v1::RoundEntry::Person& person : stored.entry.members()) {
    // Erased since.
    if (person.member().empty()) {
      stored.member_keys.push_back(0);
      continue;
    }
    WEFT_ASSIGN_OR_RETURN(const int64_t key, KeyOf(person.member(), "entries.members"));
    stored.member_keys.push_back(key);
  }
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> introducer,
                        FindKey(stored.entry.introducer(), "entries.introducer"));
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> weaver, FindKey(stored.entry.weaver(), "entries.weaver"));
  absl::optional<int64_t> introduction;
  if (const std::string& name = stored.entry.introduction(); !name.empty()) {
    WEFT_ASSIGN_OR_RETURN(Statement find, db_->Prepare("SELECT key FROM introductions WHERE network = ?1 AND id = ?2",
                                                       log_.network().key, name.substr(name.rfind('/') + 1)));
    WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
    if (!found) return InvalidField("entries.introduction", "does not exist");
    introduction = find.Int(0);
  }
  return rounds_.PutEntry(round, stored, introducer, weaver, introduction);
}

}  // namespace weft
