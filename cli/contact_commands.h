#ifndef WEFT_CLI_CONTACT_COMMANDS_H_
#define WEFT_CLI_CONTACT_COMMANDS_H_

#include "cli/command.h"

namespace weft::cli {

// Declares `contact get|put|import`.
void AddContactCommands(CommandLine* line);

}  // namespace weft::cli

#endif  // WEFT_CLI_CONTACT_COMMANDS_H_
