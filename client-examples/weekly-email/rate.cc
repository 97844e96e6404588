#include "client-examples/weekly-email/rate.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace weft::weekly_email {
namespace {

constexpr int kRateMax = 100'000;

}  // namespace

absl::StatusOr<absl::Duration> ParseRate(absl::string_view text) {
  const size_t slash = text.find('/');
  int count = 0;
  if (slash != absl::string_view::npos && absl::SimpleAtoi(text.substr(0, slash), &count) && count > 0 &&
      count <= kRateMax) {
    const absl::string_view unit = text.substr(slash + 1);
    if (unit == "second") return absl::Seconds(1) / count;
    if (unit == "minute") return absl::Minutes(1) / count;
    if (unit == "hour") return absl::Hours(1) / count;
  }
  return absl::InvalidArgumentError(absl::StrCat("'", text, "' is no rate such as 30/minute"));
}

bool Pacer::Wait() {
  const absl::Duration wait = std::max(absl::ZeroDuration(), next_ - timing_.now());
  if (!timing_.pause(wait)) return false;
  next_ = timing_.now() + interval_;
  return true;
}

}  // namespace weft::weekly_email
