#ifndef WEFT_INTRODUCTIONS_CONSENT_REVIEW_H_
#define WEFT_INTRODUCTIONS_CONSENT_REVIEW_H_

#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// Keys of introductions to which not everybody has said yes yet and in which somebody can no longer be introduced: they
// have paused, refused, blocked the other or left. Ascending. Looks at everybody who has one open: O(members with
// introductions), in memory.
std::vector<int64_t> IntroductionsToReview(const NetworkView& view, absl::Time now);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_CONSENT_REVIEW_H_
