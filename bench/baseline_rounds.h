#ifndef WEFT_BENCH_BASELINE_ROUNDS_H_
#define WEFT_BENCH_BASELINE_ROUNDS_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "weft/introductions/round_problem.h"

namespace weft {

// What a round is measured against: ways to pair members that anybody would think of first. Each takes permitted
// candidates in some order, one after the other, as far as both ends have room, at most one introduction a member. They
// know what is permitted, drops and newcomers; no pins and no wait, and the share only as a number not to exceed.
enum class BaselineRound {
  kRandom,     // In a drawn order.
  kNearest,    // The closest first: as a nearest-neighbour search has them, whatever they need and offer.
  kBestFit,    // The best fit first.
  kBestValue,  // The largest value first.
};

// How close two members are; for kNearest.
using PairCloseness = std::function<double(uint32_t a, uint32_t b)>;

// Indices of the candidates chosen, ascending; at most `weak_max` weak ties. Deterministic; equals by (a, b).
// O(m log m).
std::vector<uint32_t> PlanBaseline(const RoundProblem& problem, BaselineRound baseline, const PairCloseness& closeness,
                                   int weak_max, uint64_t seed);

}  // namespace weft

#endif  // WEFT_BENCH_BASELINE_ROUNDS_H_
