#ifndef WEFT_BENCH_EVAL_EVALUATION_H_
#define WEFT_BENCH_EVAL_EVALUATION_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "bench/eval/eval_options.h"
#include "bench/eval/method_lists.h"
#include "bench/eval/method_measures.h"
#include "indexer/progress.h"
#include "weft/embedding/embedder.h"
#include "weft/snapshot/manifest.h"

namespace weft {

// All that one evaluation found: what tables, JSON and pages are made from.
struct EvalResult {
  EvalOptions options;
  ReadNetwork read;
  Manifest manifest;  // Of the snapshot that Weft's lists come from.
  std::vector<MethodLists> lists;
  std::vector<MethodMeasures> methods;  // In the order of `lists`.
  absl::Duration build_time;
};

// Reads the network, builds and asks the product, and measures. Deterministic for files and options, but for times.
// `embedder` must outlive the call.
absl::StatusOr<EvalResult> Evaluate(const EvalOptions& options, const Embedder& embedder, const Progress& progress);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_EVALUATION_H_
