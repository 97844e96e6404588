#ifndef WEFT_SERVICE_MATCH_QUERY_H_
#define WEFT_SERVICE_MATCH_QUERY_H_

#include <string>

#include "absl/status/statusor.h"
#include "weft/matching/recommender.h"
#include "weft/v1/match_service.pb.h"

// What requests of the MatchService ask the engine. Errors are INVALID_FIELD and name the field.
namespace weft {

struct NetworkRecommendQuery {
  std::string network;
  RecommendQuery query;
};
absl::StatusOr<NetworkRecommendQuery> ParseRecommend(const v1::RecommendCollaboratorsRequest& request);

struct NetworkSearchQuery {
  std::string network;
  SearchQuery query;
};
absl::StatusOr<NetworkSearchQuery> ParseSearch(const v1::SearchMembersRequest& request);

struct ExplainQuery {
  std::string network;
  std::string member_id;
  std::string other_id;
};
absl::StatusOr<ExplainQuery> ParseExplain(const v1::ExplainMatchRequest& request);

}  // namespace weft

#endif  // WEFT_SERVICE_MATCH_QUERY_H_
