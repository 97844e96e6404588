#ifndef WEFT_CLI_NETWORK_COMMANDS_H_
#define WEFT_CLI_NETWORK_COMMANDS_H_

#include "cli/command.h"

namespace weft::cli {

// network create, get, list, set-policy, policy-history. REQUIRES: `line` outlives the parsing.
void AddNetworkCommands(CommandLine* line);

}  // namespace weft::cli

#endif  // WEFT_CLI_NETWORK_COMMANDS_H_
