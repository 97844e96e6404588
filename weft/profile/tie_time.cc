#include "weft/profile/tie_time.h"

#include <cmath>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "weft/base/error.h"
#include "weft/base/quoted.h"
#include "weft/profile/profile.h"
#include "weft/profile/rfc3339.h"

namespace weft {
namespace {

constexpr int64_t kYear10000 = 253402300800;  // In Unix seconds.
constexpr char kExpected[] =
    "expected a date (2021-08-14), a date-time (2021-08-14T10:00:00Z), Unix seconds or a period number";

absl::Status Wrong(absl::string_view field, absl::string_view text, absl::string_view why) {
  return InvalidField(field, absl::StrCat("is ", Quoted(text), "; ", why));
}

// Leaves out what SimpleAtod takes beside numbers: "inf", "nan" and white space.
bool HasOnlySignsOfNumbers(absl::string_view text) {
  for (char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c)) && c != '+' && c != '-' && c != '.' && c != 'e' &&
        c != 'E') {
      return false;
    }
  }
  return true;
}

void SetLastContact(absl::Time time, v1::Tie* tie) {
  const int64_t micros = absl::ToUnixMicros(time);  // Not negative: the caller has checked.
  tie->mutable_last_contact()->set_seconds(micros / 1000000);
  tie->mutable_last_contact()->set_nanos(static_cast<int32_t>(micros % 1000000 * 1000));
}

absl::Status SetNumber(absl::string_view text, absl::string_view field, v1::Tie* tie) {
  double seconds = 0;
  if (!absl::SimpleAtod(text, &seconds)) return Wrong(field, text, kExpected);
  if (seconds < 0) return Wrong(field, text, "a time cannot be negative");
  if (seconds >= kYear10000) {  // Infinity (1e400) too.
    return Wrong(field, text, "that is after the year 9999; Unix times are in seconds, not milliseconds");
  }
  if (seconds >= kTiePeriodsEnd) {
    SetLastContact(absl::UnixEpoch() + absl::Seconds(seconds), tie);
    return absl::OkStatus();
  }
  if (seconds != std::floor(seconds))
    return Wrong(field, text, "numbers below 1000000 are periods, and those are whole");
  tie->set_period(static_cast<int64_t>(seconds));
  return absl::OkStatus();
}

}  // namespace

absl::Status ParseTieTime(absl::string_view text, v1::Tie* tie, absl::string_view field) {
  if (BeginsAsDate(text)) {
    const absl::optional<absl::Time> time = ParseRfc3339(text);
    if (!time.has_value()) {
      return Wrong(field, text,
                   text.size() == 10 ? "there is no such day"
                                     : "a date-time looks like 2021-08-14T10:00:00Z or 2021-08-14T12:00:00+02:00");
    }
    if (*time < absl::FromUnixSeconds(kTiePeriodsEnd)) {
      return Wrong(field, text, "times before 1970-01-12T13:46:40Z cannot be told from period numbers");
    }
    if (*time >= absl::FromUnixSeconds(kYear10000)) return Wrong(field, text, "that is after the year 9999");
    SetLastContact(*time, tie);
    return absl::OkStatus();
  }
  if (text.empty()) return Wrong(field, text, "leave the time out if it is not known");
  if (HasOnlySignsOfNumbers(text)) return SetNumber(text, field, tie);
  return Wrong(field, text, kExpected);
}

}  // namespace weft
