#ifndef WEFT_SERVICE_INDEX_SERVICE_H_
#define WEFT_SERVICE_INDEX_SERVICE_H_

#include "service/call_runner.h"
#include "service/network_registry.h"
#include "weft/v1/index_service.grpc.pb.h"

namespace weft {

// What is loaded.
class IndexService : public v1::IndexService::CallbackService {
 public:
  // Both must outlive the service.
  IndexService(const CallRunner* runner, const NetworkRegistry* registry) : runner_(*runner), registry_(*registry) {}

  grpc::ServerUnaryReactor* GetIndexStatus(grpc::CallbackServerContext* context,
                                           const v1::GetIndexStatusRequest* request,
                                           v1::IndexStatus* response) override;
  grpc::ServerUnaryReactor* ListIndexStatuses(grpc::CallbackServerContext* context,
                                              const v1::ListIndexStatusesRequest* request,
                                              v1::ListIndexStatusesResponse* response) override;
  grpc::ServerUnaryReactor* ReloadIndex(grpc::CallbackServerContext* context, const v1::ReloadIndexRequest* request,
                                        v1::IndexStatus* response) override;

 private:
  const CallRunner& runner_;
  const NetworkRegistry& registry_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_INDEX_SERVICE_H_
