#ifndef WEFT_CLI_ROUND_EDIT_COMMAND_H_
#define WEFT_CLI_ROUND_EDIT_COMMAND_H_

#include "cli/command.h"

namespace weft::cli {

// Declares `edit` below `round`.
void AddRoundEditCommand(CLI::App* round, CommandLine* line);

}  // namespace weft::cli

#endif  // WEFT_CLI_ROUND_EDIT_COMMAND_H_
