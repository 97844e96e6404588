#ifndef WEFT_CLI_MATCH_COMMANDS_H_
#define WEFT_CLI_MATCH_COMMANDS_H_

#include "cli/command.h"

namespace weft::cli {

// recommend, search, explain. REQUIRES: `line` outlives the parsing.
void AddMatchCommands(CommandLine* line);

}  // namespace weft::cli

#endif  // WEFT_CLI_MATCH_COMMANDS_H_
