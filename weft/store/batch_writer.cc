#include "weft/store/batch_writer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/names.h"
#include "weft/store/introduction_writer.h"
#include "weft/store/message_writer.h"
#include "weft/store/round_writer.h"

namespace weft {
namespace {

const std::string& NetworkOf(const Mutation& mutation) {
  return absl::visit([](const auto& m) -> const std::string& { return m.network; }, mutation);
}

absl::Status EtagMismatch(absl::string_view name, absl::string_view given) {
  return Error(absl::StatusCode::kAborted, "ETAG_MISMATCH",
               absl::StrCat(name, " has changed since it was read; read it again"),
               {{"name", std::string(name)}, {"etag", std::string(given)}});
}

// Protobuf writes text that is not UTF-8 but does not read it: one such member would make a network unreadable.
template <typename Message>
absl::Status CheckReadable(const std::string& bytes, absl::string_view field) {
  if (Message().ParseFromString(bytes)) return absl::OkStatus();
  return InvalidField(field, "holds text that is not UTF-8");
}

std::string NameOf(absl::string_view network, absl::string_view member) {
  return absl::StrCat("networks/", network, "/members/", member);
}

}  // namespace

absl::StatusOr<ApplyResult> BatchWriter::Write() {
  ApplyResult result;
  if (batch_.mutations.empty()) return result;
  const std::string& network = NetworkOf(batch_.mutations.front());
  for (const Mutation& mutation : batch_.mutations) {
    if (NetworkOf(mutation) != network) {
      return InvalidField("mutations", "must all be of one network");
    }
  }
  WEFT_ASSIGN_OR_RETURN(network_, networks_.Find(network));
  if (network_.has_value() && !batch_.request_id.empty()) {
    WEFT_ASSIGN_OR_RETURN(absl::optional<ApplyResult> first, requests_.Find(network_->key, batch_, now_));
    if (first.has_value()) return *std::move(first);
  }
  const int64_t sequence_before = network_.has_value() ? network_->sequence : 0;
  result.outcomes.reserve(batch_.mutations.size());
  for (const Mutation& mutation : batch_.mutations) {
    if (!network_.has_value() && !absl::holds_alternative<CreateNetworkMutation>(mutation)) {
      return NetworkNotFound(network);
    }
    WEFT_ASSIGN_OR_RETURN(const Outcome outcome, absl::visit([this](const auto& m) { return Carry(m); }, mutation));
    result.outcomes.push_back(outcome);
  }
  if (network_changed_) {
    WEFT_RETURN_IF_ERROR(networks_.Update(*network_));
  } else if (network_->sequence != sequence_before) {
    WEFT_RETURN_IF_ERROR(networks_.UpdateCounts(*network_));
  }
  result.sequence = network_->sequence;
  if (!batch_.request_id.empty()) {
    WEFT_RETURN_IF_ERROR(requests_.Append(network_->key, batch_, result, now_));
  }
  return result;
}

absl::Status BatchWriter::Log(Change::Kind kind, int64_t key, int64_t other_key) {
  return MakeLog().Append(kind, key, other_key).status();
}

absl::StatusOr<BatchWriter::Outcome> BatchWriter::Carry(const CreateNetworkMutation& mutation) {
  if (network_.has_value()) {
    return Error(absl::StatusCode::kAlreadyExists, "NETWORK_EXISTS",
                 absl::StrCat("there is a network ", mutation.network, " already"), {{"network", mutation.network}});
  }
  WEFT_RETURN_IF_ERROR(CheckReadable<v1::Policy>(mutation.policy.SerializeAsString(), "policy"));
  NetworkRow row;
  row.id = mutation.network;
  row.display_name = mutation.display_name;
  row.policy = mutation.policy;
  row.version = 1;
  row.created = now_;
  WEFT_RETURN_IF_ERROR(networks_.Insert(&row));
  network_ = std::move(row);
  network_changed_ = true;
  WEFT_RETURN_IF_ERROR(Log(Change::Kind::kNetwork));
  const std::vector<std::string> fields = ChangedFields(v1::Policy::default_instance(), mutation.policy);
  if (!fields.empty()) {
    WEFT_RETURN_IF_ERROR(
        policies_.Append(network_->key, network_->sequence, "Created with the network.", fields, mutation.policy));
  }
  return Outcome::kCreated;
}

absl::StatusOr<BatchWriter::Outcome> BatchWriter::Carry(const SetPolicyMutation& mutation) {
  if (!mutation.etag.empty() && mutation.etag != network_->Etag()) {
    return EtagMismatch(absl::StrCat("networks/", mutation.network), mutation.etag);
  }
  const std::vector<std::string> fields = ChangedFields(network_->policy, mutation.policy);
  if (fields.empty()) return Outcome::kUnchanged;
  WEFT_RETURN_IF_ERROR(CheckReadable<v1::Policy>(mutation.policy.SerializeAsString(), "policy"));
  network_->policy = mutation.policy;
  ++network_->version;
  network_changed_ = true;
  WEFT_RETURN_IF_ERROR(Log(Change::Kind::kPolicy));
  WEFT_RETURN_IF_ERROR(policies_.Append(network_->key, network_->sequence, mutation.reason, fields, mutation.policy));
  return Outcome::kUpdated;
}

absl::StatusOr<BatchWriter::Outcome> BatchWriter::Carry(const PutMemberMutation& mutation) {
  WEFT_ASSIGN_OR_RETURN(const absl::optional<StoredMemberRow> present,
                        members_.Find(network_->key, mutation.member_id));
  const std::string profile = ProfileBytes(mutation.member);
  if (!present.has_value() || profile != present->profile) {
    WEFT_RETURN_IF_ERROR(CheckReadable<v1::Member>(profile, "member"));
  }
  if (!present.has_value()) {
    if (mutation.expect == PutMemberMutation::Expect::kEtag) {
      return MemberNotFound(mutation.network, mutation.member_id);
    }
    WEFT_ASSIGN_OR_RETURN(const int64_t key,
                          members_.Insert(network_->key, mutation.member_id, now_, network_->sequence + 1, profile));
    ++network_->member_count;
    if (batch_.caller.speaks_for_member) WEFT_RETURN_IF_ERROR(members_.Spoke(key, now_));
    WEFT_RETURN_IF_ERROR(Log(Change::Kind::kMember, key));
    return Outcome::kCreated;
  }
  const std::string name = NameOf(mutation.network, mutation.member_id);
  if (mutation.expect == PutMemberMutation::Expect::kAbsent) {
    return Error(absl::StatusCode::kAlreadyExists, "MEMBER_EXISTS", absl::StrCat("there is a ", name, " already"),
                 {{"name", name}});
  }
  if (mutation.expect == PutMemberMutation::Expect::kEtag && mutation.member.etag() != present->Etag()) {
    return EtagMismatch(name, mutation.member.etag());
  }
  if (profile == present->profile) return Outcome::kUnchanged;
  WEFT_RETURN_IF_ERROR(members_.Update(present->key, now_, profile));
  if (batch_.caller.speaks_for_member) WEFT_RETURN_IF_ERROR(members_.Spoke(present->key, now_));
  WEFT_RETURN_IF_ERROR(Log(Change::Kind::kMember, present->key));
  return Outcome::kUpdated;
}

absl::StatusOr<BatchWriter::Outcome> BatchWriter::Carry(const DeleteMemberMutation& mutation) {
  WEFT_ASSIGN_OR_RETURN(const absl::optional<StoredMemberRow> present,
                        members_.Find(network_->key, mutation.member_id));
  if (!present.has_value()) {
    if (mutation.allow_missing) return Outcome::kMissing;
    return MemberNotFound(mutation.network, mutation.member_id);
  }
  if (!mutation.etag.empty() && mutation.etag != present->Etag()) {
    return EtagMismatch(NameOf(mutation.network, mutation.member_id), mutation.etag);
  }
  WEFT_ASSIGN_OR_RETURN(const std::vector<int64_t> neighbors, ties_.Neighbors(present->key));
  WEFT_RETURN_IF_ERROR(ties_.DeleteAllOf(present->key));
  WEFT_RETURN_IF_ERROR(contacts_.Delete(present->key));
  NetworkLog log = MakeLog();
  WEFT_RETURN_IF_ERROR(MessageWriter(db_, &*network_).Erase(present->key));
  WEFT_RETURN_IF_ERROR(RoundWriter(db_, &log).Erase(present->key));
  WEFT_RETURN_IF_ERROR(IntroductionWriter(db_, &log).Erase(present->key));
  WEFT_RETURN_IF_ERROR(members_.Delete(present->key));
  network_->tie_count -= static_cast<int64_t>(neighbors.size());
  --network_->member_count;
  for (int64_t neighbor : neighbors) {
    WEFT_RETURN_IF_ERROR(Log(Change::Kind::kTieDeleted, present->key, neighbor));
  }
  WEFT_RETURN_IF_ERROR(Log(Change::Kind::kMemberDeleted, present->key));
  return Outcome::kDeleted;
}

absl::StatusOr<BatchWriter::Outcome> BatchWriter::Carry(const PutTieMutation& mutation) {
  WEFT_ASSIGN_OR_RETURN(MemberName first, MemberName::Parse(mutation.tie.member_a(), "tie.member_a"));
  WEFT_ASSIGN_OR_RETURN(MemberName second, MemberName::Parse(mutation.tie.member_b(), "tie.member_b"));
  if (first.network() != mutation.network) return InvalidField("tie.member_a", "is of another network");
  if (second.network() != mutation.network) return InvalidField("tie.member_b", "is of another network");
  if (first.member() == second.member()) return InvalidField("tie.member_b", "is the same member as member_a");
  if (!std::isfinite(mutation.tie.weight()) || mutation.tie.weight() < 0) {
    return InvalidField("tie.weight", "must be finite and above 0");
  }
  if (second.member() < first.member()) std::swap(first, second);
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> a, members_.FindKey(network_->key, first.member()));
  if (!a.has_value()) return MemberNotFound(mutation.network, first.member());
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> b, members_.FindKey(network_->key, second.member()));
  if (!b.has_value()) return MemberNotFound(mutation.network, second.member());

  const TieValue value = TieValue::Of(mutation.tie);
  WEFT_ASSIGN_OR_RETURN(const absl::optional<StoredTieRow> present, ties_.Find(*a, *b));
  const bool removed = present.has_value() && present->removed;
  if (removed && !batch_.caller.speaks_for_member) return Outcome::kKept;
  const bool is_new = removed || !present.has_value();
  if (!is_new && present->value == value) return Outcome::kUnchanged;
  WEFT_RETURN_IF_ERROR(ties_.Put(*a, *b, value, now_));
  if (is_new) ++network_->tie_count;
  WEFT_RETURN_IF_ERROR(Log(Change::Kind::kTie, *a, *b));
  return is_new ? Outcome::kCreated : Outcome::kUpdated;
}

absl::StatusOr<BatchWriter::Outcome> BatchWriter::Carry(const DeleteTieMutation& mutation) {
  const std::string& first = std::min(mutation.member_a, mutation.member_b);
  const std::string& second = std::max(mutation.member_a, mutation.member_b);
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> a, members_.FindKey(network_->key, first));
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> b, members_.FindKey(network_->key, second));
  absl::optional<StoredTieRow> present;
  if (a.has_value() && b.has_value()) {
    WEFT_ASSIGN_OR_RETURN(present, ties_.Find(*a, *b));
  }
  if (!present.has_value() || present->removed) {
    return Error(absl::StatusCode::kNotFound, "TIE_NOT_FOUND",
                 absl::StrCat("there is no tie between ", NameOf(mutation.network, first), " and ",
                              NameOf(mutation.network, second)),
                 {{"member_a", NameOf(mutation.network, first)}, {"member_b", NameOf(mutation.network, second)}});
  }
  WEFT_RETURN_IF_ERROR(batch_.caller.speaks_for_member ? ties_.MarkRemoved(*a, *b, now_) : ties_.Delete(*a, *b));
  --network_->tie_count;
  WEFT_RETURN_IF_ERROR(Log(Change::Kind::kTieDeleted, *a, *b));
  return Outcome::kDeleted;
}

absl::StatusOr<BatchWriter::Outcome> BatchWriter::Carry(const PutContactMutation& mutation) {
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> key, members_.FindKey(network_->key, mutation.member_id));
  if (!key.has_value()) return MemberNotFound(mutation.network, mutation.member_id);
  const std::string bytes = ContactBytes(mutation.contact);
  WEFT_RETURN_IF_ERROR(CheckReadable<v1::Contact>(bytes, "contact"));
  WEFT_ASSIGN_OR_RETURN(v1::Contact present, contacts_.Get(*key));
  if (!mutation.etag.empty() && mutation.etag != present.etag()) {
    return EtagMismatch(absl::StrCat(NameOf(mutation.network, mutation.member_id), "/contact"), mutation.etag);
  }
  const bool speaks = batch_.caller.speaks_for_member;
  if (bytes == ContactBytes(present) && (present.spoken() || !speaks)) return Outcome::kUnchanged;
  if (present.spoken() && !speaks) {
    // That mail came back is no word of anybody's.
    v1::Contact same = present;
    same.set_email_bounced(mutation.contact.email_bounced());
    if (bytes != ContactBytes(same)) return Outcome::kKept;
  }
  WEFT_RETURN_IF_ERROR(contacts_.Put(*key, mutation.contact, present.spoken() || speaks, now_));
  if (speaks) WEFT_RETURN_IF_ERROR(members_.Spoke(*key, now_));
  WEFT_RETURN_IF_ERROR(Log(Change::Kind::kContact, *key));
  return present.has_update_time() ? Outcome::kUpdated : Outcome::kCreated;
}

absl::StatusOr<BatchWriter::Outcome> BatchWriter::Carry(const MemberSpokeMutation& mutation) {
  NetworkLog log = MakeLog();
  return IntroductionWriter(db_, &log).Spoke(mutation);
}

absl::StatusOr<BatchWriter::Outcome> BatchWriter::Carry(const PutIntroductionMutation& mutation) {
  NetworkLog log = MakeLog();
  return IntroductionWriter(db_, &log).Put(mutation);
}

absl::StatusOr<BatchWriter::Outcome> BatchWriter::Carry(const PutRoundMutation& mutation) {
  NetworkLog log = MakeLog();
  return RoundWriter(db_, &log).Put(mutation);
}

absl::StatusOr<BatchWriter::Outcome> BatchWriter::Carry(const PutMessageMutation& mutation) {
  return MessageWriter(db_, &*network_).Put(mutation);
}

}  // namespace weft
