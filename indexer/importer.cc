#include "indexer/importer.h"

#include <google/protobuf/util/message_differencer.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "indexer/network_data.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/profile/participation.h"

namespace weft {
namespace {

// A batch that lost a race so often meets something else than a race.
constexpr int kAttemptsMax = 20;

bool LostRace(const absl::Status& status) { return absl::IsAborted(status) || absl::IsAlreadyExists(status); }

std::string FileName(const std::string& path) { return std::filesystem::path(path).filename().string(); }

void Count(ApplyResult::Outcome outcome, ImportReport* report) {
  switch (outcome) {
    case ApplyResult::Outcome::kCreated:
      ++report->created_count;
      return;
    case ApplyResult::Outcome::kUpdated:
      ++report->updated_count;
      return;
    default:
      ++report->unchanged_count;
  }
}

// Whether two members say the same, but for what the store fills in.
bool SameContent(v1::Member a, v1::Member b) {
  for (v1::Member* member : {&a, &b}) {
    member->clear_name();
    member->clear_etag();
    member->clear_create_time();
    member->clear_update_time();
  }
  return google::protobuf::util::MessageDifferencer::Equals(a, b);
}

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

absl::StatusOr<ImportResult> Importer::Run(const ImportOptions& options) {
  ImportResult result;
  result.members.file = FileName(options.members_path);
  result.ties.file = FileName(options.ties_path);
  // A strict import looks at everything before it writes anything.
  const bool write_at_once = !options.dry_run && !options.strict;
  if (!options.strict) WEFT_RETURN_IF_ERROR(EnsureNetwork(options, &result));
  if (!options.members_path.empty()) WEFT_RETURN_IF_ERROR(ReadMemberFile(options, &result));
  if (!options.ties_path.empty()) WEFT_RETURN_IF_ERROR(ReadTieFile(options, &result));
  if (options.strict && result.AllGood()) {
    WEFT_RETURN_IF_ERROR(EnsureNetwork(options, &result));
    const bool write = !options.dry_run;
    WEFT_RETURN_IF_ERROR(ImportMembers(&held_members_, write, &result));
    WEFT_RETURN_IF_ERROR(ImportTies(&held_ties_, write, &result));
    result.written = write;
  }
  if (write_at_once) result.written = true;
  result.ties.read.bad_row_count += dropped_tie_rows_;
  const absl::StatusOr<int64_t> sequence = store_->Sequence(network_.network());
  if (sequence.ok()) result.change_sequence = *sequence;
  return result;
}

absl::Status Importer::EnsureNetwork(const ImportOptions& options, ImportResult* result) {
  const absl::StatusOr<v1::Network> network = store_->GetNetwork(network_.network());
  if (network.ok()) {
    const v1::Policy::Unspoken now = network->policy().unspoken() == v1::Policy::UNSPOKEN_UNSPECIFIED
                                         ? v1::Policy::UNSPOKEN_ASK_FIRST
                                         : network->policy().unspoken();
    result->unspoken_disregarded = options.unspoken.has_value() && *options.unspoken != now;
    return absl::OkStatus();
  }
  if (!absl::IsNotFound(network.status())) return network.status();
  result->network_created = true;
  if (options.dry_run) return absl::OkStatus();
  CreateNetworkMutation create;
  create.network = network_.network();
  create.policy.set_unspoken(options.unspoken.value_or(v1::Policy::UNSPOKEN_ASK_FIRST));
  if (create.policy.unspoken() == v1::Policy::UNSPOKEN_SHOW) {
    create.policy.set_unspoken_ground("import: stated by the operator with --unspoken show");
  }
  WriteBatch batch;
  batch.mutations.push_back(std::move(create));
  const absl::Status created = store_->Apply(batch).status();
  // Another import was quicker.
  if (!absl::IsAlreadyExists(created)) return created;
  result->network_created = false;
  return EnsureNetwork(options, result);
}

absl::Status Importer::ReadMemberFile(const ImportOptions& options, ImportResult* result) {
  std::vector<MemberRow> batch;
  int64_t seen = 0;
  const auto flush = [&]() -> absl::Status {
    Report(options.progress, "importing members", static_cast<uint64_t>(seen), 0);
    if (options.strict) {
      for (MemberRow& row : batch) held_members_.push_back(std::move(row));
      batch.clear();
      return absl::OkStatus();
    }
    return ImportMembers(&batch, !options.dry_run, result);
  };
  MemberReaderOptions reader_options;
  reader_options.strict = options.strict;
  WEFT_ASSIGN_OR_RETURN(result->members.read,
                        ReadMembersFile(
                            options.members_path, network_, reader_options,
                            [&](MemberRow row) -> absl::Status {
                              // A tie may name it even if it is not in the store, in dry and strict runs.
                              known_ids_.insert(MemberId(row.member));
                              batch.push_back(std::move(row));
                              ++seen;
                              return batch.size() < kImportBatch ? absl::OkStatus() : flush();
                            },
                            [&](ImportError error) { result->members.AddError(std::move(error)); }));
  return flush();
}

absl::Status Importer::ReadTieFile(const ImportOptions& options, ImportResult* result) {
  std::vector<TieRow> batch;
  int64_t seen = 0;
  WEFT_ASSIGN_OR_RETURN(const absl::flat_hash_set<std::string> stored_ids, StoredIds());
  known_ids_.insert(stored_ids.begin(), stored_ids.end());
  const auto flush = [&]() -> absl::Status {
    Report(options.progress, "importing ties", static_cast<uint64_t>(seen), 0);
    DropUnknownEnds(&batch, result);
    if (options.strict) {
      for (TieRow& row : batch) held_ties_.push_back(std::move(row));
      batch.clear();
      return absl::OkStatus();
    }
    return ImportTies(&batch, !options.dry_run, result);
  };
  WEFT_ASSIGN_OR_RETURN(result->ties.read, ReadTiesFile(
                                               options.ties_path, network_,
                                               [&](TieRow row) -> absl::Status {
                                                 batch.push_back(std::move(row));
                                                 ++seen;
                                                 return batch.size() < kImportBatch ? absl::OkStatus() : flush();
                                               },
                                               [&](ImportError error) { result->ties.AddError(std::move(error)); }));
  return flush();
}

absl::StatusOr<Importer::PlannedMember> Importer::Plan(const v1::Member& row) const {
  PlannedMember planned;
  planned.mutation.network = network_.network();
  planned.mutation.member_id = MemberId(row);
  planned.mutation.member = row;
  planned.mutation.expect = PutMemberMutation::Expect::kAbsent;
  const absl::StatusOr<StoredMember> stored = store_->GetMember(network_.network(), planned.mutation.member_id);
  if (absl::IsNotFound(stored.status())) return planned;
  if (!stored.ok()) return stored.status();
  planned.exists = true;
  WEFT_ASSIGN_OR_RETURN(ParticipationMerge merge,
                        MergeParticipation(stored->member.participation(), row.participation(),
                                           StatedFields(row.participation()), /*speaks_for_member=*/false));
  planned.kept_fields = std::move(merge.kept_fields);
  v1::Member* member = &planned.mutation.member;
  member->clear_participation();
  // An empty message and none are one thing to people, not to the store.
  if (stored->member.has_participation() || merge.merged.ByteSizeLong() > 0) {
    *member->mutable_participation() = std::move(merge.merged);
  }
  planned.unchanged = SameContent(*member, stored->member);
  member->set_etag(stored->member.etag());
  planned.mutation.expect = PutMemberMutation::Expect::kEtag;
  return planned;
}

absl::Status Importer::EmbedPhrases(const std::vector<MemberRow>& rows) const {
  if (embedder_ == nullptr) return absl::OkStatus();
  absl::flat_hash_set<std::string> distinct;
  std::vector<std::string> texts;
  const auto add = [&](const std::string& text) {
    if (!text.empty() && distinct.insert(text).second) texts.push_back(text);
  };
  for (const MemberRow& row : rows) {
    for (const auto* list : {&row.member.interests(), &row.member.offers(), &row.member.needs()}) {
      for (const std::string& text : *list) add(text);
    }
    add(row.member.bio());
  }
  std::vector<float> vectors(texts.size() * static_cast<size_t>(embedder_->dimension()));
  return embedder_->Embed(texts, absl::MakeSpan(vectors));  // The cache keeps them; nobody needs them here.
}

absl::Status Importer::ImportMembers(std::vector<MemberRow>* rows, bool write, ImportResult* result) {
  const std::vector<MemberRow> all = std::move(*rows);
  rows->clear();
  for (size_t begin = 0; begin < all.size(); begin += kImportBatch) {
    const size_t end = std::min(all.size(), begin + kImportBatch);
    const std::vector<MemberRow> batch(all.begin() + static_cast<ptrdiff_t>(begin),
                                       all.begin() + static_cast<ptrdiff_t>(end));
    if (write) WEFT_RETURN_IF_ERROR(EmbedPhrases(batch));
    for (int attempt = 1;; ++attempt) {
      WriteBatch write_batch;
      std::vector<PlannedMember> planned;
      for (const MemberRow& row : batch) {
        WEFT_ASSIGN_OR_RETURN(PlannedMember member, Plan(row.member));
        if (!member.unchanged) write_batch.mutations.push_back(member.mutation);
        planned.push_back(std::move(member));
      }
      if (write && !write_batch.mutations.empty()) {
        const absl::Status applied = store_->Apply(write_batch).status();
        if (!applied.ok() && LostRace(applied) && attempt < kAttemptsMax) continue;
        // Deleted between reading and writing: the next reading sees it.
        if (absl::IsNotFound(applied) && attempt < kAttemptsMax) continue;
        WEFT_RETURN_IF_ERROR(applied);
      }
      for (PlannedMember& member : planned) {
        Count(member.unchanged ? ApplyResult::Outcome::kUnchanged
              : member.exists  ? ApplyResult::Outcome::kUpdated
                               : ApplyResult::Outcome::kCreated,
              &result->members);
        if (!member.kept_fields.empty()) {
          result->members.AddKept({member.mutation.member_id, std::move(member.kept_fields)});
        }
      }
      break;
    }
  }
  return absl::OkStatus();
}

absl::Status Importer::ImportTies(std::vector<TieRow>* rows, bool write, ImportResult* result) {
  std::vector<TieRow> all = std::move(*rows);
  rows->clear();
  for (size_t begin = 0; begin < all.size(); begin += kImportBatch) {
    const size_t end = std::min(all.size(), begin + kImportBatch);
    std::vector<TieRow> batch(all.begin() + static_cast<ptrdiff_t>(begin), all.begin() + static_cast<ptrdiff_t>(end));
    if (!write) continue;  // What the store would make of them is known only by writing.
    for (int attempt = 1; !batch.empty(); ++attempt) {
      WriteBatch write_batch;
      for (const TieRow& row : batch) write_batch.mutations.push_back(PutTieMutation{network_.network(), row.tie});
      const absl::StatusOr<ApplyResult> applied = store_->Apply(write_batch);
      if (absl::IsNotFound(applied.status()) && attempt < kAttemptsMax) {
        // A member was deleted meanwhile.
        WEFT_ASSIGN_OR_RETURN(known_ids_, StoredIds());
        DropUnknownEnds(&batch, result);
        continue;
      }
      if (!applied.ok()) return applied.status();
      for (size_t i = 0; i < batch.size(); ++i) {
        Count(applied->outcomes[i], &result->ties);
        if (applied->outcomes[i] == ApplyResult::Outcome::kKept) {
          result->ties.AddKept(
              {IdOf(batch[i].tie.member_a()), {absl::StrCat("no tie to ", IdOf(batch[i].tie.member_b()))}});
        }
      }
      break;
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<absl::flat_hash_set<std::string>> Importer::StoredIds() const {
  absl::flat_hash_set<std::string> ids;
  std::string after;
  for (;;) {
    const absl::StatusOr<std::vector<StoredMember>> page =
        store_->ListMembers(network_.network(), after, kListPageSizeMax);
    if (absl::IsNotFound(page.status())) return ids;  // A strict or dry run before the network is there.
    if (!page.ok()) return page.status();
    for (const StoredMember& stored : *page) ids.insert(MemberId(stored.member));
    if (page->size() < kListPageSizeMax) break;
    after = MemberId(page->back().member);
  }
  return ids;
}

void Importer::DropUnknownEnds(std::vector<TieRow>* rows, ImportResult* result) {
  std::vector<TieRow> good;
  for (TieRow& row : *rows) {
    bool known = true;
    for (const std::string* end : {&row.tie.member_a(), &row.tie.member_b()}) {
      const std::string id = IdOf(*end);
      if (known_ids_.contains(id)) continue;
      known = false;
      result->ties.AddError({row.line, "", absl::StrCat("no member has the id ", id)});
    }
    if (known) {
      good.push_back(std::move(row));
    } else {
      ++dropped_tie_rows_;
    }
  }
  *rows = std::move(good);
}

}  // namespace weft
