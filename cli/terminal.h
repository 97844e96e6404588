#ifndef WEFT_CLI_TERMINAL_H_
#define WEFT_CLI_TERMINAL_H_

#include <istream>
#include <ostream>

namespace weft::cli {

// Where a command reads from and writes to: the process's own streams in main, string streams in tests.
struct Terminal {
  std::istream* in;
  std::ostream* out;  // Results only.
  std::ostream* err;  // Errors, warnings and progress.
};

}  // namespace weft::cli

#endif  // WEFT_CLI_TERMINAL_H_
