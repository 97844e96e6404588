#include "tests/client-examples/weekly-email/fake_message_service.h"

#include <chrono>  // NOLINT(build/c++11)

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server_builder.h"
#include "weft/v1/error_details.pb.h"

namespace weft::weekly_email {
namespace {

using State = v1::Message;
using Confirm = v1::ConfirmDeliveryRequest;

grpc::Status Precondition(const std::string& reason) {
  return ReasonedError(grpc::StatusCode::FAILED_PRECONDITION, reason);
}

grpc::Status NotFound() { return ReasonedError(grpc::StatusCode::NOT_FOUND, "MESSAGE_NOT_FOUND"); }

}  // namespace

void FakeMessageService::Add(const v1::Message& message) {
  MutexLock lock(&mu_);
  entries_[message.name()].message = message;
  entries_[message.name()].message.set_state(State::STATE_DUE);
}

void FakeMessageService::EndLeases() {
  MutexLock lock(&mu_);
  for (auto& [name, entry] : entries_) {
    entry.request_id.clear();
    if (entry.message.state() == State::STATE_CLAIMED) entry.message.set_state(State::STATE_DUE);
    if (entry.message.state() == State::STATE_SENDING) entry.message.set_state(State::STATE_UNCERTAIN);
  }
}

void FakeMessageService::PassTime() {
  MutexLock lock(&mu_);
  for (auto& entry : entries_) entry.second.waits = false;
}

void FakeMessageService::Cancel(const std::string& name) {
  MutexLock lock(&mu_);
  entries_[name].message.set_state(State::STATE_CANCELLED);
}

v1::Message FakeMessageService::Get(const std::string& name) const {
  MutexLock lock(&mu_);
  return entries_.at(name).message;
}

std::vector<std::string> FakeMessageService::InState(v1::Message::State state) const {
  MutexLock lock(&mu_);
  std::vector<std::string> names;
  for (const auto& [name, entry] : entries_) {
    if (entry.message.state() == state) names.push_back(name);
  }
  return names;
}

std::vector<v1::ClaimMessagesRequest> FakeMessageService::claims() const {
  MutexLock lock(&mu_);
  return claims_;
}

std::vector<v1::ConfirmDeliveryRequest> FakeMessageService::confirmations() const {
  MutexLock lock(&mu_);
  return confirmations_;
}

std::vector<v1::RecordBounceRequest> FakeMessageService::bounces() const {
  MutexLock lock(&mu_);
  return bounces_;
}

std::vector<v1::PreviewMessagesRequest> FakeMessageService::previews() const {
  MutexLock lock(&mu_);
  return previews_;
}

void FakeMessageService::HoldAt(const std::string& method, int number, bool after) {
  MutexLock lock(&mu_);
  calls_.clear();
  hold_method_ = method;
  hold_number_ = number;
  hold_after_ = after;
  held_ = false;
}

bool FakeMessageService::WaitUntilHeld(absl::Time deadline) {
  MutexLock lock(&mu_);
  while (!held_) {
    if (changed_.wait_until(mu_, absl::ToChronoTime(deadline)) == std::cv_status::timeout) return false;
  }
  return true;
}

void FakeMessageService::Release() {
  MutexLock lock(&mu_);
  hold_method_.clear();
  changed_.notify_all();
}

void FakeMessageService::Fail(const std::string& method, const grpc::Status& status) {
  MutexLock lock(&mu_);
  failures_[method].push_back(status);
}

void FakeMessageService::HoldHere(const std::string& method, bool after) {
  if (hold_method_ != method || hold_after_ != after || calls_[method] != hold_number_) return;
  held_ = true;
  changed_.notify_all();
  while (hold_method_ == method) changed_.wait(mu_);
}

grpc::Status FakeMessageService::Enter(const std::string& method) {
  MutexLock lock(&mu_);
  ++calls_[method];
  std::deque<grpc::Status>& failures = failures_[method];
  if (!failures.empty()) {
    grpc::Status status = failures.front();
    failures.pop_front();
    if (!status.ok()) return status;
  }
  HoldHere(method, /*after=*/false);
  return grpc::Status::OK;
}

void FakeMessageService::Leave(const std::string& method) {
  MutexLock lock(&mu_);
  HoldHere(method, /*after=*/true);
}

grpc::Status FakeMessageService::ClaimMessages(grpc::ServerContext*, const v1::ClaimMessagesRequest* request,
                                               v1::ClaimMessagesResponse* response) {
  grpc::Status status = Enter("ClaimMessages");
  if (!status.ok()) return status;
  {
    MutexLock lock(&mu_);
    claims_.push_back(*request);
    for (auto& [name, entry] : entries_) {
      v1::Message& message = entry.message;
      const bool repeats = !entry.request_id.empty() && entry.request_id == request->request_id();
      const bool fresh =
          message.state() == State::STATE_DUE && !entry.waits && response->messages_size() < request->limit();
      if (!repeats && !fresh) continue;
      if (fresh) {
        message.set_state(State::STATE_CLAIMED);
        message.set_attempt_count(message.attempt_count() + 1);
        message.set_claim(absl::StrCat("claim-", message.attempt_count(), "-", name.substr(name.rfind('/') + 1)));
        message.mutable_claim_expire_time()->set_seconds(absl::ToUnixSeconds(absl::Now()) + request->lease_seconds());
        entry.request_id = request->request_id();
      }
      *response->add_messages() = message;
    }
  }
  Leave("ClaimMessages");
  return grpc::Status::OK;
}

grpc::Status FakeMessageService::BeginDelivery(grpc::ServerContext*, const v1::BeginDeliveryRequest* request,
                                               v1::Message* response) {
  grpc::Status status = Enter("BeginDelivery");
  if (!status.ok()) return status;
  {
    MutexLock lock(&mu_);
    auto entry = entries_.find(request->name());
    if (entry == entries_.end()) return NotFound();
    v1::Message& message = entry->second.message;
    if (message.state() == State::STATE_CANCELLED) return Precondition("MESSAGE_CANCELLED");
    // Idempotent, which is why a mailer may not trust it alone.
    if (message.claim() != request->claim() ||
        (message.state() != State::STATE_CLAIMED && message.state() != State::STATE_SENDING)) {
      return Precondition("CLAIM_LOST");
    }
    message.set_state(State::STATE_SENDING);
    *response = message;
  }
  Leave("BeginDelivery");
  return grpc::Status::OK;
}

grpc::Status FakeMessageService::ConfirmDelivery(grpc::ServerContext*, const v1::ConfirmDeliveryRequest* request,
                                                 v1::Message* response) {
  grpc::Status status = Enter("ConfirmDelivery");
  if (!status.ok()) return status;
  {
    MutexLock lock(&mu_);
    auto entry = entries_.find(request->name());
    if (entry == entries_.end()) return NotFound();
    v1::Message& message = entry->second.message;
    const bool sent = request->result() == Confirm::RESULT_SENT || request->result() == Confirm::RESULT_PARTLY_SENT;
    const bool said_again = message.state() == State::STATE_SENT && sent;
    if (message.claim() != request->claim() || (message.state() != State::STATE_SENDING && !said_again)) {
      return Precondition("CLAIM_LOST");
    }
    confirmations_.push_back(*request);
    message.set_last_error(request->detail());
    if (sent) {
      message.set_state(State::STATE_SENT);
    } else if (request->result() == Confirm::RESULT_PERMANENT_FAILURE) {
      message.set_state(State::STATE_FAILED);
    } else {
      message.set_state(State::STATE_DUE);
      entry->second.waits = true;
      entry->second.request_id.clear();
    }
    *response = message;
  }
  Leave("ConfirmDelivery");
  return grpc::Status::OK;
}

grpc::Status FakeMessageService::ResolveMessage(grpc::ServerContext*, const v1::ResolveMessageRequest* request,
                                                v1::Message* response) {
  grpc::Status status = Enter("ResolveMessage");
  if (!status.ok()) return status;
  {
    MutexLock lock(&mu_);
    auto entry = entries_.find(request->name());
    if (entry == entries_.end()) return NotFound();
    v1::Message& message = entry->second.message;
    if (message.state() != State::STATE_UNCERTAIN) return Precondition("MESSAGE_STATE");
    message.set_state(request->sent() ? State::STATE_SENT : State::STATE_DUE);
    *response = message;
  }
  Leave("ResolveMessage");
  return grpc::Status::OK;
}

grpc::Status FakeMessageService::RecordBounce(grpc::ServerContext*, const v1::RecordBounceRequest* request,
                                              v1::Message*) {
  grpc::Status status = Enter("RecordBounce");
  if (!status.ok()) return status;
  MutexLock lock(&mu_);
  bounces_.push_back(*request);
  return grpc::Status::OK;
}

grpc::Status FakeMessageService::ListMessages(grpc::ServerContext*, const v1::ListMessagesRequest* request,
                                              v1::ListMessagesResponse* response) {
  MutexLock lock(&mu_);
  for (const auto& [name, entry] : entries_) {
    for (int state : request->states()) {
      if (entry.message.state() == state) *response->add_messages() = entry.message;
    }
  }
  return grpc::Status::OK;
}

grpc::Status FakeMessageService::PreviewMessages(grpc::ServerContext*, const v1::PreviewMessagesRequest* request,
                                                 v1::PreviewMessagesResponse* response) {
  grpc::Status status = Enter("PreviewMessages");
  if (!status.ok()) return status;
  MutexLock lock(&mu_);
  previews_.push_back(*request);
  for (const auto& [name, entry] : entries_) {
    if (entry.message.state() == State::STATE_DUE) *response->add_messages() = entry.message;
  }
  return grpc::Status::OK;
}

FakeMessageServer::FakeMessageServer() {
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service_);
  server_ = builder.BuildAndStart();
  address_ = absl::StrCat("127.0.0.1:", port);
}

FakeMessageServer::~FakeMessageServer() {
  service_.Release();
  server_->Shutdown(std::chrono::system_clock::now());
}

grpc::Status ReasonedError(grpc::StatusCode code, const std::string& reason) {
  v1::ErrorInfo info;
  info.set_reason(reason);
  info.set_domain("weft");
  v1::StatusDetails details;
  details.set_code(code);
  details.set_message("no");
  google::protobuf::Any* any = details.add_details();
  any->set_type_url("type.googleapis.com/google.rpc.ErrorInfo");
  any->set_value(info.SerializeAsString());
  return grpc::Status(code, "no", details.SerializeAsString());
}

}  // namespace weft::weekly_email
