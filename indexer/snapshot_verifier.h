#ifndef WEFT_INDEXER_SNAPSHOT_VERIFIER_H_
#define WEFT_INDEXER_SNAPSHOT_VERIFIER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace weft {

struct VerifiedSnapshot {
  std::string network;
  std::string version;
  bool current = false;
  uint64_t bytes = 0;
};

// Looks at everything under snapshots/ of a data directory, or of one network if `network` is not empty: every
// version is opened as a server would, and nothing else may lie there. The first bad or unknown file is the error:
// SNAPSHOT_CORRUPT, SNAPSHOT_FOREIGN (unknown files, too), NO_SNAPSHOT for a network named that has none, or
// DATA_NOT_FOUND if there is no such directory.
// `verified` gets those that are good, also in case of an error.
absl::Status VerifySnapshots(const std::string& data_directory, const std::string& network,
                             std::vector<VerifiedSnapshot>* verified);

}  // namespace weft

#endif  // WEFT_INDEXER_SNAPSHOT_VERIFIER_H_
