#ifndef WEFT_SERVICE_MATCH_SERVICE_H_
#define WEFT_SERVICE_MATCH_SERVICE_H_

#include "service/call_runner.h"
#include "service/network_registry.h"
#include "weft/matching/recommender.h"
#include "weft/v1/match_service.grpc.pb.h"

namespace weft {

// Recommendations and searches, from the view that is current when a call begins.
class MatchService : public v1::MatchService::CallbackService {
 public:
  // All must outlive the service.
  MatchService(const CallRunner* runner, const NetworkRegistry* registry, const Recommender* recommender,
               const Log* log)
      : runner_(*runner), registry_(*registry), recommender_(*recommender), log_(*log) {}

  grpc::ServerUnaryReactor* RecommendCollaborators(grpc::CallbackServerContext* context,
                                                   const v1::RecommendCollaboratorsRequest* request,
                                                   v1::RecommendCollaboratorsResponse* response) override;
  grpc::ServerUnaryReactor* SearchMembers(grpc::CallbackServerContext* context, const v1::SearchMembersRequest* request,
                                          v1::SearchMembersResponse* response) override;
  grpc::ServerUnaryReactor* ExplainMatch(grpc::CallbackServerContext* context, const v1::ExplainMatchRequest* request,
                                         v1::ExplainMatchResponse* response) override;

 private:
  // What is learned later from what was explored must know the chances: a line an entry that was drawn.
  void LogExploration(const NetworkView& view, const RecommendQuery& query, const RecommendationList& list) const;

  const CallRunner& runner_;
  const NetworkRegistry& registry_;
  const Recommender& recommender_;
  const Log& log_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_MATCH_SERVICE_H_
