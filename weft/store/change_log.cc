#include "weft/store/change_log.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"

namespace weft {
namespace {

const char* ActionOf(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::kNetwork:
      return "network.create";
    case Change::Kind::kPolicy:
      return "policy.set";
    case Change::Kind::kMember:
      return "member.put";
    case Change::Kind::kMemberDeleted:
      return "member.delete";
    case Change::Kind::kTie:
      return "tie.put";
    case Change::Kind::kTieDeleted:
      return "tie.delete";
    case Change::Kind::kIntroduction:
      return "introduction.put";
    case Change::Kind::kContact:
      return "contact.put";
    case Change::Kind::kRound:
      return "round.put";
  }
  return "unknown";
}

// `id`: of a member, an introduction or a round. Empty as soon as one of the members is gone.
std::string SubjectOf(Change::Kind kind, absl::string_view network, absl::string_view id, absl::string_view other) {
  const std::string parent = absl::StrCat("networks/", network);
  switch (kind) {
    case Change::Kind::kNetwork:
    case Change::Kind::kPolicy:
      return parent;
    case Change::Kind::kMember:
    case Change::Kind::kMemberDeleted:
      return id.empty() ? "" : absl::StrCat(parent, "/members/", id);
    case Change::Kind::kTie:
    case Change::Kind::kTieDeleted:
      if (id.empty() || other.empty()) return "";
      return absl::StrCat(parent, "/members/", id, " ", parent, "/members/", other);
    case Change::Kind::kIntroduction:
      return absl::StrCat(parent, "/introductions/", id);
    case Change::Kind::kContact:
      return id.empty() ? "" : absl::StrCat(parent, "/members/", id, "/contact");
    case Change::Kind::kRound:
      return absl::StrCat(parent, "/rounds/r", id);
  }
  return "";
}

}  // namespace

absl::Status ChangeLog::Append(int64_t network, const Change& change, const Caller& caller, int64_t now) {
  return db_->Run(
      "INSERT INTO changes (network, sequence, kind, key, other_key, time, caller, spoke_for_member) VALUES "
      "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      network, change.sequence, static_cast<int64_t>(change.kind), change.key, change.other_key, now, caller.id,
      caller.speaks_for_member);
}

absl::StatusOr<std::vector<Change>> ChangeLog::Read(int64_t network, int64_t after, int limit) const {
  WEFT_ASSIGN_OR_RETURN(Statement list,
                        db_->Prepare("SELECT sequence, kind, key, other_key FROM changes WHERE network = ?1 AND "
                                     "sequence > ?2 ORDER BY sequence LIMIT ?3",
                                     network, after, limit));
  std::vector<Change> changes;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, list.Step());
    if (!more) return changes;
    changes.push_back({list.Int(0), static_cast<Change::Kind>(list.Int(1)), list.Int(2), list.Int(3)});
  }
}

absl::StatusOr<std::vector<AuditEntry>> ChangeLog::Audit(int64_t network_key, absl::string_view network, int64_t after,
                                                         int limit) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare(
          "SELECT c.sequence, c.kind, c.time, c.caller, c.spoke_for_member, CASE c.kind WHEN ?4 THEN (SELECT id "
          "FROM introductions WHERE key = c.key) WHEN ?5 THEN (SELECT number FROM rounds WHERE key = c.key) ELSE "
          "(SELECT id FROM members WHERE key = c.key) END, o.id FROM changes c LEFT JOIN members o ON o.key = "
          "c.other_key WHERE c.network = ?1 AND c.sequence > ?2 ORDER BY c.sequence LIMIT ?3",
          network_key, after, limit, static_cast<int64_t>(Change::Kind::kIntroduction),
          static_cast<int64_t>(Change::Kind::kRound)));
  std::vector<AuditEntry> entries;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, list.Step());
    if (!more) return entries;
    const auto kind = static_cast<Change::Kind>(list.Int(1));
    AuditEntry entry;
    entry.sequence = list.Int(0);
    entry.time = FromMicros(list.Int(2));
    entry.caller = std::string(list.Text(3));
    entry.spoke_for_member = list.Int(4) != 0;
    entry.action = ActionOf(kind);
    entry.subject = SubjectOf(kind, network, list.Text(5), list.Text(6));
    entries.push_back(std::move(entry));
  }
}

}  // namespace weft
