#ifndef WEFT_PROFILE_RFC3339_H_
#define WEFT_PROFILE_RFC3339_H_

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"

namespace weft {

// Whether `text` begins as an RFC 3339 date does: four digits, "-", two digits, "-", two digits.
bool BeginsAsDate(absl::string_view text);

// Reads an RFC 3339 date ("2021-08-14": midnight UTC) or date-time ("2021-08-14T12:00:00+02:00"; a blank may stand
// for the T). None if it is no such text, names a day there is not, or a date-time lacks its offset from UTC.
absl::optional<absl::Time> ParseRfc3339(absl::string_view text);

}  // namespace weft

#endif  // WEFT_PROFILE_RFC3339_H_
