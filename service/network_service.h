#ifndef WEFT_SERVICE_NETWORK_SERVICE_H_
#define WEFT_SERVICE_NETWORK_SERVICE_H_

#include "service/call_runner.h"
#include "weft/store/store.h"
#include "weft/v1/network_service.grpc.pb.h"

namespace weft {

// Networks and their policy, from and to the store.
class NetworkService : public v1::NetworkService::CallbackService {
 public:
  // Both must outlive the service.
  NetworkService(const CallRunner* runner, const Store* store) : runner_(*runner), store_(*store) {}

  grpc::ServerUnaryReactor* CreateNetwork(grpc::CallbackServerContext* context, const v1::CreateNetworkRequest* request,
                                          v1::Network* response) override;
  grpc::ServerUnaryReactor* GetNetwork(grpc::CallbackServerContext* context, const v1::GetNetworkRequest* request,
                                       v1::Network* response) override;
  grpc::ServerUnaryReactor* ListNetworks(grpc::CallbackServerContext* context, const v1::ListNetworksRequest* request,
                                         v1::ListNetworksResponse* response) override;
  grpc::ServerUnaryReactor* UpdatePolicy(grpc::CallbackServerContext* context, const v1::UpdatePolicyRequest* request,
                                         v1::Network* response) override;
  grpc::ServerUnaryReactor* ListPolicyChanges(grpc::CallbackServerContext* context,
                                              const v1::ListPolicyChangesRequest* request,
                                              v1::ListPolicyChangesResponse* response) override;

 private:
  const CallRunner& runner_;
  const Store& store_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_NETWORK_SERVICE_H_
