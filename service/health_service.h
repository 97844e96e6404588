#ifndef WEFT_SERVICE_HEALTH_SERVICE_H_
#define WEFT_SERVICE_HEALTH_SERVICE_H_

#include <set>
#include <string>
#include <vector>

#include "grpc/health/v1/health.grpc.pb.h"
#include "weft/base/mutex.h"

namespace weft {

// Whether the server can take calls, for load balancers and orchestrators. Answers on the callback threads, whatever
// the workers do. NOT_SERVING until told otherwise. Thread-safe.
class HealthService : public grpc::health::v1::Health::CallbackService {
 public:
  // Full names of the services asked about; all have the server's status, as has the empty name.
  explicit HealthService(const std::vector<std::string>& services);
  ~HealthService() override;

  // Tells all who watch.
  void SetServing(bool serving);
  // NOT_SERVING for good; ends all watches once they have heard so.
  void Stop();

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context,
                                  const grpc::health::v1::HealthCheckRequest* request,
                                  grpc::health::v1::HealthCheckResponse* response) override;
  grpc::ServerWriteReactor<grpc::health::v1::HealthCheckResponse>* Watch(
      grpc::CallbackServerContext* context, const grpc::health::v1::HealthCheckRequest* request) override;

 private:
  class Watcher;
  using ServingStatus = grpc::health::v1::HealthCheckResponse::ServingStatus;
  ServingStatus StatusOf(const std::string& service) const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  void Remove(Watcher* watcher);

  const std::set<std::string> services_;
  mutable Mutex mu_;
  bool serving_ ABSL_GUARDED_BY(mu_) = false;
  bool stopped_ ABSL_GUARDED_BY(mu_) = false;
  std::set<Watcher*> watchers_ ABSL_GUARDED_BY(mu_);
};

}  // namespace weft

#endif  // WEFT_SERVICE_HEALTH_SERVICE_H_
