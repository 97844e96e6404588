#ifndef WEFT_SERVICE_STOP_SIGNALS_H_
#define WEFT_SERVICE_STOP_SIGNALS_H_

#include <csignal>

namespace weft {

// Keeps SIGTERM and SIGINT for whoever waits, and ignores SIGPIPE (a client that leaves is no reason to end). Make it
// before any thread starts. The process's signals stay so afterwards.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }

  // Returns when one of them has come.
  void Wait() const {
    int signal = 0;
    sigwait(&signals_, &signal);
  }

 private:
  sigset_t signals_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_STOP_SIGNALS_H_
