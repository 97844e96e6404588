#ifndef WEFT_SERVICE_LINK_TARGET_H_
#define WEFT_SERVICE_LINK_TARGET_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "weft/introductions/link_token.h"
#include "weft/store/store.h"

namespace weft {

// What a link leads to.
struct LinkTarget {
  LinkClaim claim;
  StoredMessage message;
  std::string member_id;
  std::string introduction_id;  // Or empty.
};

// INVALID_ARGUMENT (TOKEN_INVALID), FAILED_PRECONDITION (TOKEN_EXPIRED), NOT_FOUND (MEMBER_NOT_FOUND: has left since).
absl::StatusOr<LinkTarget> FollowLink(absl::string_view token, const LinkTokens& tokens, const Store& store,
                                      absl::Time now);

}  // namespace weft

#endif  // WEFT_SERVICE_LINK_TARGET_H_
