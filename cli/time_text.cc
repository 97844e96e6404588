#include "cli/time_text.h"

#include <cmath>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace weft::cli {

absl::optional<absl::Duration> ParseDurationText(absl::string_view text) {
  absl::Duration duration;
  double days = 0;
  if (absl::ConsumeSuffix(&text, "d")) {
    if (!absl::SimpleAtod(text, &days) || !std::isfinite(days)) return absl::nullopt;
    duration = days * absl::Hours(24);
  } else if (!absl::ParseDuration(text, &duration)) {
    return absl::nullopt;
  }
  if (duration <= absl::ZeroDuration() || duration == absl::InfiniteDuration()) return absl::nullopt;
  return duration;
}

absl::optional<absl::Time> ParseTimeText(absl::string_view text) {
  absl::Time time;
  std::string ignored;
  // Abseil also reads "infinite-future".
  const bool dated =
      absl::ParseTime("%Y-%m-%d", text, &time, &ignored) || absl::ParseTime(absl::RFC3339_full, text, &time, &ignored);
  if (dated && time != absl::InfiniteFuture() && time != absl::InfinitePast()) return time;
  return absl::nullopt;
}

google::protobuf::Duration ToProto(absl::Duration duration) {
  google::protobuf::Duration proto;
  proto.set_seconds(absl::IDivDuration(duration, absl::Seconds(1), &duration));
  proto.set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(duration)));
  return proto;
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  google::protobuf::Timestamp proto;
  proto.set_seconds(absl::ToUnixSeconds(time));
  proto.set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(proto.seconds()))));
  return proto;
}

std::string DurationText(const google::protobuf::Duration& duration) {
  absl::Duration value = absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
  const absl::Duration day = absl::Hours(24);
  if (value != absl::ZeroDuration() && value % day == absl::ZeroDuration()) return absl::StrCat(value / day, "d");
  return absl::FormatDuration(value);
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%d %H:%M UTC", absl::FromUnixSeconds(time.seconds()), absl::UTCTimeZone());
}

}  // namespace weft::cli
