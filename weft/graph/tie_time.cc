#include "weft/graph/tie_time.h"

#include <cassert>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"

namespace weft {
namespace {

constexpr int64_t kMicrosPerSecond = 1000000;
constexpr int64_t kYear10000 = 253402300800;  // In Unix seconds.

absl::Status Wrong(absl::string_view field, absl::string_view text, absl::string_view why) {
  return InvalidField(field, absl::StrCat("is '", absl::CHexEscape(text.substr(0, 80)), "'; ", why));
}

bool LooksLikeDate(absl::string_view text) {
  if (text.size() < 10) return false;
  for (int i = 0; i < 10; ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : !absl::ascii_isdigit(static_cast<unsigned char>(text[i]))) return false;
  }
  return true;
}

bool LooksLikeNumber(absl::string_view text) {
  // Leaves out what SimpleAtod takes beside numbers: "inf", "nan" and spaces around.
  for (char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c)) && !absl::StrContains("+-.eE", absl::string_view(&c, 1))) {
      return false;
    }
  }
  return true;
}

absl::StatusOr<int64_t> MicrosOfDate(absl::string_view text, absl::string_view field) {
  std::string normal(text);
  absl::Time time;
  std::string why;
  if (normal.size() == 10) {
    if (!absl::ParseTime("%Y-%m-%d", normal, absl::UTCTimeZone(), &time, &why)) {
      return Wrong(field, text, "there is no such date");
    }
  } else {
    if (normal[10] == ' ') normal[10] = 'T';  // RFC 3339 allows both.
    if (absl::ascii_isspace(static_cast<unsigned char>(normal.back())) ||
        !absl::ParseTime(absl::RFC3339_full, normal, &time, &why)) {
      return Wrong(field, text, "a date-time looks like 2021-08-14T10:00:00Z or 2021-08-14T12:00:00+02:00");
    }
  }
  const int64_t micros = ToMicros(time);
  if (micros < TieTime::kPeriodNumbersEnd * kMicrosPerSecond) {
    return Wrong(field, text, "times before 1970-01-12T13:46:40Z cannot be told from period numbers");
  }
  return micros;
}

absl::StatusOr<int64_t> MicrosOfNumber(absl::string_view text, absl::string_view field) {
  double seconds = 0;
  if (!absl::SimpleAtod(text, &seconds) || !std::isfinite(seconds)) return Wrong(field, text, "that is no number");
  if (seconds < 0) return Wrong(field, text, "a time cannot be negative");
  if (seconds >= kYear10000) {
    return Wrong(field, text, "that is after the year 9999; Unix times are in seconds, not milliseconds");
  }
  return static_cast<int64_t>(std::floor(seconds)) * kMicrosPerSecond +
         static_cast<int64_t>((seconds - std::floor(seconds)) * kMicrosPerSecond);
}

}  // namespace

absl::StatusOr<TieTime> TieTime::Parse(absl::string_view text, absl::string_view field) {
  if (text.empty()) return Wrong(field, text, "leave the time out if it is not known");
  if (LooksLikeDate(text)) {
    WEFT_ASSIGN_OR_RETURN(int64_t micros, MicrosOfDate(text, field));
    return TieTime(micros);
  }
  if (LooksLikeNumber(text)) {
    WEFT_ASSIGN_OR_RETURN(int64_t micros, MicrosOfNumber(text, field));
    return TieTime(micros);
  }
  return Wrong(field, text,
               "expected a date (2021-08-14), a date-time (2021-08-14T10:00:00Z), Unix seconds or a period number");
}

absl::Time TieTime::time() const {
  assert(!is_period());
  return weft::FromMicros(micros_);
}

std::string TieTime::ToString() const {
  if (!is_period()) return absl::FormatTime(absl::RFC3339_full, time(), absl::UTCTimeZone());
  if (micros_ % kMicrosPerSecond == 0) return absl::StrCat(micros_ / kMicrosPerSecond);
  std::string fraction = absl::StrCat(kMicrosPerSecond + micros_ % kMicrosPerSecond).substr(1);
  return absl::StrCat(micros_ / kMicrosPerSecond, ".", fraction);
}

}  // namespace weft
