#ifndef WEFT_BENCH_SYNTHETIC_SIMULATION_H_
#define WEFT_BENCH_SYNTHETIC_SIMULATION_H_

#include <cstdint>

#include "bench/round_simulation.h"
#include "bench/synthetic_network.h"

namespace weft {

struct SyntheticMeetings {
  // Part of all pairs that may meet, drawn; what policy, blocks and never-pairs leave. Low: partners are scarce.
  double permitted = 1;
  int per_member = 20;  // Candidates a member that is not widened: the best by value, half of each kind.
  uint64_t seed = 1;
};

// A drawn network to simulate rounds in. Candidates cost O(n^2) a week: for up to a few thousand members. `network`
// must outlive it.
SimulatedNetwork SimulatedFrom(const SyntheticNetwork& network, const SyntheticMeetings& meetings);

}  // namespace weft

#endif  // WEFT_BENCH_SYNTHETIC_SIMULATION_H_
