#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_RATE_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_RATE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "client-examples/weekly-email/timing.h"

namespace weft::weekly_email {

// Reads "30/minute", "2/second" or "500/hour" into the time between two mails. INVALID_ARGUMENT for anything else; the
// number is 1 to 100,000.
absl::StatusOr<absl::Duration> ParseRate(absl::string_view text);

// Lets mails go at even distances: mail servers dislike bursts. Not thread-safe.
class Pacer {
 public:
  Pacer(absl::Duration interval, Timing timing) : interval_(interval), timing_(std::move(timing)) {}
  // Waits until the next mail may go; false if asked to stop.
  bool Wait();
  absl::Duration interval() const { return interval_; }

 private:
  const absl::Duration interval_;
  const Timing timing_;
  absl::Time next_ = absl::InfinitePast();
};

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_RATE_H_
