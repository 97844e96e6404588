#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_STOP_SIGNAL_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_STOP_SIGNAL_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace weft::weekly_email {

// SIGTERM and SIGINT as something to wait for: the mail under way is finished, then the mailer stops. To be made before
// any thread is, since threads take over which signals are blocked.
class StopSignal {
 public:
  static absl::StatusOr<std::unique_ptr<StopSignal>> Catch();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  // Waits for so long; false as soon as a signal has come. Once it has, always false.
  bool Pause(absl::Duration duration);

 private:
  explicit StopSignal(int fd) : fd_(fd) {}
  const int fd_;
};

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_STOP_SIGNAL_H_
