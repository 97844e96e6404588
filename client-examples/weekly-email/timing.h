#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_TIMING_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_TIMING_H_

#include <functional>

#include "absl/time/time.h"

namespace weft::weekly_email {

// Time as the mailer sees it: real in main, moved by hand in tests.
struct Timing {
  std::function<absl::Time()> now;
  // Waits; false at once, or as soon as it is so, if the mailer has been asked to stop.
  std::function<bool(absl::Duration)> pause;
};

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_TIMING_H_
