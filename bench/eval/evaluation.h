#ifndef WEFT_BENCH_EVAL_EVALUATION_H_
#define WEFT_BENCH_EVAL_EVALUATION_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "bench/eval/built_network.h"
#include "bench/eval/curve_comparison.h"
#include "bench/eval/eval_options.h"
#include "bench/eval/method_difference.h"
#include "bench/eval/method_lists.h"
#include "bench/eval/method_measures.h"
#include "bench/eval/weight_tuner.h"
#include "indexer/progress.h"
#include "weft/embedding/embedder.h"
#include "weft/snapshot/manifest.h"

namespace weft {

// What a run holds against Weft: the same members, the same train ties, never the test ties.
struct OtherLists {
  std::vector<MethodLists> lists;
  std::vector<MethodCurve> curves;  // Of rerankers; places in `lists`.
};
// Makes them. `built` has the embeddings that content methods compare by. `asked` as AskedMembers has it.
using OtherMethods = std::function<absl::StatusOr<OtherLists>(const EvalNetwork& network, const BuiltNetwork& built,
                                                              const std::vector<uint32_t>& asked, int threads,
                                                              const Progress& progress)>;

// All that one evaluation found: what tables, JSON and pages are made from.
struct EvalResult {
  EvalOptions options;
  ReadNetwork read;
  Manifest manifest;  // Of the snapshot that Weft's lists come from.
  std::vector<MethodLists> lists;
  std::vector<MethodMeasures> methods;  // In the order of `lists`; Weft's first, by share.
  std::vector<MethodCurve> curves;      // Weft's first; places in `methods`.
  std::vector<MethodDifference> differences;
  std::vector<CurveComparison> comparisons;  // Of Weft's curve with each other's, over CEGC and strict share.
  std::vector<std::string> notes;            // For people, each a line: what a reader of the figures should know.
  std::vector<uint32_t> clusters;            // Clusters of each partition measured with.
  size_t least_tied = 0;                     // Members counted as least tied.
  absl::Duration build_time;
  absl::Duration time;  // All in all.
};

// Fits the weights of fit on the ties of `options.tune`, given those of the train file, and changes nothing.
absl::StatusOr<Tuned> Tune(const EvalOptions& options, const Embedder& embedder, const Progress& progress);

// Reads the network, builds and asks the product, asks the other methods (may be empty, and may be
// switched off), and measures. Deterministic
// for files and options, but for times. `embedder` must outlive the call.
absl::StatusOr<EvalResult> Evaluate(const EvalOptions& options, const Embedder& embedder, const OtherMethods& others,
                                    const Progress& progress);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_EVALUATION_H_
