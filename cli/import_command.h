#ifndef WEFT_CLI_IMPORT_COMMAND_H_
#define WEFT_CLI_IMPORT_COMMAND_H_

#include "cli/command.h"

namespace weft::cli {

// import: members.jsonl and ties.csv through a running server. REQUIRES: `line` outlives the parsing.
void AddImportCommand(CommandLine* line);

}  // namespace weft::cli

#endif  // WEFT_CLI_IMPORT_COMMAND_H_
