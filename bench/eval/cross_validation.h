#ifndef WEFT_BENCH_EVAL_CROSS_VALIDATION_H_
#define WEFT_BENCH_EVAL_CROSS_VALIDATION_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "bench/eval/built_network.h"
#include "bench/eval/eval_network.h"
#include "bench/eval/method_lists.h"
#include "indexer/progress.h"

namespace weft {

struct CrossValidationOptions {
  int folds = 5;  // At least 2.
  uint64_t seed = 1;
  int threads = 1;
  Progress progress;
};

// What Weft would be worth with weights fitted on this very network, told honestly: the members asked are dealt out to
// folds, and each fold's lists come from a product built and asked with weights that were fitted, from neutral ones,
// without any test tie that touches a member of the fold. Lists for the shares 0 and 0.3: `weft_0_folds`,
// `weft_0.3_folds`. `built` is the product with the shipped weights; `rebuild` makes one with others.
using Rebuild = std::function<absl::StatusOr<std::unique_ptr<BuiltNetwork>>(const MatchWeights& weights)>;
absl::StatusOr<std::vector<MethodLists>> CrossValidatedLists(const EvalNetwork& network, const BuiltNetwork& built,
                                                             const std::vector<uint32_t>& asked, const Rebuild& rebuild,
                                                             const CrossValidationOptions& options);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_CROSS_VALIDATION_H_
