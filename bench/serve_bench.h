#ifndef WEFT_BENCH_SERVE_BENCH_H_
#define WEFT_BENCH_SERVE_BENCH_H_

#include <string>

namespace weft {

struct ServeBenchOptions {
  std::string server;   // The weft-server to start; empty: the one beside this program.
  std::string data;     // Data directory with a built network. No other server may use it.
  std::string network;  // Id.
  int calls = 1000;
  bool json = false;
};

// Starts a server on a data directory and prints: seconds until it serves, resident memory at the start and after the
// calls with what that is a member beyond the base of 80 MiB, and the time of RecommendCollaborators inside the server
// and as the client sees it (one call at a time, members in turn). Returns the exit code.
int RunServeBench(const ServeBenchOptions& options);

}  // namespace weft

#endif  // WEFT_BENCH_SERVE_BENCH_H_
