#ifndef WEFT_INDEXER_COMMANDS_H_
#define WEFT_INDEXER_COMMANDS_H_

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "indexer/snapshot_builder.h"
#include "weft/embedding/embedder.h"

namespace weft {

// What the commands take from outside.
struct CommandEnvironment {
  std::function<absl::StatusOr<std::unique_ptr<Embedder>>()> load_embedder;
  std::vector<MatchingMeasure> matching;  // May be empty.
};

// Runs weft-indexer's command line: import, build, verify, watch, embed. Results on standard output, everything else
// on standard error. Returns the exit code: 0 only on success, 2 for a wrong command line.
int RunCommands(int argc, const char* const* argv, const CommandEnvironment& environment);

}  // namespace weft

#endif  // WEFT_INDEXER_COMMANDS_H_
