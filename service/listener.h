#ifndef WEFT_SERVICE_LISTENER_H_
#define WEFT_SERVICE_LISTENER_H_

#include <functional>
#include <memory>
#include <string>
#include <thread>  // NOLINT(build/c++11)
#include <vector>

#include "absl/status/statusor.h"
#include "service/log.h"
#include "service/open_connections.h"

namespace weft {

// Accepts TCP connections and hands them on. gRPC's own accept loop ends for good when file descriptors run out, while
// its health check goes on saying SERVING; this one refuses what it cannot take, and goes on.
class Listener {
 public:
  struct Options {
    std::string address;         // "127.0.0.1:7700", "[::1]:7700", "localhost:0" (any free port).
    int connections_max = 1000;  // Further ones are closed at once. Raise it together with the descriptor limit.
  };
  // Takes a connected, non-blocking socket over, and closes it at the end.
  using Take = std::function<void(int fd)>;

  // Binds and listens; connections wait until Start. INVALID_ARGUMENT for what is no address, UNAVAILABLE
  // (ADDRESS_IN_USE) if another program listens there. `log` must outlive the listener.
  static absl::StatusOr<std::unique_ptr<Listener>> Open(const Options& options, const Log* log);
  // Calls Stop.
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // With the port that was chosen.
  const std::string& address() const { return address_; }

  // May be called once.
  void Start(Take take);
  // Takes no further connection: whoever comes, or waits to be accepted, is refused. Those taken stay. May be called
  // again.
  void Stop();

 private:
  Listener(int fd, int wake_read, int wake_write, int reserve, std::string address, const Options& options,
           const Log* log);
  void Run();
  void Accept();
  void RefuseForLackOfDescriptors();
  void SetRefusing(bool refusing, absl::string_view reason);

  int fd_;               // Below 0 once stopped.
  const int wake_read_;  // A pipe: becomes readable when stopped.
  const int wake_write_;
  const std::string address_;
  const Options options_;
  const Log* const log_;
  Take take_;
  std::thread thread_;

  // Of the thread only.
  int reserve_;  // A descriptor kept to be given up when there is no other, so that a connection can be refused.
  OpenConnections connections_;
  bool refusing_ = false;
};

}  // namespace weft

#endif  // WEFT_SERVICE_LISTENER_H_
