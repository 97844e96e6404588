#ifndef WEFT_BENCH_EVAL_PARALLEL_H_
#define WEFT_BENCH_EVAL_PARALLEL_H_

#include <cstddef>
#include <functional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "indexer/progress.h"

namespace weft {

// Calls work(0) .. work(count - 1) on `threads` threads, the calling one among them, each with one thread for OpenMP
// and BLAS. `progress` is called by the calling thread only. Stops at the first error it sees and returns that of the
// smallest index among those that were met.
// REQUIRES: threads > 0; calls of `work` may run concurrently.
absl::Status InParallel(size_t count, int threads, absl::string_view stage, const Progress& progress,
                        const std::function<absl::Status(size_t)>& work);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_PARALLEL_H_
