#ifndef WEFT_BENCH_EVAL_BASELINES_POPULARITY_H_
#define WEFT_BENCH_EVAL_BASELINES_POPULARITY_H_

#include <cstdint>

#include "bench/eval/eval_network.h"

namespace weft {

// How many ties the candidate has; with direction, how many point at it (in-degree). The same for everybody. It
// predicts well and is no merit: Barabási & Albert, "Emergence of scaling in random networks", Science 1999. O(n).
MemberScores Popularity(const EvalNetwork& network);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_POPULARITY_H_
