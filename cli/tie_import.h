#ifndef WEFT_CLI_TIE_IMPORT_H_
#define WEFT_CLI_TIE_IMPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/connection.h"
#include "cli/terminal.h"
#include "weft/v1/tie_service.pb.h"

namespace weft::cli {

// What became of the lines of a ties.csv.
struct TieImportCounts {
  int64_t upserted = 0;
  int64_t kept = 0;  // Left removed, because a member had removed them.
  int64_t failed = 0;
};

// Sends a ties.csv to `network` in batches. The server takes a batch whole or not at all: bad ties are named with their
// lines on the terminal's `err`, taken out, and the rest is sent again. "-" reads the terminal's input.
absl::StatusOr<TieImportCounts> ImportTies(const std::string& path, const std::string& network, Connection* connection,
                                           const Terminal& terminal);

}  // namespace weft::cli

#endif  // WEFT_CLI_TIE_IMPORT_H_
