#ifndef WEFT_SERVICE_TIE_SERVICE_H_
#define WEFT_SERVICE_TIE_SERVICE_H_

#include "service/call_runner.h"
#include "weft/store/store.h"
#include "weft/v1/tie_service.grpc.pb.h"

namespace weft {

// Ties, from and to the store.
class TieService : public v1::TieService::CallbackService {
 public:
  // Both must outlive the service.
  TieService(const CallRunner* runner, const Store* store) : runner_(*runner), store_(*store) {}

  grpc::ServerUnaryReactor* BatchUpsertTies(grpc::CallbackServerContext* context,
                                            const v1::BatchUpsertTiesRequest* request,
                                            v1::BatchUpsertTiesResponse* response) override;
  grpc::ServerUnaryReactor* ListTies(grpc::CallbackServerContext* context, const v1::ListTiesRequest* request,
                                     v1::ListTiesResponse* response) override;
  grpc::ServerUnaryReactor* DeleteTie(grpc::CallbackServerContext* context, const v1::DeleteTieRequest* request,
                                      google::protobuf::Empty* response) override;

 private:
  const CallRunner& runner_;
  const Store& store_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_TIE_SERVICE_H_
