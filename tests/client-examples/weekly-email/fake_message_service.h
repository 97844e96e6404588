#ifndef WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_FAKE_MESSAGE_SERVICE_H_
#define WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_FAKE_MESSAGE_SERVICE_H_

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "grpcpp/server.h"
#include "weft/base/mutex.h"
#include "weft/v1/message_service.grpc.pb.h"

namespace weft::weekly_email {

// MessageService as message_service.proto states it, in memory, for one network; time passes when the test says so.
// Calls can be stopped at a point of the test's choice. Thread-safe.
class FakeMessageService : public v1::MessageService::Service {
 public:
  // Puts a message in, due.
  void Add(const v1::Message& message);
  // Leases end: what is claimed is due again, what is being sent becomes uncertain.
  void EndLeases();
  // What failed for now is due again.
  void PassTime();
  // The message is no longer true.
  void Cancel(const std::string& name);

  v1::Message Get(const std::string& name) const;
  // Names in this state, in order.
  std::vector<std::string> InState(v1::Message::State state) const;
  std::vector<v1::ClaimMessagesRequest> claims() const;
  std::vector<v1::ConfirmDeliveryRequest> confirmations() const;
  std::vector<v1::RecordBounceRequest> bounces() const;
  std::vector<v1::PreviewMessagesRequest> previews() const;

  // The `number`-th call (from 1) of `method` ("BeginDelivery") stops before or after it takes effect, until Release.
  void HoldAt(const std::string& method, int number, bool after);
  // False at the deadline.
  bool WaitUntilHeld(absl::Time deadline);
  void Release();
  // The next calls of `method` fail so, before they take effect; one status each.
  void Fail(const std::string& method, const grpc::Status& status);

  grpc::Status ClaimMessages(grpc::ServerContext*, const v1::ClaimMessagesRequest* request,
                             v1::ClaimMessagesResponse* response) override;
  grpc::Status BeginDelivery(grpc::ServerContext*, const v1::BeginDeliveryRequest* request,
                             v1::Message* response) override;
  grpc::Status ConfirmDelivery(grpc::ServerContext*, const v1::ConfirmDeliveryRequest* request,
                               v1::Message* response) override;
  grpc::Status ResolveMessage(grpc::ServerContext*, const v1::ResolveMessageRequest* request,
                              v1::Message* response) override;
  grpc::Status RecordBounce(grpc::ServerContext*, const v1::RecordBounceRequest* request,
                            v1::Message* response) override;
  grpc::Status ListMessages(grpc::ServerContext*, const v1::ListMessagesRequest* request,
                            v1::ListMessagesResponse* response) override;
  grpc::Status PreviewMessages(grpc::ServerContext*, const v1::PreviewMessagesRequest* request,
                               v1::PreviewMessagesResponse* response) override;

 private:
  struct Entry {
    v1::Message message;
    bool waits = false;      // Due, but only when time has passed.
    std::string request_id;  // Of the claim.
  };

  // Counts the call; returns a failure that was asked for; waits if it is to be held here.
  grpc::Status Enter(const std::string& method);
  void Leave(const std::string& method);
  void HoldHere(const std::string& method, bool after) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  mutable Mutex mu_;
  CondVar changed_;
  std::map<std::string, Entry> entries_ ABSL_GUARDED_BY(mu_);
  std::map<std::string, int> calls_ ABSL_GUARDED_BY(mu_);
  std::map<std::string, std::deque<grpc::Status>> failures_ ABSL_GUARDED_BY(mu_);
  std::vector<v1::ClaimMessagesRequest> claims_ ABSL_GUARDED_BY(mu_);
  std::vector<v1::ConfirmDeliveryRequest> confirmations_ ABSL_GUARDED_BY(mu_);
  std::vector<v1::RecordBounceRequest> bounces_ ABSL_GUARDED_BY(mu_);
  std::vector<v1::PreviewMessagesRequest> previews_ ABSL_GUARDED_BY(mu_);
  std::string hold_method_ ABSL_GUARDED_BY(mu_);
  int hold_number_ ABSL_GUARDED_BY(mu_) = 0;
  bool hold_after_ ABSL_GUARDED_BY(mu_) = false;
  bool held_ ABSL_GUARDED_BY(mu_) = false;
};

// It, served on a port of the kernel's choice.
class FakeMessageServer {
 public:
  FakeMessageServer();
  ~FakeMessageServer();
  FakeMessageService& service() { return service_; }
  const std::string& address() const { return address_; }

 private:
  FakeMessageService service_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

// An error as Weft's server sends it.
grpc::Status ReasonedError(grpc::StatusCode code, const std::string& reason);

}  // namespace weft::weekly_email

#endif  // WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_FAKE_MESSAGE_SERVICE_H_
