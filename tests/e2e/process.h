#ifndef WEFT_TESTS_E2E_PROCESS_H_
#define WEFT_TESTS_E2E_PROCESS_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "weft/base/mutex.h"

namespace weft::e2e {

// What a program left behind. `exit_code` is 128 + the signal if one ended it.
struct Finished {
  int exit_code = -1;
  std::string out;
  std::string err;
};

// A program that runs beside the test. Ended with SIGKILL when destroyed.
class Process {
 public:
  // Starts `argv`; `environment` ("NAME=value") comes on top of the test's own. The input is empty.
  static std::unique_ptr<Process> Start(const std::vector<std::string>& argv,
                                        const std::vector<std::string>& environment = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Waits until a whole line that holds `text` stands on stderr, and returns it; none once the program has ended, or at
  // the deadline.
  absl::optional<std::string> WaitForErrLine(const std::string& text, absl::Time deadline);
  // Waits for the end; none at the deadline.
  absl::optional<Finished> Wait(absl::Time deadline);
  void Signal(int signal) const;
  pid_t pid() const { return pid_; }

 private:
  struct Stream {
    std::string text;
    bool ended = false;
  };

  explicit Process(pid_t pid) : pid_(pid) {}
  void Collect(int fd, Stream* stream);

  const pid_t pid_;
  Mutex mu_;
  CondVar changed_;
  Stream out_ ABSL_GUARDED_BY(mu_);
  Stream err_ ABSL_GUARDED_BY(mu_);
  absl::optional<Finished> finished_;  // Of the thread that waits.
  std::vector<std::thread> collectors_;
};

// Runs a program to its end, a minute at most; the test fails if it takes longer.
Finished Run(const std::vector<std::string>& argv, const std::vector<std::string>& environment = {});

}  // namespace weft::e2e

#endif  // WEFT_TESTS_E2E_PROCESS_H_
