#ifndef WEFT_INDEXER_PROGRESS_H_
#define WEFT_INDEXER_PROGRESS_H_

#include <cstdint>
#include <functional>

#include "absl/strings/string_view.h"

namespace weft {

// Hears how far a long piece of work is: `stage` in a word or two, `done` of `total` (0: not known). May be empty.
using Progress = std::function<void(absl::string_view stage, uint64_t done, uint64_t total)>;

inline void Report(const Progress& progress, absl::string_view stage, uint64_t done, uint64_t total) {
  if (progress) progress(stage, done, total);
}

}  // namespace weft

#endif  // WEFT_INDEXER_PROGRESS_H_
