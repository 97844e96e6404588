#include "client-examples/weekly-email/message_server.h"

#include <algorithm>
#include <chrono>  // NOLINT(build/c++11): gRPC's deadlines
#include <cstdint>
#include <random>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "client-examples/weekly-email/rpc_status.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace weft::weekly_email {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(500);
constexpr size_t kDetailBytesMax = 500;
constexpr int kUncertainMax = 1000;
constexpr int kPreviewMax = 100;

std::unique_ptr<v1::MessageService::Stub> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);  // Ten weekly mails with long profiles may exceed gRPC's 4 MiB.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);  // A proxy meant for web pages is not on the way to Weft.
  return v1::MessageService::NewStub(grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
}

}  // namespace

MessageServer::MessageServer(Options options, Timing timing)
    : options_(std::move(options)), timing_(std::move(timing)), stub_(Connect(options_.address)) {}

absl::Status MessageServer::Call(const std::function<grpc::Status(grpc::ClientContext*)>& attempt) {
  absl::Duration pause = kFirstPause;
  for (int i = 1;; ++i) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + absl::ToChronoNanoseconds(options_.timeout));
    absl::Status status = FromGrpc(attempt(&context));
    const bool transient = status.code() == absl::StatusCode::kUnavailable ||
                           status.code() == absl::StatusCode::kDeadlineExceeded ||
                           status.code() == absl::StatusCode::kResourceExhausted;
    if (!transient || i >= options_.attempts || !timing_.pause(pause)) return status;
    pause *= 2;
  }
}

absl::StatusOr<v1::ClaimMessagesResponse> MessageServer::Claim(const std::string& request_id, int limit,
                                                               absl::Duration lease,
                                                               const std::vector<v1::Message::Kind>& kinds) {
  v1::ClaimMessagesRequest request;
  request.set_parent(options_.network);
  request.set_channel(v1::Message::CHANNEL_EMAIL);
  request.set_limit(limit);
  request.set_lease_seconds(static_cast<int>(absl::ToInt64Seconds(lease)));
  request.set_request_id(request_id);
  for (v1::Message::Kind kind : kinds) request.add_kinds(kind);
  v1::ClaimMessagesResponse response;
  absl::Status status = Call([&](grpc::ClientContext* context) {
    response.Clear();
    return stub_->ClaimMessages(context, request, &response);
  });
  if (!status.ok()) return status;
  return response;
}

absl::Status MessageServer::Begin(const std::string& message, const std::string& claim) {
  v1::BeginDeliveryRequest request;
  request.set_name(message);
  request.set_claim(claim);
  v1::Message ignored;
  return Call([&](grpc::ClientContext* context) { return stub_->BeginDelivery(context, request, &ignored); });
}

absl::Status MessageServer::Confirm(const v1::ConfirmDeliveryRequest& request) {
  v1::Message ignored;
  return Call([&](grpc::ClientContext* context) { return stub_->ConfirmDelivery(context, request, &ignored); });
}

absl::Status MessageServer::Resolve(const std::string& message, bool sent) {
  v1::ResolveMessageRequest request;
  request.set_name(message);
  request.set_sent(sent);
  v1::Message ignored;
  return Call([&](grpc::ClientContext* context) { return stub_->ResolveMessage(context, request, &ignored); });
}

absl::Status MessageServer::RecordBounce(v1::RecordBounceRequest request) {
  request.set_parent(options_.network);
  if (!request.member().empty() && !absl::StrContains(request.member(), '/')) {
    request.set_member(absl::StrCat(options_.network, "/members/", request.member()));
  }
  v1::Message ignored;
  return Call([&](grpc::ClientContext* context) { return stub_->RecordBounce(context, request, &ignored); });
}

absl::StatusOr<std::vector<v1::Message>> MessageServer::ListUncertain() {
  v1::ListMessagesRequest request;
  request.set_parent(options_.network);
  request.add_states(v1::Message::STATE_UNCERTAIN);
  request.set_page_size(kUncertainMax);
  v1::ListMessagesResponse response;
  absl::Status status = Call([&](grpc::ClientContext* context) {
    response.Clear();
    return stub_->ListMessages(context, request, &response);
  });
  if (!status.ok()) return status;
  return std::vector<v1::Message>(response.messages().begin(), response.messages().end());
}

absl::StatusOr<std::vector<v1::Message>> MessageServer::Preview(const std::string& member,
                                                                const std::vector<v1::Message::Kind>& kinds) {
  v1::PreviewMessagesRequest request;
  request.set_parent(options_.network);
  if (!member.empty()) {
    request.set_member(absl::StrContains(member, '/') ? member : absl::StrCat(options_.network, "/members/", member));
  }
  for (v1::Message::Kind kind : kinds) request.add_kinds(kind);
  request.set_limit(kPreviewMax);
  v1::PreviewMessagesResponse response;
  absl::Status status = Call([&](grpc::ClientContext* context) {
    response.Clear();
    return stub_->PreviewMessages(context, request, &response);
  });
  if (!status.ok()) return status;
  return std::vector<v1::Message>(response.messages().begin(), response.messages().end());
}

std::string DetailText(absl::string_view text) {
  std::string detail(text.substr(0, kDetailBytesMax));
  std::replace_if(
      detail.begin(), detail.end(), [](char c) { return c < 0x20 || c >= 0x7f; }, '?');
  return detail;
}

std::string NewRequestId() {
  std::random_device device;
  auto word = [&device] { return static_cast<uint64_t>(device()) << 32 | device(); };
  const uint64_t high = (word() & ~0xf000ULL) | 0x4000ULL;                         // Version 4.
  const uint64_t low = (word() & ~0xc000000000000000ULL) | 0x8000000000000000ULL;  // Variant of RFC 4122.
  return absl::StrFormat("%08x-%04x-%04x-%04x-%012x", high >> 32, high >> 16 & 0xffff, high & 0xffff, low >> 48,
                         low & 0xffffffffffffULL);
}

}  // namespace weft::weekly_email
