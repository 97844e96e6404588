#ifndef WEFT_CLI_MATCH_TEXT_H_
#define WEFT_CLI_MATCH_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "weft/v1/match_service.pb.h"

namespace weft::cli {

// Answers of MatchService as a person reads them: plain words for kinds, no scores. Whole lines.

// A numbered list with reasons; notes on cold start, provisional clusters and shortage come first. `member` is whom the
// list is for.
std::string RecommendationsText(absl::string_view member, const v1::RecommendCollaboratorsResponse& response);
std::string SearchText(const v1::SearchMembersResponse& response);
// How two members fit; `member` and `other` in full.
std::string ExplanationText(absl::string_view member, absl::string_view other,
                            const v1::ExplainMatchResponse& response);

}  // namespace weft::cli

#endif  // WEFT_CLI_MATCH_TEXT_H_
