#ifndef WEFT_SERVICE_ROUND_REQUEST_H_
#define WEFT_SERVICE_ROUND_REQUEST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "service/introduction_access.h"
#include "weft/base/child_name.h"
#include "weft/v1/round_service.pb.h"

// Requests about rounds, checked and taken apart. All errors are INVALID_FIELD.
namespace weft {

// What PlanRound asks for. Whether there is such a scope is for the planning to say.
struct PlanOrder {
  std::string network;
  Reader weaver;
  v1::Round::Scope scope;
  int64_t seed = 0;
  std::string display_name;
  absl::optional<absl::Time> open_time;
};
absl::StatusOr<PlanOrder> ParsePlan(const v1::PlanRoundRequest& request, const std::string& network,
                                    const Reader& weaver, absl::Time now);

// One edit of a round, members by id.
struct RoundEdit {
  enum class Kind { kDrop, kSwap, kPin };
  Kind kind = Kind::kDrop;
  int64_t entry = 0;                 // To drop.
  std::vector<std::string> members;  // The two to swap, or those to pin.
  std::string reason;
  std::string field;  // Where it stands: "edits[2].swap".
};
absl::StatusOr<std::vector<RoundEdit>> ParseEdits(const v1::EditRoundRequest& request, const ChildName& round);

// A weaver's reason, required.
absl::StatusOr<std::string> ParseReason(absl::string_view field, const std::string& reason);

// A moment that is there, as a time.
absl::StatusOr<absl::Time> ParseTime(absl::string_view field, const google::protobuf::Timestamp& time);

}  // namespace weft

#endif  // WEFT_SERVICE_ROUND_REQUEST_H_
