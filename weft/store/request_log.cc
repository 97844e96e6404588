#include "weft/store/request_log.h"

#include <initializer_list>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/store/contact_table.h"
#include "weft/store/member_table.h"
#include "weft/store/message_bytes.h"

namespace weft {
namespace {

// More than a group of batches can add.
constexpr int kPurgedAtOnceMax = 1000;

// Appends what a mutation asks for, each part with its length in front so that no two read alike.
class Canonical {
 public:
  explicit Canonical(std::string* out) : out_(out) {}

  void operator()(const CreateNetworkMutation& m) const {
    Append({"create-network", m.network, m.display_name, m.policy.SerializeAsString()});
  }
  void operator()(const SetPolicyMutation& m) const {
    Append({"set-policy", m.network, m.policy.SerializeAsString(), m.reason, m.etag});
  }
  void operator()(const PutMemberMutation& m) const {
    const bool with_etag = m.expect == PutMemberMutation::Expect::kEtag;
    Append({"put-member", m.network, m.member_id, ProfileBytes(m.member), with_etag ? m.member.etag() : "",
            absl::StrCat(static_cast<int>(m.expect))});
  }
  void operator()(const DeleteMemberMutation& m) const {
    Append({"delete-member", m.network, m.member_id, m.etag, m.allow_missing ? "1" : "0"});
  }
  void operator()(const PutTieMutation& m) const {
    v1::Tie tie = m.tie;
    tie.clear_update_time();
    Append({"put-tie", m.network, tie.SerializeAsString()});
  }
  void operator()(const DeleteTieMutation& m) const { Append({"delete-tie", m.network, m.member_a, m.member_b}); }
  void operator()(const PutContactMutation& m) const {
    Append({"put-contact", m.network, m.member_id, ContactBytes(m.contact), m.etag});
  }
  void operator()(const MemberSpokeMutation& m) const { Append({"member-spoke", m.network, m.member_id}); }
  void operator()(const PutIntroductionMutation& m) const {
    Append({"put-introduction", m.network, absl::StrCat(m.introduction.version),
            DeterministicBytes(m.introduction.introduction)});
  }
  void operator()(const PutRoundMutation& m) const {
    Append({"put-round", m.network, absl::StrCat(m.round.version), DeterministicBytes(m.round.round)});
    for (const StoredRoundEntry& entry : m.entries) Append({"entry", DeterministicBytes(entry.entry)});
  }
  void operator()(const PutMessageMutation& m) const {
    Append({"put-message", m.network, m.message.id, absl::StrCat(m.message.version), m.message.occasion,
            absl::StrCat(static_cast<int>(m.message.state)), m.message.claim});
  }

 private:
  void Append(std::initializer_list<absl::string_view> parts) const {
    for (absl::string_view part : parts) absl::StrAppend(out_, part.size(), ":", part);
  }
  std::string* out_;
};

}  // namespace

std::string FingerprintOf(const WriteBatch& batch) {
  if (!batch.request_fingerprint.empty()) return Checksum(batch.request_fingerprint);
  std::string bytes = batch.caller.speaks_for_member ? "1" : "0";
  for (const Mutation& mutation : batch.mutations) absl::visit(Canonical(&bytes), mutation);
  return Checksum(bytes);
}

absl::StatusOr<absl::optional<ApplyResult>> RequestLog::Find(int64_t network, const WriteBatch& batch,
                                                             int64_t now) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement find,
      db_->Prepare("SELECT fingerprint, sequence, outcomes FROM requests WHERE network = ?1 AND "
                   "caller = ?2 AND request_id = ?3 AND time > ?4",
                   network, batch.caller.id, batch.request_id, now - absl::ToInt64Microseconds(kRequestKept)));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return absl::optional<ApplyResult>();
  if (find.Text(0) != FingerprintOf(batch)) {
    return Error(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED",
                 absl::StrCat("request_id ", batch.request_id,
                              " has been used for another request within 24 hours; take a new one"),
                 {{"request_id", batch.request_id}});
  }
  ApplyResult result;
  result.sequence = find.Int(1);
  result.repeated = true;
  for (char outcome : find.Bytes(2)) result.outcomes.push_back(static_cast<ApplyResult::Outcome>(outcome));
  return absl::optional<ApplyResult>(std::move(result));
}

absl::Status RequestLog::Append(int64_t network, const WriteBatch& batch, const ApplyResult& result, int64_t now) {
  std::string outcomes;
  for (ApplyResult::Outcome outcome : result.outcomes) outcomes.push_back(static_cast<char>(outcome));
  // A conflict is one that is too old and not yet purged.
  return db_->Run(
      "INSERT INTO requests (network, caller, request_id, fingerprint, time, sequence, outcomes) VALUES "
      "(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (network, caller, request_id) DO UPDATE SET fingerprint = "
      "excluded.fingerprint, time = excluded.time, sequence = excluded.sequence, outcomes = "
      "excluded.outcomes",
      network, batch.caller.id, batch.request_id, FingerprintOf(batch), now, result.sequence, Blob{outcomes});
}

absl::Status RequestLog::Purge(int64_t now) {
  return db_->Run(
      "DELETE FROM requests WHERE key IN (SELECT key FROM requests WHERE time <= ?1 ORDER BY time LIMIT ?2)",
      now - absl::ToInt64Microseconds(kRequestKept), kPurgedAtOnceMax);
}

}  // namespace weft
