#ifndef WEFT_INDEXER_TERMINAL_H_
#define WEFT_INDEXER_TERMINAL_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "indexer/progress.h"

namespace weft {

// A progress bar on standard error, on a terminal only; redrawn ten times a second at most, erased when destroyed.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar() { Erase(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // For options; must not outlive the bar.
  Progress callback();
  void Erase();

 private:
  void Draw(absl::string_view stage, uint64_t done, uint64_t total);
  const bool on_terminal_;
  bool drawn_ = false;
  std::string stage_;
  absl::Time last_ = absl::InfinitePast();
};

// "weft-indexer: error: …" on standard error. Returns the exit code.
int Fail(const absl::Status& status);
void Warn(absl::string_view message);

}  // namespace weft

#endif  // WEFT_INDEXER_TERMINAL_H_
