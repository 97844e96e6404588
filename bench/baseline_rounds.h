#ifndef WEFT_BENCH_BASELINE_ROUNDS_H_
#define WEFT_BENCH_BASELINE_ROUNDS_H_

#include <cstdint>
#include <vector>

#include "weft/introductions/round_problem.h"

namespace weft {

// What a round is measured against: ways to pair members that anybody would think of first. Each takes permitted
// candidates in some order, one after the other, as far as both ends have room. They know drops, never-pairs and
// capacity, at most one introduction a member; no pins, no share, no wait.
enum class BaselineRound {
  kRandom,      // In a drawn order.
  kNearest,     // The best fit first.
  kBestValue,   // The largest value first.
};

// Indices of the candidates chosen, ascending. Deterministic; equals by (a, b). O(m log m).
std::vector<uint32_t> PlanBaseline(const RoundProblem& problem, BaselineRound baseline, uint64_t seed);

}  // namespace weft

#endif  // WEFT_BENCH_BASELINE_ROUNDS_H_
