#ifndef WEFT_CLI_TIME_TEXT_H_
#define WEFT_CLI_TIME_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace weft::cli {

// Reads "500ms", "10s", "1.5h" or, beyond Abseil, "90d"; none unless finite and above 0.
absl::optional<absl::Duration> ParseDurationText(absl::string_view text);

// Reads "2026-05-01" (midnight UTC) or RFC 3339 "2026-05-01T09:00:00+02:00".
absl::optional<absl::Time> ParseTimeText(absl::string_view text);

// To and from the API's own types.
google::protobuf::Duration ToProto(absl::Duration duration);
google::protobuf::Timestamp ToProto(absl::Time time);
// "730d" for whole days, else as Abseil writes it.
std::string DurationText(const google::protobuf::Duration& duration);
// "2026-05-01 09:00 UTC"
std::string TimeText(const google::protobuf::Timestamp& time);

}  // namespace weft::cli

#endif  // WEFT_CLI_TIME_TEXT_H_
