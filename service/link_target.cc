#include "service/link_target.h"

#include <utility>

#include "weft/base/error.h"

namespace weft {

absl::StatusOr<LinkTarget> FollowLink(absl::string_view token, const LinkTokens& tokens, const Store& store,
                                      absl::Time now) {
  LinkTarget target;
  WEFT_ASSIGN_OR_RETURN(target.claim, tokens.Read(token, now));
  WEFT_ASSIGN_OR_RETURN(target.message, store.messages().Get(target.claim.network, target.claim.message_id));
  const auto place = static_cast<size_t>(target.claim.recipient);
  if (place >= target.message.recipients.size() || target.message.recipients[place].member_key == 0) {
    return Error(absl::StatusCode::kNotFound, "MEMBER_NOT_FOUND", "the member whose link it was has left");
  }
  target.member_id = target.message.recipients[place].member_id;
  if (!target.message.introduction_ids.empty()) target.introduction_id = target.message.introduction_ids.front();
  return target;
}

}  // namespace weft
