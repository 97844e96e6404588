#ifndef WEFT_SERVICE_ROUND_SERVICE_H_
#define WEFT_SERVICE_ROUND_SERVICE_H_

#include <functional>
#include <string>
#include <vector>

#include "service/call_runner.h"
#include "service/introduction_access.h"
#include "service/introduction_step.h"
#include "service/network_registry.h"
#include "service/round_planning.h"
#include "weft/matching/recommender.h"
#include "weft/store/store.h"
#include "weft/v1/round_service.grpc.pb.h"

namespace weft {

// Rounds: planned on a worker, looked at, changed, opened and reported by weavers. What happens to them by themselves
// is RoundKeeper's.
class RoundService : public v1::RoundService::CallbackService {
 public:
  // All must outlive the service.
  RoundService(const CallRunner* runner, const Store* store, const NetworkRegistry* registry,
               const Recommender* recommender)
      : runner_(*runner),
        store_(*store),
        registry_(*registry),
        recommender_(*recommender),
        planning_({store, registry, recommender, &runner->clock()}) {}

  grpc::ServerUnaryReactor* PlanRound(grpc::CallbackServerContext* context, const v1::PlanRoundRequest* request,
                                      v1::PlanRoundResponse* response) override;
  grpc::ServerUnaryReactor* GetRound(grpc::CallbackServerContext* context, const v1::GetRoundRequest* request,
                                     v1::Round* response) override;
  grpc::ServerUnaryReactor* ListRounds(grpc::CallbackServerContext* context, const v1::ListRoundsRequest* request,
                                       v1::ListRoundsResponse* response) override;
  grpc::ServerUnaryReactor* ListRoundEntries(grpc::CallbackServerContext* context,
                                             const v1::ListRoundEntriesRequest* request,
                                             v1::ListRoundEntriesResponse* response) override;
  grpc::ServerUnaryReactor* HoldRound(grpc::CallbackServerContext* context, const v1::HoldRoundRequest* request,
                                      v1::Round* response) override;
  grpc::ServerUnaryReactor* EditRound(grpc::CallbackServerContext* context, const v1::EditRoundRequest* request,
                                      v1::Round* response) override;
  grpc::ServerUnaryReactor* OpenRound(grpc::CallbackServerContext* context, const v1::OpenRoundRequest* request,
                                      v1::Round* response) override;
  grpc::ServerUnaryReactor* CloseRound(grpc::CallbackServerContext* context, const v1::CloseRoundRequest* request,
                                       v1::Round* response) override;
  grpc::ServerUnaryReactor* ReportRound(grpc::CallbackServerContext* context, const v1::ReportRoundRequest* request,
                                        v1::RoundReport* response) override;
  grpc::ServerUnaryReactor* ListMembersNeedingAHand(grpc::CallbackServerContext* context,
                                                    const v1::ListMembersNeedingAHandRequest* request,
                                                    v1::ListMembersNeedingAHandResponse* response) override;

 private:
  // What a weaver who sees a round does to it. Runs on the writer thread.
  using Change =
      std::function<absl::StatusOr<std::vector<Mutation>>(const IntroductionStep& step, const StoredRound& round)>;
  // Makes the job of a call, with what only a worker may take time for.
  using Prepare = std::function<absl::StatusOr<Change>(const ChildName& name, const Reader& weaver)>;
  // The call of a weaver that changes one round, from the request's names to the answer.
  template <typename Request>
  grpc::ServerUnaryReactor* ChangeRound(grpc::CallbackServerContext* context, const Request* request,
                                        v1::Round* response, Prepare prepare) const;
  absl::StatusOr<WriteJob> PlanJob(const v1::PlanRoundRequest& request, const PlanOrder& order, int size,
                                   const CallState& call, v1::PlanRoundResponse* response) const;
  absl::Status AnswerStored(const std::string& network, const StoredRound& round, int size,
                            v1::PlanRoundResponse* response) const;

  const CallRunner& runner_;
  const Store& store_;
  const NetworkRegistry& registry_;
  const Recommender& recommender_;
  const RoundPlanning planning_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_ROUND_SERVICE_H_
