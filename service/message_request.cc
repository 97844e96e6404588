#include "service/message_request.h"

#include "absl/strings/str_cat.h"
#include "service/page.h"
#include "service/request_check.h"
#include "weft/base/child_name.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"
#include "weft/base/utf8.h"

namespace weft {
namespace {

using Confirm = v1::ConfirmDeliveryRequest;
using Message = v1::Message;

constexpr int kLeaseSecondsDefault = 300;
constexpr int kLeaseSecondsMin = 10;
constexpr int kLeaseSecondsMax = 3600;

}  // namespace

absl::StatusOr<std::vector<Message::Kind>> ParseKinds(const google::protobuf::RepeatedField<int>& kinds) {
  std::vector<Message::Kind> out;
  for (int kind : kinds) {
    if (!Message::Kind_IsValid(kind) || kind == Message::KIND_UNSPECIFIED) {
      return InvalidField("kinds", absl::StrCat("holds ", kind, ", no known kind"));
    }
    out.push_back(static_cast<Message::Kind>(kind));
  }
  return out;
}

absl::StatusOr<ClaimWish> ParseClaim(const v1::ClaimMessagesRequest& request) {
  ClaimWish wish;
  WEFT_ASSIGN_OR_RETURN(const NetworkName parent, NetworkName::Parse(request.parent(), "parent"));
  wish.network = parent.network();
  if (request.channel() != Message::CHANNEL_EMAIL && request.channel() != Message::CHANNEL_CHAT) {
    return InvalidField("channel", "is missing; expected CHANNEL_EMAIL or CHANNEL_CHAT");
  }
  wish.channel = request.channel();
  WEFT_ASSIGN_OR_RETURN(wish.limit, PageSizeOf(request.limit(), kPageSizeDefault, kPageSizeMax));
  const int lease = request.lease_seconds() == 0 ? kLeaseSecondsDefault : request.lease_seconds();
  if (lease < kLeaseSecondsMin || lease > kLeaseSecondsMax) {
    return InvalidField("lease_seconds",
                        absl::StrCat("is ", lease, "; expected ", kLeaseSecondsMin, " to ", kLeaseSecondsMax));
  }
  wish.lease = absl::Seconds(lease);
  WEFT_ASSIGN_OR_RETURN(wish.kinds, ParseKinds(request.kinds()));
  WEFT_RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  return wish;
}

absl::StatusOr<DeliveryResult> ParseResult(const Confirm& request, const std::string& network) {
  DeliveryResult result;
  switch (request.result()) {
    case Confirm::RESULT_SENT:
    case Confirm::RESULT_PARTLY_SENT:
      result.kind = DeliveryResult::Kind::kSent;
      break;
    case Confirm::RESULT_TEMPORARY_FAILURE:
      result.kind = DeliveryResult::Kind::kTemporaryFailure;
      break;
    case Confirm::RESULT_PERMANENT_FAILURE:
      result.kind = DeliveryResult::Kind::kPermanentFailure;
      break;
    default:
      return InvalidField("result", "is missing; expected what became of the message");
  }
  if (!IsValidUtf8(request.detail())) return InvalidField("detail", "is not UTF-8");
  if (request.detail().size() > kLineBytesMax) {
    return InvalidField(
        "detail", absl::StrCat("is ", request.detail().size(), " bytes long; at most ", kLineBytesMax, " are allowed"));
  }
  result.detail = request.detail();
  for (int m = 0; m < request.refused_members_size(); ++m) {
    WEFT_ASSIGN_OR_RETURN(const MemberName member,
                          ParseMemberOf(network, request.refused_members(m), absl::StrCat("refused_members[", m, "]")));
    result.refused_member_ids.push_back(member.member());
  }
  if (request.result() == Confirm::RESULT_PARTLY_SENT && result.refused_member_ids.empty()) {
    return InvalidField("refused_members", "is empty; a message sent in part was refused to somebody");
  }
  return result;
}

absl::StatusOr<MessageFilter> ParseFilter(const v1::ListMessagesRequest& request, const std::string& network) {
  MessageFilter filter;
  for (int state : request.states()) {
    if (!Message::State_IsValid(state) || state == Message::STATE_UNSPECIFIED) {
      return InvalidField("states", absl::StrCat("holds ", state, ", no known state"));
    }
    filter.states.push_back(static_cast<Message::State>(state));
  }
  WEFT_ASSIGN_OR_RETURN(filter.kinds, ParseKinds(request.kinds()));
  if (!request.member().empty()) {
    WEFT_ASSIGN_OR_RETURN(const MemberName member, ParseMemberOf(network, request.member(), "member"));
    filter.member_id = member.member();
  }
  if (!request.introduction().empty()) {
    WEFT_ASSIGN_OR_RETURN(const ChildName introduction,
                          ChildName::Parse(request.introduction(), "introductions", "introduction"));
    if (introduction.network() != network) return InvalidField("introduction", "is of another network");
    filter.introduction_id = introduction.id();
  }
  return filter;
}

}  // namespace weft
