#ifndef WEFT_CLI_ROUND_COMMANDS_H_
#define WEFT_CLI_ROUND_COMMANDS_H_

#include "cli/command.h"

namespace weft::cli {

// Declares `round plan|show|list|hold|edit|open|close|report` and `needs-a-hand`.
void AddRoundCommands(CommandLine* line);

}  // namespace weft::cli

#endif  // WEFT_CLI_ROUND_COMMANDS_H_
