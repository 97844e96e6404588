#include "service/health_service.h"

#include <cassert>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "service/error_mapping.h"
#include "weft/base/error.h"

namespace weft {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

namespace {

// Answers at once; deletes itself.
class InstantCall : public grpc::ServerUnaryReactor {
 public:
  explicit InstantCall(const grpc::Status& status) { Finish(status); }

 private:
  void OnDone() override { delete this; }
};

}  // namespace

// One Watch under way. Sends the newest status only: one that changed again before it could be sent is left out.
class HealthService::Watcher : public grpc::ServerWriteReactor<HealthCheckResponse> {
 public:
  Watcher(HealthService* service, std::string name) : service_(*service), name_(std::move(name)) {}

  const std::string& name() const { return name_; }

  void Show(ServingStatus status) {
    MutexLock lock(&mu_);
    next_ = status;
    Proceed();
  }

  // Ends the watch with `status` when all has been sent.
  void End(const absl::Status& status) {
    MutexLock lock(&mu_);
    if (!end_.has_value()) end_ = status;
    Proceed();
  }

 private:
  ~Watcher() override = default;

  void Proceed() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    if (writing_ || finished_) return;
    if (next_.has_value() && next_ != sent_ && !cancelled_) {
      message_.set_status(*next_);
      sent_ = *next_;
      writing_ = true;
      StartWrite(&message_);
    } else if (end_.has_value()) {
      finished_ = true;
      Finish(ToGrpc(*end_));
    }
  }

  void OnWriteDone(bool ok) override {
    MutexLock lock(&mu_);
    writing_ = false;
    if (!ok) Cancel();
    Proceed();
  }

  void OnCancel() override {
    MutexLock lock(&mu_);
    Cancel();
    Proceed();
  }

  void Cancel() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    cancelled_ = true;
    if (!end_.has_value()) end_ = absl::CancelledError("the client has gone");
  }

  void OnDone() override {
    service_.Remove(this);
    { MutexLock lock(&mu_); }  // Whoever ended it may still be on the way out.
    delete this;
  }

  HealthService& service_;
  const std::string name_;
  Mutex mu_;
  HealthCheckResponse message_ ABSL_GUARDED_BY(mu_);
  absl::optional<ServingStatus> next_ ABSL_GUARDED_BY(mu_);
  absl::optional<ServingStatus> sent_ ABSL_GUARDED_BY(mu_);
  absl::optional<absl::Status> end_ ABSL_GUARDED_BY(mu_);
  bool writing_ ABSL_GUARDED_BY(mu_) = false;
  bool cancelled_ ABSL_GUARDED_BY(mu_) = false;
  bool finished_ ABSL_GUARDED_BY(mu_) = false;
};

HealthService::HealthService(const std::vector<std::string>& services) : services_(services.begin(), services.end()) {}

HealthService::~HealthService() { assert(watchers_.empty()); }

HealthService::ServingStatus HealthService::StatusOf(const std::string& service) const {
  if (!service.empty() && services_.count(service) == 0) return HealthCheckResponse::SERVICE_UNKNOWN;
  return serving_ ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

void HealthService::SetServing(bool serving) {
  MutexLock lock(&mu_);
  serving_ = serving && !stopped_;
  for (Watcher* watcher : watchers_) watcher->Show(StatusOf(watcher->name()));
}

void HealthService::Stop() {
  MutexLock lock(&mu_);
  stopped_ = true;
  serving_ = false;
  for (Watcher* watcher : watchers_) {
    watcher->Show(StatusOf(watcher->name()));
    watcher->End(Error(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "the server is shutting down"));
  }
}

void HealthService::Remove(Watcher* watcher) {
  MutexLock lock(&mu_);
  watchers_.erase(watcher);
}

grpc::ServerUnaryReactor* HealthService::Check(grpc::CallbackServerContext* /*context*/,
                                               const HealthCheckRequest* request, HealthCheckResponse* response) {
  ServingStatus status;
  {
    ReaderMutexLock lock(&mu_);
    status = StatusOf(request->service());
  }
  if (status == HealthCheckResponse::SERVICE_UNKNOWN) {
    return new InstantCall(ToGrpc(Error(absl::StatusCode::kNotFound, "SERVICE_NOT_FOUND", "there is no such service",
                                        {{"service", request->service()}})));
  }
  response->set_status(status);
  return new InstantCall(grpc::Status::OK);
}

grpc::ServerWriteReactor<HealthCheckResponse>* HealthService::Watch(grpc::CallbackServerContext* /*context*/,
                                                                    const HealthCheckRequest* request) {
  auto* watcher = new Watcher(this, request->service());
  MutexLock lock(&mu_);
  watchers_.insert(watcher);
  watcher->Show(StatusOf(watcher->name()));
  if (stopped_) watcher->End(Error(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "the server is shutting down"));
  return watcher;
}

}  // namespace weft
