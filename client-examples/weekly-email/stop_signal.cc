#include "client-examples/weekly-email/stop_signal.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "absl/time/clock.h"

namespace weft::weekly_email {

absl::StatusOr<std::unique_ptr<StopSignal>> StopSignal::Catch() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const int fd = signalfd(-1, &signals, SFD_CLOEXEC);
  if (fd < 0) return absl::UnavailableError("cannot wait for signals");
  return std::unique_ptr<StopSignal>(new StopSignal(fd));
}

StopSignal::~StopSignal() { close(fd_); }

bool StopSignal::Pause(absl::Duration duration) {
  const absl::Time end = absl::Now() + duration;
  for (;;) {
    const int64_t left =
        std::max<int64_t>(0, absl::ToInt64Milliseconds(absl::Ceil(end - absl::Now(), absl::Milliseconds(1))));
    pollfd waited = {fd_, POLLIN, 0};
    // The signal is never read, so that it stays true.
    const int ready = poll(&waited, 1, static_cast<int>(std::min<int64_t>(left, 1000 * 3600)));
    if (ready > 0) return false;
    if (ready == 0 && absl::Now() >= end) return true;
    if (ready < 0 && errno != EINTR) return true;
  }
}

}  // namespace weft::weekly_email
