#include "service/network_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/page.h"
#include "service/page_token.h"
#include "service/request_check.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"
#include "weft/profile/field_check.h"
#include "weft/profile/profile.h"

namespace weft {
namespace {

// Writes of a network's policy follow each other.
constexpr char kPolicySubject[] = "policy";
// What page tokens are of.
constexpr char kList[] = "ListNetworks";

absl::Status CheckNewNetwork(const v1::CreateNetworkRequest& request) {
  WEFT_RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  FieldCheck check("network");
  check.Text("display_name", request.network().display_name(), kDisplayNameBytesMax);
  WEFT_RETURN_IF_ERROR(check.Result());
  return ValidatePolicy(request.network().policy(), "network.policy");
}

absl::Status CheckPolicyUpdate(const v1::UpdatePolicyRequest& request) {
  WEFT_RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  WEFT_RETURN_IF_ERROR(CheckRequiredText("reason", request.reason(), kReasonBytesMax));
  if (!request.has_policy()) return InvalidField("policy", "is missing; an empty one means all defaults");
  return ValidatePolicy(request.policy(), "policy");
}

}  // namespace

grpc::ServerUnaryReactor* NetworkService::CreateNetwork(grpc::CallbackServerContext* context,
                                                        const v1::CreateNetworkRequest* request,
                                                        v1::Network* response) {
  absl::StatusOr<NetworkName> name = NetworkName::FromId(request->network_id(), "network_id");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  return runner_.Write(
      context, *request, [this, name = *name, request, response](const CallState&) -> absl::StatusOr<WriteJob> {
        WEFT_RETURN_IF_ERROR(CheckNewNetwork(*request));
        WriteJob job;
        job.network = name.network();
        job.subject = kPolicySubject;
        job.request_id = request->request_id();
        job.mutations = [name, request]() -> absl::StatusOr<std::vector<Mutation>> {
          return std::vector<Mutation>{
              CreateNetworkMutation{name.network(), request->network().display_name(), request->network().policy()}};
        };
        job.answer = [this, name, response](const ApplyResult&) -> absl::Status {
          WEFT_ASSIGN_OR_RETURN(*response, store_.GetNetwork(name.network()));
          return absl::OkStatus();
        };
        return job;
      });
}

grpc::ServerUnaryReactor* NetworkService::GetNetwork(grpc::CallbackServerContext* context,
                                                     const v1::GetNetworkRequest* request, v1::Network* response) {
  absl::StatusOr<NetworkName> name = NetworkName::Parse(request->name());
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  return runner_.Read(context, *request, [this, name = *name, response](const CallState&) -> absl::Status {
    WEFT_ASSIGN_OR_RETURN(*response, store_.GetNetwork(name.network()));
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* NetworkService::ListNetworks(grpc::CallbackServerContext* context,
                                                       const v1::ListNetworksRequest* request,
                                                       v1::ListNetworksResponse* response) {
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(kList, request->page_token(), 1);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  return runner_.Read(
      context, *request, [this, size = *size, after = *std::move(after), response](const CallState&) -> absl::Status {
        WEFT_ASSIGN_OR_RETURN(std::vector<v1::Network> networks, store_.ListNetworks(after[0], size + 1));
        const size_t count = CountOnPage(
            networks, size, [](const v1::Network& n) -> const auto& { return n; });
        for (size_t i = 0; i < count; ++i) *response->add_networks() = std::move(networks[i]);
        if (count < networks.size()) {
          WEFT_ASSIGN_OR_RETURN(const NetworkName last, NetworkName::Parse(response->networks().rbegin()->name()));
          response->set_next_page_token(EncodePageToken(kList, {last.network()}));
        }
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* NetworkService::UpdatePolicy(grpc::CallbackServerContext* context,
                                                       const v1::UpdatePolicyRequest* request, v1::Network* response) {
  absl::StatusOr<NetworkName> name = NetworkName::Parse(request->name());
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  return runner_.Write(
      context, *request, [this, name = *name, request, response](const CallState&) -> absl::StatusOr<WriteJob> {
        WEFT_RETURN_IF_ERROR(CheckPolicyUpdate(*request));
        WriteJob job;
        job.network = name.network();
        job.subject = kPolicySubject;
        job.request_id = request->request_id();
        job.mutations = [name, request]() -> absl::StatusOr<std::vector<Mutation>> {
          return std::vector<Mutation>{
              SetPolicyMutation{name.network(), request->policy(), request->reason(), request->etag()}};
        };
        job.answer = [this, name, response](const ApplyResult&) -> absl::Status {
          WEFT_ASSIGN_OR_RETURN(*response, store_.GetNetwork(name.network()));
          return absl::OkStatus();
        };
        return job;
      });
}

grpc::ServerUnaryReactor* NetworkService::ListPolicyChanges(grpc::CallbackServerContext* context,
                                                            const v1::ListPolicyChangesRequest* request,
                                                            v1::ListPolicyChangesResponse* response) {
  absl::StatusOr<NetworkName> name = NetworkName::Parse(request->parent(), "parent");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  const std::string list = absl::StrCat("ListPolicyChanges ", request->parent());
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(list, request->page_token(), 1);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  int64_t before = 0;
  // What a valid token holds is what was put in.
  if (!(*after)[0].empty()) absl::SimpleAtoi((*after)[0], &before);
  return runner_.Read(context, *request,
                      [this, name = *name, size = *size, before, list, response](const CallState&) -> absl::Status {
                        WEFT_ASSIGN_OR_RETURN(std::vector<v1::PolicyChange> changes,
                                              store_.ListPolicyChanges(name.network(), before, size + 1));
                        const size_t count = CountOnPage(
                            changes, size, [](const v1::PolicyChange& c) -> const auto& { return c; });
                        for (size_t i = 0; i < count; ++i) *response->add_policy_changes() = std::move(changes[i]);
                        if (count < changes.size()) {
                          const int64_t last = response->policy_changes().rbegin()->change_sequence();
                          response->set_next_page_token(EncodePageToken(list, {absl::StrCat(last)}));
                        }
                        return absl::OkStatus();
                      });
}

}  // namespace weft
