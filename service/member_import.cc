#include "service/member_import.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "service/error_mapping.h"
#include "service/malformed_request.h"
#include "service/request_check.h"
#include "service/text_warmer.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/utf8.h"

namespace weft {
namespace {

constexpr int kErrorsShownMax = static_cast<int>(kImportErrorsShownMax);
constexpr size_t kNameBytesShown = 80;

std::string Shortened(absl::string_view name) {
  const absl::string_view head = name.substr(0, kNameBytesShown);
  return std::string(head.substr(0, Utf8PrefixLength(head)));
}

}  // namespace

MemberImport* MemberImport::Begin(grpc::CallbackServerContext* context, grpc::ByteBuffer* response,
                                  const CallRunner* runner, const Store* store, const Embedder* embedder) {
  auto* import = new MemberImport(context, response, runner, store, embedder);
  MutexLock lock(&import->mu_);
  import->StartRead(&import->message_);
  return import;
}

MemberImport::MemberImport(grpc::CallbackServerContext* context, grpc::ByteBuffer* response, const CallRunner* runner,
                           const Store* store, const Embedder* embedder)
    : runner_(*runner),
      store_(*store),
      embedder_(*embedder),
      client_deadline_(HasClientDeadline(*context)),
      state_(&runner->clock(), DeadlineOf(*context, runner->clock())),
      answer_(response) {}

void MemberImport::Release() {
  if (holders_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
}

void MemberImport::OnReadDone(bool ok) {
  if (!client_deadline_) state_.SetDeadline(runner_.clock().Now() + kDefaultDeadline);
  bool admitted = false;
  {
    MutexLock lock(&mu_);
    admitted = messages_ > 0;
  }
  std::function<void()> step = ok ? [this] { Take(); } : std::function<void()>([this] { Complete(); });
  // Once admitted, an import is not broken off because others came: it queues one step at a time.
  const absl::Status queued =
      admitted ? runner_.pool().SubmitNextStep(std::move(step)) : runner_.pool().Submit(std::move(step));
  if (!queued.ok()) End(queued);
}

void MemberImport::Take() {
  const absl::Status wanted = state_.Check();
  if (!wanted.ok()) return End(wanted);
  absl::StatusOr<WriteJob> job = [this] {
    MutexLock lock(&mu_);
    return Prepare();
  }();
  if (!job.ok()) return End(job.status());
  runner_.writer().Submit(*std::move(job));
}

absl::Status MemberImport::ReadHead() {
  if (messages_ > 0) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(NetworkName parent, NetworkName::Parse(request_.parent(), "parent"));
  WEFT_RETURN_IF_ERROR(CheckRequestId(request_.request_id()));
  WEFT_RETURN_IF_ERROR(store_.Sequence(parent.network()).status());
  parent_ = std::move(parent);
  request_id_ = request_.request_id();
  return absl::OkStatus();
}

absl::Status MemberImport::Parse() {
  const grpc::Status parsed = grpc::SerializationTraits<v1::ImportMembersRequest>::Deserialize(&message_, &request_);
  return parsed.ok() ? absl::OkStatus() : MalformedRequest(absl::StrCat("message ", messages_, " of the stream"));
}

absl::StatusOr<WriteJob> MemberImport::Prepare() {
  WEFT_RETURN_IF_ERROR(Parse());
  WEFT_RETURN_IF_ERROR(ReadHead());
  if (request_.members_size() > static_cast<int>(kMembersPerImportMessageMax)) {
    return InvalidField("members", absl::StrCat("has ", request_.members_size(), " entries; at most ",
                                                kMembersPerImportMessageMax, " are allowed in one message"));
  }
  good_rows_.clear();
  std::vector<std::string> texts;
  for (const v1::Member& member : request_.members()) {
    absl::StatusOr<Row> row = ParseRow(member);
    if (row.ok()) {
      for (std::string& text : row->patch.Texts()) texts.push_back(std::move(text));
      good_rows_.push_back(*std::move(row));
    } else {
      AddError(member, row.status());
    }
    ++rows_;
  }
  WEFT_RETURN_IF_ERROR(WarmTexts(embedder_, texts, [this] { return state_.Check(); }));

  WriteJob job;
  job.network = parent_->network();
  job.alone = true;
  if (!request_id_.empty()) {
    // The first message goes by the id as it is, so that no other call can have used it.
    job.request_id = messages_ == 0 ? request_id_ : absl::StrCat(request_id_, "#", messages_);
    job.request_fingerprint = FingerprintOfRequest(request_);
  }
  job.checkpoint = [this] { return state_.Check(); };
  job.mutations = [this] { return Mutations(); };
  job.answer = [this](const ApplyResult& result) {
    Count(result);
    return absl::OkStatus();
  };
  job.done = [this](const absl::Status& status) { Next(status); };
  ++messages_;
  return job;
}

absl::StatusOr<MemberImport::Row> MemberImport::ParseRow(const v1::Member& member) const {
  const bool is_name = member.name().find('/') != std::string::npos;
  absl::StatusOr<MemberName> name = is_name ? ParseMemberOf(parent_->network(), member.name(), "name")
                                            : MemberName::FromIds(parent_->network(), member.name(), "name");
  if (!name.ok()) return name.status();
  v1::Member profile = member;
  profile.clear_name();
  WEFT_ASSIGN_OR_RETURN(MemberPatch patch, MemberPatch::ForWhole(profile, ""));
  return Row{name->member(), std::move(patch)};
}

void MemberImport::AddError(const v1::Member& member, const absl::Status& status) {
  response_.set_failed_count(response_.failed_count() + 1);
  if (response_.errors_size() >= kErrorsShownMax) return;
  v1::ImportMembersResponse::RowError* error = response_.add_errors();
  error->set_row(rows_);
  error->set_member(Shortened(member.name()));
  const absl::optional<ErrorDetail> detail = DetailOf(status);
  if (!detail.has_value() || detail->violations.empty()) {
    error->set_description(std::string(status.message()));
    return;
  }
  const FieldViolation& first = detail->violations.front();
  error->set_field(first.field);
  error->set_description(first.description);
  if (detail->violations.size() > 1) {
    absl::StrAppend(error->mutable_description(), " (and ", detail->violations.size() - 1, " more in this row)");
  }
}

absl::StatusOr<std::vector<Mutation>> MemberImport::Mutations() {
  MutexLock lock(&mu_);
  kept_.clear();
  std::vector<Mutation> mutations;
  mutations.reserve(good_rows_.size());
  absl::flat_hash_map<std::string, v1::Member> written;  // A member may stand in several rows; the last one wins.
  for (const Row& row : good_rows_) {
    v1::Member& current = written[row.member_id];
    if (current.etag().empty()) {
      absl::StatusOr<StoredMember> stored = store_.GetMember(parent_->network(), row.member_id);
      if (stored.ok()) {
        current = std::move(stored->member);
      } else if (!absl::IsNotFound(stored.status())) {
        return stored.status();
      }
    }
    WEFT_ASSIGN_OR_RETURN(MemberPatch::Result result, row.patch.ApplyTo(current, /*speaks_for_member=*/false));
    current = result.member;
    if (!result.kept_fields.empty()) {
      v1::ImportMembersResponse::Kept& kept = kept_.emplace_back();
      kept.set_member(absl::StrCat(parent_->ToString(), "/members/", row.member_id));
      for (std::string& field : result.kept_fields) kept.add_fields(std::move(field));
    }
    mutations.emplace_back(PutMemberMutation{parent_->network(), row.member_id, std::move(result.member),
                                             PutMemberMutation::Expect::kAnything});
  }
  return mutations;
}

void MemberImport::Count(const ApplyResult& result) {
  MutexLock lock(&mu_);
  using Outcome = ApplyResult::Outcome;
  auto count = [&result](Outcome outcome) {
    return std::count(result.outcomes.begin(), result.outcomes.end(), outcome);
  };
  response_.set_created_count(response_.created_count() + count(Outcome::kCreated));
  response_.set_updated_count(response_.updated_count() + count(Outcome::kUpdated));
  response_.set_unchanged_count(response_.unchanged_count() + count(Outcome::kUnchanged));
  for (v1::ImportMembersResponse::Kept& kept : kept_) {
    if (response_.kept_size() < kErrorsShownMax) *response_.add_kept() = std::move(kept);
  }
  kept_.clear();
}

void MemberImport::Next(const absl::Status& status) {
  if (!status.ok()) return End(status);
  MutexLock lock(&mu_);
  StartRead(&message_);
}

void MemberImport::Complete() {
  absl::Status status = state_.Check();
  if (status.ok()) {
    MutexLock lock(&mu_);
    if (!parent_.has_value()) {
      status = InvalidField("parent", "is missing: the stream ended before its first message");
    } else {
      absl::StatusOr<int64_t> sequence = store_.Sequence(parent_->network());
      status = sequence.status();
      if (sequence.ok()) {
        response_.set_change_sequence(*sequence);
        bool own_buffer = false;
        const grpc::Status written =
            grpc::SerializationTraits<v1::ImportMembersResponse>::Serialize(response_, answer_, &own_buffer);
        if (!written.ok()) status = absl::InternalError(written.error_message());
      }
    }
  }
  End(status);
}

void MemberImport::End(const absl::Status& status) {
  Finish(ToGrpc(status));
  Release();
}

}  // namespace weft
