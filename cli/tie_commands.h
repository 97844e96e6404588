#ifndef WEFT_CLI_TIE_COMMANDS_H_
#define WEFT_CLI_TIE_COMMANDS_H_

#include "cli/command.h"

namespace weft::cli {

// tie put, list, delete. REQUIRES: `line` outlives the parsing.
void AddTieCommands(CommandLine* line);

}  // namespace weft::cli

#endif  // WEFT_CLI_TIE_COMMANDS_H_
