#ifndef WEFT_BENCH_EVAL_BASELINES_CHANCE_H_
#define WEFT_BENCH_EVAL_BASELINES_CHANCE_H_

#include <cstdint>

#include "bench/eval/eval_network.h"

namespace weft {

// Uniform in (0, 1] for every other member, drawn from seed and member: the floor that every method must clear. O(n).
MemberScores Chance(const EvalNetwork& network, uint32_t member, uint64_t seed);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_CHANCE_H_
