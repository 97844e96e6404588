#include "weft/store/introduction_writer.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "weft/base/error.h"
#include "weft/base/names.h"

namespace weft {
namespace {

using Outcome = ApplyResult::Outcome;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

absl::StatusOr<int64_t> IntroductionWriter::KeyOf(const std::string& member_name, absl::string_view field) const {
  WEFT_ASSIGN_OR_RETURN(const MemberName name, MemberName::Parse(member_name, field));
  if (name.network() != log_.network().id) return InvalidField(field, "is of another network");
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> key, members_.FindKey(log_.network().key, name.member()));
  if (!key.has_value()) return MemberNotFound(name.network(), name.member());
  return *key;
}

absl::StatusOr<std::vector<absl::optional<int64_t>>> IntroductionWriter::LedTo(
    const v1::Introduction& introduction) const {
  std::vector<absl::optional<int64_t>> keys;
  for (const v1::Introduction::Side& side : introduction.sides()) {
    absl::optional<int64_t> key;
    if (!side.outcome().led_to().empty()) {
      WEFT_ASSIGN_OR_RETURN(key, KeyOf(side.outcome().led_to(), "outcome.led_to"));
    }
    keys.push_back(key);
  }
  return keys;
}

absl::StatusOr<Outcome> IntroductionWriter::Put(const PutIntroductionMutation& mutation) {
  // Protobuf writes text that is not UTF-8 but does not read it.
  const v1::Introduction& introduction = mutation.introduction.introduction;
  if (!v1::Introduction().ParseFromString(introduction.SerializeAsString())) {
    return InvalidField("introduction", "holds text that is not UTF-8");
  }
  WEFT_ASSIGN_OR_RETURN(const absl::optional<StoredIntroduction> present,
                        introductions_.Find(log_.network().key, log_.network().id, IdOf(introduction.name())));
  if (mutation.introduction.version == 0) {
    if (!present.has_value()) return Create(mutation);
    return Error(absl::StatusCode::kAlreadyExists, "INTRODUCTION_EXISTS",
                 absl::StrCat("there is a ", introduction.name(), " already"), {{"introduction", introduction.name()}});
  }
  if (!present.has_value()) return IntroductionNotFound(log_.network().id, IdOf(introduction.name()));
  if (present->version != mutation.introduction.version) {
    return Error(absl::StatusCode::kAborted, "INTRODUCTION_CHANGED",
                 absl::StrCat(introduction.name(), " has changed since it was read; read it again"),
                 {{"introduction", introduction.name()}});
  }
  return Change(mutation, *present);
}

absl::StatusOr<Outcome> IntroductionWriter::Create(const PutIntroductionMutation& mutation) {
  StoredIntroduction stored = mutation.introduction;
  const v1::Introduction& introduction = stored.introduction;
  if (!IsValidId(IdOf(introduction.name()))) return InvalidField("introduction.name", "is no name of an introduction");
  stored.sides.resize(introduction.sides_size());
  for (int s = 0; s < introduction.sides_size(); ++s) {
    WEFT_ASSIGN_OR_RETURN(stored.sides[s].member_key,
                          KeyOf(introduction.sides(s).member(), absl::StrCat("introduction.sides[", s, "].member")));
  }
  std::set<int64_t> distinct;
  for (const StoredIntroduction::Side& side : stored.sides) distinct.insert(side.member_key);
  if (distinct.size() < stored.sides.size()) return InvalidField("introduction.sides", "names a member twice");
  stored.introducer_key = 0;
  if (!introduction.introducer().empty()) {
    WEFT_ASSIGN_OR_RETURN(stored.introducer_key, KeyOf(introduction.introducer(), "introduction.introducer"));
  }
  absl::optional<int64_t> round;
  if (!introduction.round().empty()) {
    int64_t number = 0;
    const std::string id = IdOf(introduction.round());
    if (!absl::SimpleAtoi(absl::StripPrefix(id, "r"), &number))
      return InvalidField("introduction.round", "is no round");
    WEFT_ASSIGN_OR_RETURN(Statement find, db_->Prepare("SELECT key FROM rounds WHERE network = ?1 AND number = ?2",
                                                       log_.network().key, number));
    WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
    if (!found) return InvalidField("introduction.round", "does not exist");
    round = find.Int(0);
  }
  WEFT_ASSIGN_OR_RETURN(const std::vector<absl::optional<int64_t>> led_to, LedTo(introduction));
  WEFT_RETURN_IF_ERROR(introductions_.Insert(log_.network().key, round, log_.now(), &stored, led_to));
  WEFT_RETURN_IF_ERROR(LogEvents(mutation, v1::Introduction::STATE_UNSPECIFIED, stored));
  return Outcome::kCreated;
}

absl::StatusOr<Outcome> IntroductionWriter::Change(const PutIntroductionMutation& mutation,
                                                   const StoredIntroduction& before) {
  StoredIntroduction stored = mutation.introduction;
  if (stored.introduction.sides_size() != before.introduction.sides_size()) {
    return InvalidField("introduction.sides", "cannot be other ones");
  }
  stored.key = before.key;
  stored.sides.resize(before.sides.size());
  for (size_t s = 0; s < before.sides.size(); ++s) stored.sides[s].member_key = before.sides[s].member_key;
  stored.introducer_key = before.introducer_key;
  if (stored.introduction.introducer() != before.introduction.introducer()) {
    stored.introducer_key = 0;
    if (!stored.introduction.introducer().empty()) {
      WEFT_ASSIGN_OR_RETURN(stored.introducer_key, KeyOf(stored.introduction.introducer(), "introduction.introducer"));
    }
  }
  WEFT_ASSIGN_OR_RETURN(const std::vector<absl::optional<int64_t>> led_to, LedTo(stored.introduction));
  WEFT_RETURN_IF_ERROR(introductions_.Update(&stored, led_to));
  WEFT_RETURN_IF_ERROR(LogEvents(mutation, before.introduction.state(), stored));
  return Outcome::kUpdated;
}

absl::Status IntroductionWriter::LogEvents(const PutIntroductionMutation& mutation, v1::Introduction::State before,
                                           const StoredIntroduction& after) {
  for (const PutIntroductionMutation::Event& happened : mutation.events) {
    StoredIntroductionEvent event;
    WEFT_ASSIGN_OR_RETURN(event.sequence, log_.Append(weft::Change::Kind::kIntroduction, after.key));
    event.introduction_key = after.key;
    event.type = happened.type;
    if (!happened.member_id.empty()) {
      WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> key,
                            members_.FindKey(log_.network().key, happened.member_id));
      event.member_key = key.value_or(0);
    }
    event.reason = happened.reason;
    event.from_state = before;
    // The last of them is what changed the state.
    event.to_state = &happened == &mutation.events.back() ? after.introduction.state() : before;
    WEFT_RETURN_IF_ERROR(events_.Append(log_.network().key, event));
  }
  return absl::OkStatus();
}

absl::StatusOr<Outcome> IntroductionWriter::Spoke(const MemberSpokeMutation& mutation) {
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> key, members_.FindKey(log_.network().key, mutation.member_id));
  if (!key.has_value()) return MemberNotFound(mutation.network, mutation.member_id);
  WEFT_RETURN_IF_ERROR(members_.Spoke(*key, log_.now()));
  WEFT_RETURN_IF_ERROR(log_.Append(weft::Change::Kind::kMember, *key).status());
  return Outcome::kUpdated;
}

}  // namespace weft
