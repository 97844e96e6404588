#ifndef WEFT_SERVICE_SERVER_FLAGS_H_
#define WEFT_SERVICE_SERVER_FLAGS_H_

#include <string>

#include "absl/types/optional.h"
#include "service/log.h"
#include "service/server.h"

namespace weft {

// What the command line of weft-server says.
struct ServerFlags {
  Server::Options server;
  std::string model;  // Path.
  Log::Level log_level = Log::Level::kInfo;
};

// What to do after reading the command line: serve, or exit at once with a code.
struct ServerCommandLine {
  absl::optional<ServerFlags> flags;
  int exit_code = 0;
  std::string output;  // Help, version or what is wrong.
};

// Reads the command line. Unknown options are refused.
ServerCommandLine ParseServerFlags(int argc, const char* const* argv);

}  // namespace weft

#endif  // WEFT_SERVICE_SERVER_FLAGS_H_
