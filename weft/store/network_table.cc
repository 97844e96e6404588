#include "weft/store/network_table.h"

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/store/etag.h"
#include "weft/store/timestamp.h"

namespace weft {

std::string NetworkRow::Etag() const { return EtagOf(key, version); }

v1::Network NetworkRow::ToNetwork() const {
  v1::Network network;
  network.set_name(absl::StrCat("networks/", id));
  network.set_display_name(display_name);
  *network.mutable_policy() = policy;
  network.set_etag(Etag());
  *network.mutable_create_time() = TimestampOf(created);
  network.set_change_sequence(sequence);
  network.set_member_count(member_count);
  network.set_tie_count(tie_count);
  return network;
}

absl::Status NetworkNotFound(absl::string_view id) {
  return Error(absl::StatusCode::kNotFound, "NETWORK_NOT_FOUND", absl::StrCat("there is no network ", id),
               {{"network", std::string(id)}});
}

absl::StatusOr<NetworkRow> NetworkTable::Read(const Statement& row) const {
  NetworkRow out;
  out.key = row.Int(0);
  out.id = std::string(row.Text(1));
  out.display_name = std::string(row.Text(2));
  const absl::string_view policy = row.Bytes(3);
  if (!out.policy.ParseFromArray(policy.data(), static_cast<int>(policy.size()))) {
    return db_->Corrupt(absl::StrCat("the policy of network ", out.id, " is unreadable"));
  }
  out.version = row.Int(4);
  out.created = row.Int(5);
  out.sequence = row.Int(6);
  out.member_count = row.Int(7);
  out.tie_count = row.Int(8);
  return out;
}

absl::StatusOr<absl::optional<NetworkRow>> NetworkTable::Find(absl::string_view id) const {
  WEFT_ASSIGN_OR_RETURN(Statement find,
                        db_->Prepare("SELECT key, id, display_name, policy, version, created, sequence, member_count, "
                                     "tie_count FROM networks WHERE id = ?1",
                                     id));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return absl::optional<NetworkRow>();
  WEFT_ASSIGN_OR_RETURN(NetworkRow row, Read(find));
  return absl::optional<NetworkRow>(std::move(row));
}

absl::StatusOr<NetworkRow> NetworkTable::Get(absl::string_view id) const {
  WEFT_ASSIGN_OR_RETURN(absl::optional<NetworkRow> row, Find(id));
  if (!row.has_value()) return NetworkNotFound(id);
  return *std::move(row);
}

absl::StatusOr<NetworkTable::Position> NetworkTable::GetPosition(absl::string_view id) const {
  WEFT_ASSIGN_OR_RETURN(Statement find, db_->Prepare("SELECT key, sequence FROM networks WHERE id = ?1", id));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return NetworkNotFound(id);
  return Position{find.Int(0), find.Int(1)};
}

absl::StatusOr<std::vector<NetworkRow>> NetworkTable::List(absl::string_view after_id, int limit) const {
  WEFT_ASSIGN_OR_RETURN(Statement list,
                        db_->Prepare("SELECT key, id, display_name, policy, version, created, sequence, member_count, "
                                     "tie_count FROM networks WHERE id > ?1 ORDER BY id LIMIT ?2",
                                     after_id, limit));
  std::vector<NetworkRow> rows;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, list.Step());
    if (!more) return rows;
    WEFT_ASSIGN_OR_RETURN(NetworkRow row, Read(list));
    rows.push_back(std::move(row));
  }
}

absl::Status NetworkTable::Insert(NetworkRow* row) {
  WEFT_ASSIGN_OR_RETURN(
      Statement insert,
      db_->Prepare("INSERT INTO networks (id, display_name, policy, version, created, sequence, member_count, "
                   "tie_count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING key",
                   row->id, row->display_name, Blob{row->policy.SerializeAsString()}, row->version, row->created,
                   row->sequence, row->member_count, row->tie_count));
  WEFT_ASSIGN_OR_RETURN(const bool inserted, insert.Step());
  if (!inserted) return db_->Corrupt("a new network got no key");
  row->key = insert.Int(0);
  return insert.Run();
}

absl::Status NetworkTable::Update(const NetworkRow& row) {
  return db_->Run(
      "UPDATE networks SET display_name = ?2, policy = ?3, version = ?4, sequence = ?5, member_count = ?6, "
      "tie_count = ?7 WHERE key = ?1",
      row.key, row.display_name, Blob{row.policy.SerializeAsString()}, row.version, row.sequence, row.member_count,
      row.tie_count);
}

absl::Status NetworkTable::UpdateCounts(const NetworkRow& row) {
  return db_->Run("UPDATE networks SET sequence = ?2, member_count = ?3, tie_count = ?4 WHERE key = ?1", row.key,
                  row.sequence, row.member_count, row.tie_count);
}

}  // namespace weft
