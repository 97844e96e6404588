#include "indexer/terminal.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "weft/base/error.h"

namespace weft {

ProgressBar::ProgressBar() : on_terminal_(isatty(STDERR_FILENO) == 1) {}

Progress ProgressBar::callback() {
  if (!on_terminal_) return nullptr;
  return [this](absl::string_view stage, uint64_t done, uint64_t total) { Draw(stage, done, total); };
}

void ProgressBar::Erase() {
  if (drawn_) std::cerr << "\r\033[K" << std::flush;
  drawn_ = false;
}

void ProgressBar::Draw(absl::string_view stage, uint64_t done, uint64_t total) {
  constexpr uint64_t kWidth = 30;
  const absl::Time now = absl::Now();
  if (stage == stage_ && now - last_ < absl::Milliseconds(100)) return;
  stage_ = std::string(stage);
  last_ = now;
  std::string line = absl::StrCat("\r\033[K", stage);
  if (total > 0) {
    const uint64_t filled = std::min(done, total) * kWidth / total;
    absl::StrAppend(&line, " [", std::string(filled, '#'), std::string(kWidth - filled, '.'), "] ", done, "/", total);
  } else if (done > 0) {
    absl::StrAppend(&line, " ", done);
  }
  std::cerr << line << std::flush;
  drawn_ = true;
}

int Fail(const absl::Status& status) {
  std::cerr << "weft-indexer: error: " << status.message();
  const absl::optional<ErrorDetail> detail = DetailOf(status);
  if (detail.has_value()) std::cerr << " (" << detail->reason << ")";
  std::cerr << "\n";
  return 1;
}

void Warn(absl::string_view message) { std::cerr << "weft-indexer: warning: " << message << "\n"; }

}  // namespace weft
