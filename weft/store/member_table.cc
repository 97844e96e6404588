#include "weft/store/member_table.h"

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/store/etag.h"
#include "weft/store/message_bytes.h"
#include "weft/store/timestamp.h"

namespace weft {

std::string ProfileBytes(const v1::Member& member) {
  v1::Member profile = member;
  profile.clear_name();
  profile.clear_etag();
  profile.clear_create_time();
  profile.clear_update_time();
  return DeterministicBytes(profile);
}

std::string StoredMemberRow::Etag() const { return EtagOf(key, version); }

absl::Status MemberNotFound(absl::string_view network, absl::string_view id) {
  return Error(absl::StatusCode::kNotFound, "MEMBER_NOT_FOUND",
               absl::StrCat("there is no member networks/", network, "/members/", id),
               {{"network", std::string(network)}, {"member", std::string(id)}});
}

// Columns: key, id, version, created, updated, profile.
absl::StatusOr<StoredMember> MemberTable::Read(const Statement& row, absl::string_view network) const {
  StoredMember out;
  out.key = row.Int(0);
  const absl::string_view profile = row.Bytes(5);
  if (!out.member.ParseFromArray(profile.data(), static_cast<int>(profile.size()))) {
    return db_->Corrupt(absl::StrCat("the profile of member ", row.Text(1), " is unreadable"));
  }
  out.member.set_name(absl::StrCat("networks/", network, "/members/", row.Text(1)));
  out.member.set_etag(EtagOf(out.key, row.Int(2)));
  *out.member.mutable_create_time() = TimestampOf(row.Int(3));
  *out.member.mutable_update_time() = TimestampOf(row.Int(4));
  return out;
}

absl::StatusOr<absl::optional<int64_t>> MemberTable::FindKey(int64_t network, absl::string_view id) const {
  WEFT_ASSIGN_OR_RETURN(Statement find,
                        db_->Prepare("SELECT key FROM members WHERE network = ?1 AND id = ?2", network, id));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  return found ? absl::optional<int64_t>(find.Int(0)) : absl::nullopt;
}

absl::StatusOr<absl::optional<StoredMemberRow>> MemberTable::Find(int64_t network, absl::string_view id) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement find,
      db_->Prepare("SELECT key, version, profile FROM members WHERE network = ?1 AND id = ?2", network, id));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return absl::optional<StoredMemberRow>();
  return absl::optional<StoredMemberRow>({find.Int(0), find.Int(1), std::string(find.Bytes(2))});
}

absl::StatusOr<StoredMember> MemberTable::Get(int64_t network_key, absl::string_view network,
                                              absl::string_view id) const {
  WEFT_ASSIGN_OR_RETURN(Statement find,
                        db_->Prepare("SELECT key, id, version, created, updated, profile FROM members WHERE network = "
                                     "?1 AND id = ?2",
                                     network_key, id));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return MemberNotFound(network, id);
  return Read(find, network);
}

absl::StatusOr<absl::optional<StoredMember>> MemberTable::GetByKey(absl::string_view network, int64_t key) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement find,
      db_->Prepare("SELECT key, id, version, created, updated, profile FROM members WHERE key = ?1", key));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return absl::optional<StoredMember>();
  WEFT_ASSIGN_OR_RETURN(StoredMember member, Read(find, network));
  return absl::optional<StoredMember>(std::move(member));
}

absl::StatusOr<std::vector<StoredMember>> MemberTable::List(int64_t network_key, absl::string_view network,
                                                            absl::string_view after_id, int limit) const {
  WEFT_ASSIGN_OR_RETURN(Statement list,
                        db_->Prepare("SELECT key, id, version, created, updated, profile FROM members WHERE network = "
                                     "?1 AND id > ?2 ORDER BY id LIMIT ?3",
                                     network_key, after_id, limit));
  std::vector<StoredMember> members;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, list.Step());
    if (!more) return members;
    WEFT_ASSIGN_OR_RETURN(StoredMember member, Read(list, network));
    members.push_back(std::move(member));
  }
}

absl::Status MemberTable::Visit(int64_t network_key, absl::string_view network,
                                const std::function<absl::Status(const StoredMember&)>& visitor) const {
  WEFT_ASSIGN_OR_RETURN(Statement list,
                        db_->Prepare("SELECT key, id, version, created, updated, profile FROM members WHERE network = "
                                     "?1 ORDER BY key",
                                     network_key));
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, list.Step());
    if (!more) return absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(const StoredMember member, Read(list, network));
    WEFT_RETURN_IF_ERROR(visitor(member));
  }
}

absl::StatusOr<int64_t> MemberTable::CreatedSequence(int64_t key) const {
  WEFT_ASSIGN_OR_RETURN(Statement find, db_->Prepare("SELECT created_sequence FROM members WHERE key = ?1", key));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  return found ? find.Int(0) : 0;
}

absl::StatusOr<int64_t> MemberTable::Insert(int64_t network, absl::string_view id, int64_t now, int64_t sequence,
                                            absl::string_view profile) {
  WEFT_ASSIGN_OR_RETURN(
      Statement insert,
      db_->Prepare("INSERT INTO members (network, id, version, created, updated, created_sequence, profile) VALUES "
                   "(?1, ?2, 1, ?3, ?3, ?4, ?5) RETURNING key",
                   network, id, now, sequence, Blob{profile}));
  WEFT_ASSIGN_OR_RETURN(const bool inserted, insert.Step());
  if (!inserted) return db_->Corrupt("a new member got no key");
  const int64_t key = insert.Int(0);
  WEFT_RETURN_IF_ERROR(insert.Run());
  return key;
}

absl::Status MemberTable::Update(int64_t key, int64_t now, absl::string_view profile) {
  return db_->Run("UPDATE members SET version = version + 1, updated = ?2, profile = ?3 WHERE key = ?1", key, now,
                  Blob{profile});
}

absl::Status MemberTable::Spoke(int64_t key, int64_t now) {
  return db_->Run("UPDATE members SET spoke = ?2 WHERE key = ?1", key, now);
}

absl::Status MemberTable::Delete(int64_t key) { return db_->Run("DELETE FROM members WHERE key = ?1", key); }

}  // namespace weft
