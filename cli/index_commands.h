#ifndef WEFT_CLI_INDEX_COMMANDS_H_
#define WEFT_CLI_INDEX_COMMANDS_H_

#include "cli/command.h"

namespace weft::cli {

// index status, index reload, health. REQUIRES: `line` outlives the parsing.
void AddIndexCommands(CommandLine* line);

}  // namespace weft::cli

#endif  // WEFT_CLI_INDEX_COMMANDS_H_
