#include "service/match_service.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/match_query.h"
#include "weft/base/error.h"

namespace weft {
namespace {

v1::RecommendCollaboratorsResponse::ShortageReason ToShortageReason(RecommendationList::Shortage shortage) {
  using Response = v1::RecommendCollaboratorsResponse;
  switch (shortage) {
    case RecommendationList::Shortage::kNone:
      return Response::SHORTAGE_REASON_UNSPECIFIED;
    case RecommendationList::Shortage::kFitFloor:
      return Response::SHORTAGE_REASON_FIT_FLOOR;
    case RecommendationList::Shortage::kNoOtherCluster:
      return Response::SHORTAGE_REASON_NO_OTHER_CLUSTER;
    case RecommendationList::Shortage::kNobodyEligible:
      return Response::SHORTAGE_REASON_NOBODY_ELIGIBLE;
  }
  return Response::SHORTAGE_REASON_UNSPECIFIED;
}

v1::RecommendCollaboratorsResponse::ColdStart ToColdStart(RecommendationList::ColdStart cold_start) {
  using Response = v1::RecommendCollaboratorsResponse;
  switch (cold_start) {
    case RecommendationList::ColdStart::kNone:
      return Response::COLD_START_UNSPECIFIED;
    case RecommendationList::ColdStart::kNoTies:
      return Response::COLD_START_NO_TIES;
    case RecommendationList::ColdStart::kNoText:
      return Response::COLD_START_NO_TEXT;
    case RecommendationList::ColdStart::kNoTiesAndNoText:
      return Response::COLD_START_NO_TIES_AND_NO_TEXT;
  }
  return Response::COLD_START_UNSPECIFIED;
}

v1::ExplainMatchResponse::Availability ToAvailability(Explanation::Availability availability) {
  switch (availability) {
    case Explanation::Availability::kAvailable:
      return v1::ExplainMatchResponse::AVAILABILITY_AVAILABLE;
    case Explanation::Availability::kAlreadyTied:
      return v1::ExplainMatchResponse::AVAILABILITY_ALREADY_TIED;
    case Explanation::Availability::kNotNow:
      return v1::ExplainMatchResponse::AVAILABILITY_NOT_NOW;
  }
  return v1::ExplainMatchResponse::AVAILABILITY_UNSPECIFIED;
}

}  // namespace

grpc::ServerUnaryReactor* MatchService::RecommendCollaborators(grpc::CallbackServerContext* context,
                                                               const v1::RecommendCollaboratorsRequest* request,
                                                               v1::RecommendCollaboratorsResponse* response) {
  absl::StatusOr<NetworkRecommendQuery> query = ParseRecommend(*request);
  if (!query.ok()) return runner_.Refuse(context, *request, query.status());
  return runner_.Read(
      context, *request, [this, query = *std::move(query), response](const CallState& call) -> absl::Status {
        WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, registry_.View(query.network));
        WEFT_ASSIGN_OR_RETURN(RecommendationList list, recommender_.Recommend(*view, query.query, runner_.clock().Now(),
                                                                              [&call] { return call.Check(); }));
        LogExploration(*view, query.query, list);
        for (v1::Recommendation& recommendation : list.recommendations) {
          *response->add_recommendations() = std::move(recommendation);
        }
        response->set_shortage_reason(ToShortageReason(list.shortage));
        response->set_cold_start(ToColdStart(list.cold_start));
        response->set_weak_tie_share(list.weak_tie_share);
        response->set_provisional_clusters(list.provisional_clusters);
        response->set_snapshot_version(view->snapshot_version());
        response->set_change_sequence(view->change_sequence());
        return absl::OkStatus();
      });
}

void MatchService::LogExploration(const NetworkView& view, const RecommendQuery& query,
                                  const RecommendationList& list) const {
  for (size_t place = 0; place < list.recommendations.size(); ++place) {
    const v1::Recommendation& entry = list.recommendations[place];
    if (!entry.has_propensity()) continue;
    log_.Info("explored", {{"network", view.network()},
                           {"snapshot", view.snapshot_version()},
                           {"seed", static_cast<int64_t>(query.seed)},
                           {"member", query.member_id},
                           {"recommended", entry.member()},
                           {"place", static_cast<int64_t>(place + 1)},
                           {"propensity", absl::StrCat(entry.propensity())}});
  }
}

grpc::ServerUnaryReactor* MatchService::SearchMembers(grpc::CallbackServerContext* context,
                                                      const v1::SearchMembersRequest* request,
                                                      v1::SearchMembersResponse* response) {
  absl::StatusOr<NetworkSearchQuery> query = ParseSearch(*request);
  if (!query.ok()) return runner_.Refuse(context, *request, query.status());
  return runner_.Read(
      context, *request, [this, query = *std::move(query), response](const CallState& call) -> absl::Status {
        WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, registry_.View(query.network));
        WEFT_ASSIGN_OR_RETURN(
            std::vector<SearchHit> hits,
            recommender_.Search(*view, query.query, runner_.clock().Now(), [&call] { return call.Check(); }));
        for (SearchHit& hit : hits) {
          v1::SearchMembersResponse::Result* result = response->add_results();
          result->set_member(absl::StrCat("networks/", query.network, "/members/", hit.member_id));
          result->set_display_name(std::move(hit.display_name));
          result->set_score(hit.score);
          for (std::string& phrase : hit.phrases) result->add_phrases(std::move(phrase));
        }
        response->set_snapshot_version(view->snapshot_version());
        response->set_change_sequence(view->change_sequence());
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* MatchService::ExplainMatch(grpc::CallbackServerContext* context,
                                                     const v1::ExplainMatchRequest* request,
                                                     v1::ExplainMatchResponse* response) {
  absl::StatusOr<ExplainQuery> query = ParseExplain(*request);
  if (!query.ok()) return runner_.Refuse(context, *request, query.status());
  return runner_.Read(context, *request, [this, query = *std::move(query), response](const CallState&) -> absl::Status {
    WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, registry_.View(query.network));
    WEFT_ASSIGN_OR_RETURN(Explanation explanation,
                          recommender_.Explain(*view, query.member_id, query.other_id, runner_.clock().Now()));
    *response->mutable_recommendation() = std::move(explanation.recommendation);
    response->set_availability(ToAvailability(explanation.availability));
    response->set_fit_for_member(explanation.fit_for_member);
    response->set_fit_for_other(explanation.fit_for_other);
    response->set_crosses_clusters(explanation.crosses_clusters);
    response->set_mutual_tie_count(explanation.mutual_tie_count);
    response->set_snapshot_version(view->snapshot_version());
    response->set_change_sequence(view->change_sequence());
    return absl::OkStatus();
  });
}

}  // namespace weft
