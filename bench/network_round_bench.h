#ifndef WEFT_BENCH_NETWORK_ROUND_BENCH_H_
#define WEFT_BENCH_NETWORK_ROUND_BENCH_H_

#include <cstdint>
#include <string>

namespace weft {

struct NetworkRoundBenchOptions {
  std::string data;     // Data directory with a built network.
  std::string network;  // Its id.
  uint64_t seed = 1;
  int threads = 2;
  bool newcomers = true;  // False: as if all had had introductions before, so that both kinds are planned.
  bool json = false;      // One document on stdout instead of a table.
  int weeks = 0;          // Above 0: simulate so many weekly rounds instead, and print what came of them by method.
};

// Plans the round that a real network would have now and prints how long candidates and assignment took, value, bound
// and gap. With `weeks`, simulates weekly rounds against random and greedy pairing (SimulateNetwork) instead. Returns
// the exit code.
int RunNetworkRoundBench(const NetworkRoundBenchOptions& options);

}  // namespace weft

#endif  // WEFT_BENCH_NETWORK_ROUND_BENCH_H_
