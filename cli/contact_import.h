#ifndef WEFT_CLI_CONTACT_IMPORT_H_
#define WEFT_CLI_CONTACT_IMPORT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "cli/connection.h"
#include "cli/terminal.h"

namespace weft::cli {

struct ContactImportCounts {
  int64_t written = 0;
  int64_t kept = 0;    // What members have set themselves.
  int64_t failed = 0;  // Lines, each named on the terminal's error stream, without addresses.
};

// Brings the addresses of a CSV file with the columns id and email (others are ignored) into a network, line by line:
// sent again, it changes nothing more. Fails if the file has no such columns or the server cannot be asked.
absl::StatusOr<ContactImportCounts> ImportContacts(const std::string& path, const std::string& network,
                                                   Connection* connection, const Terminal& terminal);

}  // namespace weft::cli

#endif  // WEFT_CLI_CONTACT_IMPORT_H_
