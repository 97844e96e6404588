#ifndef WEFT_SERVICE_MESSAGE_REQUEST_H_
#define WEFT_SERVICE_MESSAGE_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/message_claim.h"
#include "weft/introductions/message_delivery.h"
#include "weft/v1/message_service.pb.h"

// Requests about messages, checked and in the words of those who carry them out. All errors are INVALID_FIELD.
namespace weft {

// `claim` is left empty.
absl::StatusOr<ClaimWish> ParseClaim(const v1::ClaimMessagesRequest& request);

absl::StatusOr<DeliveryResult> ParseResult(const v1::ConfirmDeliveryRequest& request, const std::string& network);

absl::StatusOr<MessageFilter> ParseFilter(const v1::ListMessagesRequest& request, const std::string& network);

// What a list or a claim asks for; empty: any.
absl::StatusOr<std::vector<v1::Message::Kind>> ParseKinds(const google::protobuf::RepeatedField<int>& kinds);

}  // namespace weft

#endif  // WEFT_SERVICE_MESSAGE_REQUEST_H_
