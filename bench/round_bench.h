#ifndef WEFT_BENCH_ROUND_BENCH_H_
#define WEFT_BENCH_ROUND_BENCH_H_

#include <cstdint>

#include "weft/introductions/round_problem.h"

namespace weft {

struct RoundBenchOptions {
  int members = 10000;
  int candidates = 30;  // A member, about.
  uint64_t seed = 1;
  double waiting = 0.1;  // Part of the members that has waited one round or two.
  RoundOptions round;
  bool json = false;     // One document on stdout instead of a table.
  int weeks = 0;         // Above 0: simulate so many weekly rounds instead, and print what came of them by method.
  double permitted = 1;  // Of a simulation: part of all pairs that may meet.
};

// Plans one round over a drawn network and prints how long the assignment took (candidates excluded), its value, the
// bound and the gap, whom it served, and greedy pairing by value beside it, in the same process. With `weeks`,
// simulates weekly rounds against random and greedy pairing (SimulateRounds) instead. Returns the exit code.
int RunRoundBench(const RoundBenchOptions& options);

}  // namespace weft

#endif  // WEFT_BENCH_ROUND_BENCH_H_
