#include "service/tie_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/page.h"
#include "service/page_token.h"
#include "service/request_check.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"
#include "weft/profile/profile.h"

namespace weft {
namespace {

// The list's parent: a network, or one of its members.
struct TieParent {
  std::string network;
  std::string member;  // Id, or empty.
};

absl::StatusOr<TieParent> ParseTieParent(const std::string& parent) {
  absl::StatusOr<MemberName> member = MemberName::Parse(parent, "parent");
  if (member.ok()) return TieParent{member->network(), member->member()};
  absl::StatusOr<NetworkName> network = NetworkName::Parse(parent, "parent");
  if (network.ok()) return TieParent{network->network(), ""};
  return parent.find("/members/") == std::string::npos ? network.status() : member.status();
}

// The request's ties as they are written. Every bad one is named.
absl::StatusOr<std::vector<Mutation>> ParseTies(const v1::BatchUpsertTiesRequest& request, const NetworkName& parent) {
  const size_t count = static_cast<size_t>(request.ties_size());
  if (count == 0 || count > kTiesPerBatchMax) {
    return InvalidField("ties", absl::StrCat("has ", count, " entries; expected 1 to ", kTiesPerBatchMax));
  }
  std::vector<FieldViolation> violations;
  std::vector<Mutation> mutations;
  mutations.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    v1::Tie tie = request.ties(static_cast<int>(i));
    const std::string field = absl::StrCat("ties[", i, "]");
    // Before normalizing, which may swap the ends that errors name.
    absl::Status status = ValidateTie(tie, field);
    if (status.ok()) {
      status = ParseMemberOf(parent.network(), tie.member_a(), absl::StrCat(field, ".member_a")).status();
    }
    if (!status.ok()) {
      const absl::optional<ErrorDetail> detail = DetailOf(status);
      violations.insert(violations.end(), detail->violations.begin(), detail->violations.end());
      continue;
    }
    NormalizeTie(&tie);
    mutations.emplace_back(PutTieMutation{parent.network(), std::move(tie)});
  }
  if (!violations.empty()) return InvalidFields(std::move(violations));
  return mutations;
}

void CountOutcomes(const ApplyResult& result, v1::BatchUpsertTiesResponse* response) {
  for (ApplyResult::Outcome outcome : result.outcomes) {
    if (outcome == ApplyResult::Outcome::kKept) {
      response->set_kept_count(response->kept_count() + 1);
    } else {
      response->set_upserted_count(response->upserted_count() + 1);
    }
  }
}

}  // namespace

grpc::ServerUnaryReactor* TieService::BatchUpsertTies(grpc::CallbackServerContext* context,
                                                      const v1::BatchUpsertTiesRequest* request,
                                                      v1::BatchUpsertTiesResponse* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<Caller> caller = CallerOf(request->speaker());
  if (!caller.ok()) return runner_.Refuse(context, *request, caller.status());
  return runner_.Write(
      context, *request,
      [parent = *parent, caller = *caller, request, response](const CallState&) -> absl::StatusOr<WriteJob> {
        WEFT_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
        WEFT_ASSIGN_OR_RETURN(std::vector<Mutation> ties, ParseTies(*request, parent));
        WriteJob job;
        job.network = parent.network();
        job.caller = caller;
        job.request_id = request->request_id();
        job.mutations = [ties = std::move(ties)]() -> absl::StatusOr<std::vector<Mutation>> { return ties; };
        job.answer = [response](const ApplyResult& result) {
          CountOutcomes(result, response);
          return absl::OkStatus();
        };
        return job;
      });
}

grpc::ServerUnaryReactor* TieService::ListTies(grpc::CallbackServerContext* context, const v1::ListTiesRequest* request,
                                               v1::ListTiesResponse* response) {
  absl::StatusOr<TieParent> parent = ParseTieParent(request->parent());
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  const std::string list = absl::StrCat("ListTies ", request->parent());
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(list, request->page_token(), 2);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  return runner_.Read(
      context, *request,
      [this, parent = *std::move(parent), size = *size, after = *std::move(after), list,
       response](const CallState&) -> absl::Status {
        WEFT_ASSIGN_OR_RETURN(std::vector<StoredTie> ties,
                              store_.ListTies(parent.network, parent.member, {after[0], after[1]}, size + 1));
        const size_t count = CountOnPage(ties, size, [](const StoredTie& t) -> const v1::Tie& { return t.tie; });
        for (size_t i = 0; i < count; ++i) *response->add_ties() = std::move(ties[i].tie);
        if (count < ties.size()) {
          const v1::Tie& last = *response->ties().rbegin();
          WEFT_ASSIGN_OR_RETURN(const MemberName a, MemberName::Parse(last.member_a()));
          WEFT_ASSIGN_OR_RETURN(const MemberName b, MemberName::Parse(last.member_b()));
          response->set_next_page_token(EncodePageToken(list, {a.member(), b.member()}));
        }
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* TieService::DeleteTie(grpc::CallbackServerContext* context,
                                                const v1::DeleteTieRequest* request,
                                                google::protobuf::Empty* /*response*/) {
  absl::StatusOr<MemberName> a = MemberName::Parse(request->member_a(), "member_a");
  if (!a.ok()) return runner_.Refuse(context, *request, a.status());
  absl::StatusOr<MemberName> b = ParseMemberOf(a->network(), request->member_b(), "member_b");
  if (!b.ok()) return runner_.Refuse(context, *request, b.status());
  absl::StatusOr<Caller> caller = CallerOf(request->speaker());
  if (!caller.ok()) return runner_.Refuse(context, *request, caller.status());
  return runner_.Write(
      context, *request,
      [a = *std::move(a), b = *std::move(b), caller = *caller, request](const CallState&) -> absl::StatusOr<WriteJob> {
        WEFT_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
        WriteJob job;
        job.network = a.network();
        job.caller = caller;
        job.request_id = request->request_id();
        job.mutations = [a, b]() -> absl::StatusOr<std::vector<Mutation>> {
          return std::vector<Mutation>{DeleteTieMutation{a.network(), a.member(), b.member()}};
        };
        return job;
      });
}

}  // namespace weft
