#ifndef WEFT_BENCH_NETWORK_COPIES_H_
#define WEFT_BENCH_NETWORK_COPIES_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace weft {

// A larger network out of a real one: as many copies of its members as are needed, each with circles of its own, and of
// its ties. Profiles and degrees stay those of people; clusters are as many times more.
struct NetworkCopiesOptions {
  std::string members;  // members.jsonl
  std::string ties;     // ties.csv
  int count = 10000;    // Members of the larger one.
  double rewired =
      0.1;            // Part of the ties whose second end is drawn from all members, so that the copies hang together.
  uint64_t seed = 1;  // Of that draw.
  std::string output_dir;  // Made if it is missing; gets members.jsonl and ties.csv.
};

struct NetworkCopies {
  int64_t members = 0;
  int64_t ties = 0;
};

// Member M of copy 2 is "c2-M"; circles are named alike. Ties keep their weight; times and kinds are left out. A tie of
// which an end is not among the first `count` is left out, as is a pair drawn twice. The same on every machine.
// INVALID_ARGUMENT naming file and line of a member that is no JSON object with an id; what ReadTiesFile says, a
// malformed row being an error; FILE_NOT_FOUND, FILE_FAILED.
absl::StatusOr<NetworkCopies> WriteNetworkCopies(const NetworkCopiesOptions& options);

// Does it, and says on stderr what was written. Returns the exit code.
int RunNetworkCopies(const NetworkCopiesOptions& options);

}  // namespace weft

#endif  // WEFT_BENCH_NETWORK_COPIES_H_
