#ifndef WEFT_CLI_WEFTCTL_H_
#define WEFT_CLI_WEFTCTL_H_

#include <string>
#include <vector>

#include "cli/terminal.h"

namespace weft::cli {

// Exit codes.
constexpr int kExitOk = 0;
constexpr int kExitFailure = 1;
constexpr int kExitUsage = 2;

// Runs one weftctl command line (without the program's name) and returns its exit code.
int RunWeftctl(const std::vector<std::string>& arguments, const Terminal& terminal);

}  // namespace weft::cli

#endif  // WEFT_CLI_WEFTCTL_H_
