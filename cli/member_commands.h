#ifndef WEFT_CLI_MEMBER_COMMANDS_H_
#define WEFT_CLI_MEMBER_COMMANDS_H_

#include "cli/command.h"

namespace weft::cli {

// member get, list, put, delete. REQUIRES: `line` outlives the parsing.
void AddMemberCommands(CommandLine* line);

}  // namespace weft::cli

#endif  // WEFT_CLI_MEMBER_COMMANDS_H_
