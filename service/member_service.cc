#include "service/member_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/contact_update.h"
#include "service/member_import.h"
#include "service/member_patch.h"
#include "service/page.h"
#include "service/page_token.h"
#include "service/request_check.h"
#include "service/text_warmer.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"

namespace weft {
namespace {

// Writes of one member follow each other.
std::string SubjectOf(const MemberName& name) { return absl::StrCat("members/", name.member()); }

absl::Status MemberHasSpoken(const MemberName& name, const std::vector<std::string>& fields) {
  const std::string joined = absl::StrJoin(fields, ",");
  return Error(absl::StatusCode::kFailedPrecondition, "MEMBER_HAS_SPOKEN",
               absl::StrCat("the member has set ", joined, "; only the member's own word changes that"),
               {{"member", name.ToString()}, {"fields", joined}});
}

// The texts that an update may make new: all there are if it may create the member.
std::vector<std::string> NewTexts(const v1::UpdateMemberRequest& request, const MemberPatch& patch) {
  if (!request.allow_missing()) return patch.Texts();
  absl::StatusOr<MemberPatch> whole = MemberPatch::ForWhole(request.member(), "member");
  return whole.ok() ? whole->Texts() : patch.Texts();  // Not valid as a whole: only an update can succeed.
}

// What an update writes, from what is stored now.
absl::StatusOr<std::vector<Mutation>> UpdateMutations(const Store& store, const MemberName& name,
                                                      const v1::UpdateMemberRequest& request, const MemberPatch& patch,
                                                      bool speaks_for_member) {
  PutMemberMutation put;
  put.network = name.network();
  put.member_id = name.member();
  absl::StatusOr<StoredMember> current = store.GetMember(name.network(), name.member());
  absl::optional<ErrorDetail> detail = DetailOf(current.status());
  const bool missing = detail.has_value() && detail->reason == "MEMBER_NOT_FOUND";
  if (missing && request.allow_missing() && !request.member().etag().empty()) {
    return Error(absl::StatusCode::kAborted, "ETAG_MISMATCH", absl::StrCat(name.ToString(), " is no longer there"),
                 {{"name", name.ToString()}, {"etag", request.member().etag()}});
  }
  if (missing && request.allow_missing()) {
    WEFT_ASSIGN_OR_RETURN(const MemberPatch whole, MemberPatch::ForWhole(request.member(), "member"));
    WEFT_ASSIGN_OR_RETURN(MemberPatch::Result created, whole.ApplyTo({}, speaks_for_member));
    put.member = std::move(created.member);
    put.expect = PutMemberMutation::Expect::kAbsent;
    return std::vector<Mutation>{std::move(put)};
  }
  if (!current.ok()) return current.status();
  WEFT_ASSIGN_OR_RETURN(MemberPatch::Result updated, patch.ApplyTo(current->member, speaks_for_member));
  if (!updated.kept_fields.empty()) return MemberHasSpoken(name, updated.kept_fields);
  put.member = std::move(updated.member);
  // The etag read, if the request names none: another process may write between reading and writing.
  const std::string& etag = request.member().etag();
  put.member.set_etag(etag.empty() ? current->member.etag() : etag);
  put.expect = PutMemberMutation::Expect::kEtag;
  return std::vector<Mutation>{std::move(put)};
}

}  // namespace

grpc::ServerUnaryReactor* MemberService::CreateMember(grpc::CallbackServerContext* context,
                                                      const v1::CreateMemberRequest* request, v1::Member* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::Status valid_id = ValidateId(request->member_id(), "member_id");
  if (!valid_id.ok()) return runner_.Refuse(context, *request, valid_id);
  absl::StatusOr<MemberName> name = MemberName::FromIds(parent->network(), request->member_id(), "member_id");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Caller> caller = CallerOf(request->speaker());
  if (!caller.ok()) return runner_.Refuse(context, *request, caller.status());
  return runner_.Write(
      context, *request,
      [this, name = *name, caller = *caller, request, response](const CallState& call) -> absl::StatusOr<WriteJob> {
        WEFT_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
        if (!request->has_member()) return InvalidField("member", "is missing; it is required");
        v1::Member member = request->member();
        member.clear_name();  // Ignored.
        WEFT_ASSIGN_OR_RETURN(const MemberPatch patch, MemberPatch::ForWhole(member, "member"));
        WEFT_RETURN_IF_ERROR(WarmTexts(embedder_, patch.Texts(), [&call] { return call.Check(); }));
        WEFT_ASSIGN_OR_RETURN(const MemberPatch::Result created, patch.ApplyTo({}, caller.speaks_for_member));
        WriteJob job;
        job.network = name.network();
        job.subject = SubjectOf(name);
        job.caller = caller;
        job.request_id = request->request_id();
        job.mutations = [name, member = created.member]() -> absl::StatusOr<std::vector<Mutation>> {
          return std::vector<Mutation>{
              PutMemberMutation{name.network(), name.member(), member, PutMemberMutation::Expect::kAbsent}};
        };
        job.answer = [this, name, response](const ApplyResult&) -> absl::Status {
          WEFT_ASSIGN_OR_RETURN(StoredMember stored, store_.GetMember(name.network(), name.member()));
          *response = std::move(stored.member);
          return absl::OkStatus();
        };
        return job;
      });
}

grpc::ServerUnaryReactor* MemberService::GetMember(grpc::CallbackServerContext* context,
                                                   const v1::GetMemberRequest* request, v1::Member* response) {
  absl::StatusOr<MemberName> name = MemberName::Parse(request->name());
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  return runner_.Read(context, *request, [this, name = *name, response](const CallState&) -> absl::Status {
    WEFT_ASSIGN_OR_RETURN(StoredMember stored, store_.GetMember(name.network(), name.member()));
    *response = std::move(stored.member);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* MemberService::ListMembers(grpc::CallbackServerContext* context,
                                                     const v1::ListMembersRequest* request,
                                                     v1::ListMembersResponse* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  const std::string list = absl::StrCat("ListMembers ", request->parent());
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(list, request->page_token(), 1);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  return runner_.Read(
      context, *request,
      [this, parent = *parent, size = *size, after = *std::move(after), list,
       response](const CallState&) -> absl::Status {
        WEFT_ASSIGN_OR_RETURN(std::vector<StoredMember> members,
                              store_.ListMembers(parent.network(), after[0], size + 1));
        const size_t count =
            CountOnPage(members, size, [](const StoredMember& m) -> const v1::Member& { return m.member; });
        for (size_t i = 0; i < count; ++i) *response->add_members() = std::move(members[i].member);
        if (count < members.size()) {
          WEFT_ASSIGN_OR_RETURN(const MemberName last, MemberName::Parse(response->members().rbegin()->name()));
          response->set_next_page_token(EncodePageToken(list, {last.member()}));
        }
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* MemberService::UpdateMember(grpc::CallbackServerContext* context,
                                                      const v1::UpdateMemberRequest* request, v1::Member* response) {
  absl::StatusOr<MemberName> name = MemberName::Parse(request->member().name(), "member.name");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Caller> caller = CallerOf(request->speaker());
  if (!caller.ok()) return runner_.Refuse(context, *request, caller.status());
  return runner_.Write(
      context, *request,
      [this, name = *name, caller = *caller, request, response](const CallState& call) -> absl::StatusOr<WriteJob> {
        WEFT_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
        WEFT_ASSIGN_OR_RETURN(MemberPatch patch,
                              MemberPatch::ForUpdate(request->member(), request->update_mask(), "member"));
        WEFT_RETURN_IF_ERROR(WarmTexts(embedder_, NewTexts(*request, patch), [&call] { return call.Check(); }));
        WriteJob job;
        job.network = name.network();
        job.subject = SubjectOf(name);
        job.caller = caller;
        job.request_id = request->request_id();
        job.retry_conflicts = request->member().etag().empty();
        job.mutations = [this, name, caller, request, patch = std::move(patch)] {
          return UpdateMutations(store_, name, *request, patch, caller.speaks_for_member);
        };
        job.answer = [this, name, response](const ApplyResult&) -> absl::Status {
          WEFT_ASSIGN_OR_RETURN(StoredMember stored, store_.GetMember(name.network(), name.member()));
          *response = std::move(stored.member);
          return absl::OkStatus();
        };
        return job;
      });
}

grpc::ServerUnaryReactor* MemberService::DeleteMember(grpc::CallbackServerContext* context,
                                                      const v1::DeleteMemberRequest* request,
                                                      google::protobuf::Empty* /*response*/) {
  absl::StatusOr<MemberName> name = MemberName::Parse(request->name());
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  return runner_.Write(context, *request, [name = *name, request](const CallState&) -> absl::StatusOr<WriteJob> {
    WEFT_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
    WriteJob job;
    job.network = name.network();
    job.subject = SubjectOf(name);
    job.request_id = request->request_id();
    job.mutations = [name, request]() -> absl::StatusOr<std::vector<Mutation>> {
      return std::vector<Mutation>{
          DeleteMemberMutation{name.network(), name.member(), request->etag(), request->allow_missing()}};
    };
    return job;
  });
}

grpc::ServerUnaryReactor* MemberService::GetContact(grpc::CallbackServerContext* context,
                                                    const v1::GetContactRequest* request, v1::Contact* response) {
  absl::StatusOr<MemberName> name = ParseContactName(request->name(), "name");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Caller> caller = CallerOf(request->speaker());
  if (!caller.ok()) return runner_.Refuse(context, *request, caller.status());
  if (!caller->speaks_for_member) {
    return runner_.Refuse(context, *request,
                          Error(absl::StatusCode::kPermissionDenied, "MEMBER_ONLY",
                                "contact details are read by the member alone: set speaker", {}));
  }
  return runner_.Read(context, *request, [this, name = *name, response](const CallState&) -> absl::Status {
    WEFT_ASSIGN_OR_RETURN(*response, store_.GetContact(name.network(), name.member()));
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* MemberService::UpdateContact(grpc::CallbackServerContext* context,
                                                       const v1::UpdateContactRequest* request, v1::Contact* response) {
  absl::StatusOr<MemberName> name = ParseContactName(request->contact().name(), "contact.name");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<Caller> caller = CallerOf(request->speaker());
  if (!caller.ok()) return runner_.Refuse(context, *request, caller.status());
  return runner_.Write(
      context, *request,
      [this, name = *name, caller = *caller, request, response](const CallState&) -> absl::StatusOr<WriteJob> {
        WEFT_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
        WEFT_RETURN_IF_ERROR(UpdatedContact({}, request->contact(), request->update_mask()).status());
        WriteJob job;
        job.network = name.network();
        job.subject = SubjectOf(name);
        job.caller = caller;
        job.request_id = request->request_id();
        job.request_fingerprint = FingerprintOfRequest(*request);
        job.retry_conflicts = request->contact().etag().empty();
        job.mutations = [this, name, caller, request]() -> absl::StatusOr<std::vector<Mutation>> {
          WEFT_ASSIGN_OR_RETURN(const v1::Contact present, store_.GetContact(name.network(), name.member()));
          PutContactMutation put;
          put.network = name.network();
          put.member_id = name.member();
          WEFT_ASSIGN_OR_RETURN(put.contact, UpdatedContact(present, request->contact(), request->update_mask()));
          put.etag = request->contact().etag().empty() ? present.etag() : request->contact().etag();
          const bool changes = put.contact.SerializeAsString() != present.SerializeAsString();
          if (present.spoken() && !caller.speaks_for_member && changes) return MemberHasSpoken(name, {"contact"});
          return std::vector<Mutation>{std::move(put)};
        };
        job.answer = [this, name, caller, response](const ApplyResult&) -> absl::Status {
          WEFT_ASSIGN_OR_RETURN(v1::Contact stored, store_.GetContact(name.network(), name.member()));
          // Whoever does not speak for the member may write, not read.
          if (caller.speaks_for_member) {
            *response = std::move(stored);
          } else {
            response->set_name(stored.name());
          }
          return absl::OkStatus();
        };
        return job;
      });
}

grpc::ServerReadReactor<grpc::ByteBuffer>* MemberService::ImportMembers(grpc::CallbackServerContext* context,
                                                                        grpc::ByteBuffer* response) {
  return MemberImport::Begin(context, response, &runner_, &store_, &embedder_);
}

}  // namespace weft
