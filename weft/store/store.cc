#include "weft/store/store.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/base/mutex.h"
#include "weft/store/batch_writer.h"
#include "weft/store/change_log.h"
#include "weft/store/contact_table.h"
#include "weft/store/database.h"
#include "weft/store/delta_reader.h"
#include "weft/store/member_table.h"
#include "weft/store/network_table.h"
#include "weft/store/policy_history.h"
#include "weft/store/read_pool.h"
#include "weft/store/request_log.h"
#include "weft/store/store_schema.h"
#include "weft/store/tie_table.h"

namespace weft {

class Store::Impl {
 public:
  Impl(const Clock* clock, std::unique_ptr<Database> writer, std::unique_ptr<ReadPool> readers)
      : clock_(clock),
        writer_(std::move(writer)),
        readers_(std::move(readers)),
        introductions_(readers_.get()),
        rounds_(readers_.get()),
        messages_(readers_.get()) {}

  std::vector<absl::StatusOr<ApplyResult>> ApplyGroup(absl::Span<const WriteBatch> batches) {
    if (batches.empty()) return {};
    MutexLock lock(&write_mu_);
    absl::StatusOr<std::vector<absl::StatusOr<ApplyResult>>> results = Write(batches);
    if (results.ok()) return *std::move(results);
    return std::vector<absl::StatusOr<ApplyResult>>(batches.size(), results.status());
  }

  absl::StatusOr<std::string> KeepSecret(absl::string_view name, absl::string_view fresh) {
    MutexLock lock(&write_mu_);
    Database* db = writer_.get();
    WEFT_ASSIGN_OR_RETURN(Transaction transaction, Transaction::Begin(db, Transaction::Kind::kWrite));
    WEFT_RETURN_IF_ERROR(
        db->Run("INSERT INTO secrets (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING", name, Blob{fresh}));
    std::string value;
    {
      WEFT_ASSIGN_OR_RETURN(Statement find, db->Prepare("SELECT value FROM secrets WHERE name = ?1", name));
      WEFT_ASSIGN_OR_RETURN(const bool found, find.Step());
      if (!found) return db->Corrupt("a secret that was written is not there");
      value = std::string(find.Bytes(0));
    }
    WEFT_RETURN_IF_ERROR(transaction.Commit());
    return value;
  }

  ReadPool::Lease Borrow() { return readers_->Borrow(); }
  const IntroductionReads& introductions() const { return introductions_; }
  const RoundReads& rounds() const { return rounds_; }
  const MessageReads& messages() const { return messages_; }

 private:
  // Writes a group in one transaction. An error means that nothing of it was written.
  absl::StatusOr<std::vector<absl::StatusOr<ApplyResult>>> Write(absl::Span<const WriteBatch> batches)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(write_mu_) {
    Database* db = writer_.get();
    WEFT_ASSIGN_OR_RETURN(Transaction transaction, Transaction::Begin(db, Transaction::Kind::kWrite));
    const int64_t now = ToMicros(clock_->Now());
    if (std::any_of(batches.begin(), batches.end(), [](const WriteBatch& b) { return !b.request_id.empty(); })) {
      WEFT_RETURN_IF_ERROR(RequestLog(db).Purge(now));
    }
    std::vector<absl::StatusOr<ApplyResult>> results;
    results.reserve(batches.size());
    for (const WriteBatch& batch : batches) {
      WEFT_RETURN_IF_ERROR(db->Run("SAVEPOINT batch"));
      results.push_back(BatchWriter(db, batch, now).Write());
      if (!results.back().ok()) {
        if (!db->InTransaction()) return results.back().status();  // A full disk, for one, ends it all.
        WEFT_RETURN_IF_ERROR(db->Run("ROLLBACK TO batch"));
      }
      WEFT_RETURN_IF_ERROR(db->Run("RELEASE batch"));
    }
    WEFT_RETURN_IF_ERROR(transaction.Commit());
    return results;
  }

  const Clock* const clock_;
  Mutex write_mu_;
  const std::unique_ptr<Database> writer_ ABSL_PT_GUARDED_BY(write_mu_);
  const std::unique_ptr<ReadPool> readers_;  // Ends before the writer: the last connection closed tidies the log up.
  const IntroductionReads introductions_;
  const RoundReads rounds_;
  const MessageReads messages_;
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::~Store() = default;

absl::StatusOr<std::unique_ptr<Store>> Store::Open(const std::string& data_directory, const Clock* clock,
                                                   const Options& options) {
  if (options.create) WEFT_RETURN_IF_ERROR(MakeDirectories(data_directory));
  const std::string path = absl::StrCat(data_directory, "/weft.db");
  Database::Options database;
  database.mode = options.create ? Database::Mode::kCreate : Database::Mode::kReadWrite;
  database.busy_timeout = options.busy_timeout;
  Database::Options writing = database;
  writing.cache_kib = 4 * database.cache_kib;  // Filled by imports only: what does not fit is written twice.
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<Database> writer, OpenWithSchema(path, StoreSchema(), writing));
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<ReadPool> readers, ReadPool::Open(path, options.read_connections, database));
  return std::unique_ptr<Store>(new Store(std::make_unique<Impl>(clock, std::move(writer), std::move(readers))));
}

absl::StatusOr<ApplyResult> Store::Apply(const WriteBatch& batch) {
  return std::move(impl_->ApplyGroup(absl::MakeConstSpan(&batch, 1)).front());
}

std::vector<absl::StatusOr<ApplyResult>> Store::ApplyGroup(absl::Span<const WriteBatch> batches) {
  return impl_->ApplyGroup(batches);
}

absl::StatusOr<v1::Network> Store::GetNetwork(absl::string_view network) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const NetworkRow row, NetworkTable(db.get()).Get(network));
  return row.ToNetwork();
}

absl::StatusOr<std::vector<v1::Network>> Store::ListNetworks(absl::string_view after_id, int limit) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const std::vector<NetworkRow> rows, NetworkTable(db.get()).List(after_id, limit));
  std::vector<v1::Network> networks;
  networks.reserve(rows.size());
  for (const NetworkRow& row : rows) networks.push_back(row.ToNetwork());
  return networks;
}

absl::StatusOr<StoredMember> Store::GetMember(absl::string_view network, absl::string_view member_id) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return MemberTable(db.get()).Get(at.key, network, member_id);
}

absl::StatusOr<std::vector<StoredMember>> Store::ListMembers(absl::string_view network, absl::string_view after_id,
                                                             int limit) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return MemberTable(db.get()).List(at.key, network, after_id, limit);
}

absl::StatusOr<std::vector<StoredTie>> Store::ListTies(absl::string_view network, absl::string_view member_id,
                                                       std::pair<std::string, std::string> after, int limit) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  const TieTable ties(db.get());
  if (member_id.empty()) return ties.List(at.key, network, after.first, after.second, limit);
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> key, MemberTable(db.get()).FindKey(at.key, member_id));
  if (!key.has_value()) return MemberNotFound(network, member_id);
  return ties.ListOf(*key, network, after.first, after.second, limit);
}

absl::StatusOr<absl::optional<v1::Tie>> Store::FindTie(absl::string_view network, absl::string_view member_a,
                                                       absl::string_view member_b) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  const MemberTable members(db.get());
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> a, members.FindKey(at.key, std::min(member_a, member_b)));
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> b, members.FindKey(at.key, std::max(member_a, member_b)));
  if (!a.has_value() || !b.has_value()) return absl::optional<v1::Tie>();
  WEFT_ASSIGN_OR_RETURN(const absl::optional<StoredTieRow> row, TieTable(db.get()).Find(*a, *b));
  if (!row.has_value() || row->removed) return absl::optional<v1::Tie>();
  v1::Tie tie = row->value.ToTie();
  tie.set_member_a(absl::StrCat("networks/", network, "/members/", std::min(member_a, member_b)));
  tie.set_member_b(absl::StrCat("networks/", network, "/members/", std::max(member_a, member_b)));
  return absl::optional<v1::Tie>(std::move(tie));
}

absl::StatusOr<std::vector<v1::PolicyChange>> Store::ListPolicyChanges(absl::string_view network, int64_t before,
                                                                       int limit) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return PolicyHistory(db.get()).List(at.key, before, limit);
}

absl::StatusOr<std::vector<AuditEntry>> Store::ListAudit(absl::string_view network, int64_t after, int limit) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return ChangeLog(db.get()).Audit(at.key, network, after, limit);
}

absl::StatusOr<v1::Contact> Store::GetContact(absl::string_view network, absl::string_view member_id) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  WEFT_ASSIGN_OR_RETURN(const absl::optional<int64_t> key, MemberTable(db.get()).FindKey(at.key, member_id));
  if (!key.has_value()) return MemberNotFound(network, member_id);
  WEFT_ASSIGN_OR_RETURN(v1::Contact contact, ContactTable(db.get()).Get(*key));
  contact.set_name(absl::StrCat("networks/", network, "/members/", member_id, "/contact"));
  return contact;
}

const IntroductionReads& Store::introductions() const { return impl_->introductions(); }
const RoundReads& Store::rounds() const { return impl_->rounds(); }
const MessageReads& Store::messages() const { return impl_->messages(); }

absl::StatusOr<std::string> Store::KeepSecret(absl::string_view name, absl::string_view fresh) {
  return impl_->KeepSecret(name, fresh);
}

absl::StatusOr<int64_t> Store::Sequence(absl::string_view network) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const NetworkTable::Position at, NetworkTable(db.get()).GetPosition(network));
  return at.sequence;
}

absl::StatusOr<Store::Delta> Store::ReadDelta(absl::string_view network, int64_t after, int limit) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  return ReadDeltaFrom(db.get(), network, after, limit);
}

absl::Status Store::ReadNetwork(absl::string_view network, const Visitor& visitor) const {
  const ReadPool::Lease db = impl_->Borrow();
  WEFT_ASSIGN_OR_RETURN(const Transaction snapshot, Transaction::Begin(db.get(), Transaction::Kind::kRead));
  WEFT_ASSIGN_OR_RETURN(const NetworkRow row, NetworkTable(db.get()).Get(network));
  WEFT_RETURN_IF_ERROR(visitor.network(row.ToNetwork()));
  WEFT_RETURN_IF_ERROR(MemberTable(db.get()).Visit(row.key, network, visitor.member));
  return TieTable(db.get()).Visit(row.key, network, visitor.tie);
}

}  // namespace weft
