#ifndef WEFT_SERVICE_INTRODUCTION_REQUEST_H_
#define WEFT_SERVICE_INTRODUCTION_REQUEST_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "weft/introductions/life_cycle.h"
#include "weft/introductions/proposal.h"
#include "weft/introductions/reader_view.h"
#include "weft/v1/introduction_service.pb.h"

// Requests about introductions, checked and in the words of weft/introductions. All errors are INVALID_FIELD.
namespace weft {

absl::StatusOr<ProposalRequest> ParseProposal(const v1::ProposeIntroductionRequest& request, const Reader& speaker,
                                              const std::string& network);

// The answer of a side, or of the introducer who is asked. `pass_on_member`: an id.
struct ParsedAnswer {
  SideAnswer answer;
  std::string pass_on_member;
  std::string pass_on_note;
};
// `now`: a snooze ends after it, at most 2 years ahead.
absl::StatusOr<ParsedAnswer> ParseAnswer(const v1::RespondToIntroductionRequest& request, const std::string& network,
                                         absl::Time now);

absl::StatusOr<v1::Outcome> ParseOutcome(const v1::RecordOutcomeRequest& request, const std::string& network);

}  // namespace weft

#endif  // WEFT_SERVICE_INTRODUCTION_REQUEST_H_
