#ifndef WEFT_BENCH_SERVED_PROCESS_H_
#define WEFT_BENCH_SERVED_PROCESS_H_

#include <sys/types.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace weft {

// A weft-server started for a measurement, on a free port; ended by SIGTERM when destroyed. Not thread-safe.
class ServedProcess {
 public:
  // Returns once the server says that it serves. UNAVAILABLE with its last log line if it ends before.
  static absl::StatusOr<std::unique_ptr<ServedProcess>> Start(const std::string& server, const std::string& data);
  ~ServedProcess();
  ServedProcess(const ServedProcess&) = delete;
  ServedProcess& operator=(const ServedProcess&) = delete;

  const std::string& address() const { return address_; }
  absl::Duration time_to_serve() const { return time_to_serve_; }
  // Resident memory with mapped pages, in KiB; 0 if it cannot be read.
  int64_t ResidentKib() const;

 private:
  ServedProcess(pid_t pid, int log, std::string address, absl::Duration time_to_serve)
      : pid_(pid), log_(log), address_(std::move(address)), time_to_serve_(time_to_serve) {}
  const pid_t pid_;
  const int log_;  // Its stderr, kept open so that it can go on writing.
  const std::string address_;
  const absl::Duration time_to_serve_;
};

}  // namespace weft

#endif  // WEFT_BENCH_SERVED_PROCESS_H_
