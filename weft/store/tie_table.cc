#include "weft/store/tie_table.h"

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

// Columns: a, id of a, b, id of b, weight, last_contact, period, kind, updated.
StoredTie Read(const Statement& row, absl::string_view network) {
  StoredTie out;
  out.key_a = row.Int(0);
  out.key_b = row.Int(2);
  out.tie.set_member_a(absl::StrCat("networks/", network, "/members/", row.Text(1)));
  out.tie.set_member_b(absl::StrCat("networks/", network, "/members/", row.Text(3)));
  out.tie.set_weight(row.Real(4));
  if (absl::optional<int64_t> last_contact = row.OptionalInt(5); last_contact.has_value()) {
    *out.tie.mutable_last_contact() = TimestampOf(*last_contact);
  } else if (absl::optional<int64_t> period = row.OptionalInt(6); period.has_value()) {
    out.tie.set_period(*period);
  }
  const absl::string_view kind = row.Text(7);
  out.tie.set_kind(kind.data(), kind.size());
  *out.tie.mutable_update_time() = TimestampOf(row.Int(8));
  return out;
}

}  // namespace

TieValue TieValue::Of(const v1::Tie& tie) {
  TieValue value;
  value.weight = tie.weight() == 0 ? 1 : tie.weight();
  if (tie.has_last_contact()) value.last_contact = MicrosOf(tie.last_contact());
  if (tie.has_period()) value.period = tie.period();
  value.kind = tie.kind();
  return value;
}

v1::Tie TieValue::ToTie() const {
  v1::Tie tie;
  tie.set_weight(weight);
  if (last_contact.has_value()) *tie.mutable_last_contact() = TimestampOf(*last_contact);
  if (period.has_value()) tie.set_period(*period);
  tie.set_kind(kind);
  return tie;
}

absl::StatusOr<absl::optional<StoredTieRow>> TieTable::Find(int64_t a, int64_t b) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement find,
      db_->Prepare("SELECT weight, last_contact, period, kind, removed FROM ties WHERE a = ?1 AND b = ?2", a, b));
  WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
  if (!found) return absl::optional<StoredTieRow>();
  StoredTieRow row;
  row.value.weight = find.Real(0);
  row.value.last_contact = find.OptionalInt(1);
  row.value.period = find.OptionalInt(2);
  row.value.kind = std::string(find.Text(3));
  row.removed = find.Int(4) != 0;
  return absl::optional<StoredTieRow>(std::move(row));
}

absl::StatusOr<std::vector<int64_t>> TieTable::Neighbors(int64_t member) const {
  WEFT_ASSIGN_OR_RETURN(Statement list,
                        db_->Prepare("SELECT b AS other FROM ties WHERE a = ?1 AND removed = 0 UNION ALL SELECT a FROM "
                                     "ties WHERE b = ?1 AND removed = 0 ORDER BY other",
                                     member));
  std::vector<int64_t> others;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, list.Step());
    if (!more) return others;
    others.push_back(list.Int(0));
  }
}

absl::StatusOr<std::vector<StoredTie>> TieTable::ReadAll(Statement* rows, absl::string_view network) const {
  std::vector<StoredTie> ties;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return ties;
    ties.push_back(Read(*rows, network));
  }
}

absl::StatusOr<std::vector<StoredTie>> TieTable::List(int64_t network_key, absl::string_view network,
                                                      absl::string_view after_a, absl::string_view after_b,
                                                      int limit) const {
  // CROSS JOIN keeps the order of the loops: members by id, their ties, the other ends. So a page costs a page.
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT t.a, ma.id, t.b, mb.id, t.weight, t.last_contact, t.period, t.kind, t.updated FROM members "
                   "ma CROSS JOIN ties t ON t.a = ma.key CROSS JOIN members mb ON mb.key = t.b WHERE ma.network = ?1 "
                   "AND ma.id >= ?2 AND (ma.id > ?2 OR mb.id > ?3) AND t.removed = 0 ORDER BY ma.id, mb.id LIMIT ?4",
                   network_key, after_a, after_b, limit));
  return ReadAll(&list, network);
}

absl::StatusOr<std::vector<StoredTie>> TieTable::ListOf(int64_t member, absl::string_view network,
                                                        absl::string_view after_a, absl::string_view after_b,
                                                        int limit) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT t.a, ma.id AS id_a, t.b, mb.id AS id_b, t.weight, t.last_contact, t.period, t.kind, "
                   "t.updated FROM (SELECT * FROM ties WHERE a = ?1 UNION ALL SELECT * FROM ties WHERE b = ?1) t CROSS "
                   "JOIN members ma ON ma.key = t.a CROSS JOIN members mb ON mb.key = t.b WHERE t.removed = 0 AND "
                   "(ma.id > ?2 OR (ma.id = ?2 AND mb.id > ?3)) ORDER BY id_a, id_b LIMIT ?4",
                   member, after_a, after_b, limit));
  return ReadAll(&list, network);
}

absl::Status TieTable::Visit(int64_t network_key, absl::string_view network,
                             const std::function<absl::Status(const StoredTie&)>& visitor) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT t.a, ma.id, t.b, mb.id, t.weight, t.last_contact, t.period, t.kind, t.updated FROM members "
                   "ma CROSS JOIN ties t ON t.a = ma.key CROSS JOIN members mb ON mb.key = t.b WHERE ma.network = ?1 "
                   "AND t.removed = 0 ORDER BY ma.key, t.b",
                   network_key));
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, list.Step());
    if (!more) return absl::OkStatus();
    WEFT_RETURN_IF_ERROR(visitor(Read(list, network)));
  }
}

absl::Status TieTable::Put(int64_t a, int64_t b, const TieValue& value, int64_t now) {
  return db_->Run(
      "INSERT INTO ties (a, b, weight, last_contact, period, kind, updated, removed) VALUES (?1, ?2, ?3, "
      "?4, ?5, ?6, ?7, 0) ON CONFLICT (a, b) DO UPDATE SET weight = excluded.weight, last_contact = "
      "excluded.last_contact, period = excluded.period, kind = excluded.kind, updated = excluded.updated, "
      "removed = 0",
      a, b, value.weight, value.last_contact, value.period, value.kind, now);
}

absl::Status TieTable::Delete(int64_t a, int64_t b) {
  return db_->Run("DELETE FROM ties WHERE a = ?1 AND b = ?2", a, b);
}

absl::Status TieTable::MarkRemoved(int64_t a, int64_t b, int64_t now) {
  return db_->Run(
      "UPDATE ties SET weight = 0, last_contact = NULL, period = NULL, kind = '', updated = ?3, removed = "
      "1 WHERE a = ?1 AND b = ?2",
      a, b, now);
}

absl::Status TieTable::DeleteAllOf(int64_t member) {
  WEFT_RETURN_IF_ERROR(db_->Run("DELETE FROM ties WHERE a = ?1", member));
  return db_->Run("DELETE FROM ties WHERE b = ?1", member);
}

}  // namespace weft
