#ifndef WEFT_BENCH_EVAL_OTHER_METHODS_H_
#define WEFT_BENCH_EVAL_OTHER_METHODS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "bench/eval/evaluation.h"

namespace weft {

// Every baseline, and every reranker at each place of its dial over the best candidates of `mix`, the best baseline
// without popularity. Rerankers see the product's own partition into clusters, as Weft does. Vectors of profiles are
// the sums of the snapshot's facet rows. Each reranker's curve begins with `mix` itself. Deterministic; the result does
// not depend on `threads`. An OtherMethods.
absl::StatusOr<OtherLists> BaselinesAndRerankers(const EvalNetwork& network, const BuiltNetwork& built,
                                                 const std::vector<uint32_t>& asked, int threads,
                                                 const Progress& progress);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_OTHER_METHODS_H_
