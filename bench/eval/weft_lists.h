#ifndef WEFT_BENCH_EVAL_WEFT_LISTS_H_
#define WEFT_BENCH_EVAL_WEFT_LISTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "bench/eval/built_network.h"
#include "bench/eval/method_lists.h"
#include "indexer/progress.h"
#include "weft/matching/match_weights.h"

namespace weft {

// What members get who say nothing else: `weft_0.3`.
constexpr double kDefaultShare = 0.3;
// The weak-tie shares that make up Weft's curve: 0, 0.1 .. 1.
std::vector<double> AllShares();
// "weft_0", "weft_0.3", "weft_1"
std::string WeftMethod(double share);

struct WeftListsOptions {
  std::vector<double> shares = AllShares();
  int threads = 1;
  Progress progress;
  MatchWeights weights;
};

// What the production recommender answers each member of `asked` who wants kListLength recommendations, for each
// share, in the order of `shares`. Nobody already tied is among them, in whichever direction: ties of the product have
// none. The result does not depend on `threads`.
absl::StatusOr<std::vector<MethodLists>> WeftLists(const BuiltNetwork& built, const std::vector<uint32_t>& asked,
                                                   const WeftListsOptions& options);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_WEFT_LISTS_H_
