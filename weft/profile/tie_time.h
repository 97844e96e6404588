#ifndef WEFT_PROFILE_TIE_TIME_H_
#define WEFT_PROFILE_TIE_TIME_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "weft/v1/tie.pb.h"

namespace weft {

// Reads when two members were last in contact and sets `tie`'s last_contact or period:
//   "2021-08-14"            RFC 3339 date: midnight UTC
//   "2021-08-14T10:00:00Z"  RFC 3339 date-time
//   "1628899200"            Unix seconds, with a fraction or exponent if need be: 10^6 and above
//   "7"                     whole numbers below 10^6: the number of a period
// INVALID_FIELD for `field` on anything else: empty text, negative numbers, milliseconds, times before
// 1970-01-12T13:46:40Z (10^6 seconds, which could not be told from periods) or after the year 9999. `tie` is then
// unchanged.
absl::Status ParseTieTime(absl::string_view text, v1::Tie* tie, absl::string_view field = "time");

}  // namespace weft

#endif  // WEFT_PROFILE_TIE_TIME_H_
