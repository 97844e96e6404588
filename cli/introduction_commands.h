#ifndef WEFT_CLI_INTRODUCTION_COMMANDS_H_
#define WEFT_CLI_INTRODUCTION_COMMANDS_H_

#include "cli/command.h"

namespace weft::cli {

// Declares `introductions propose|list|show|accept|decline|snooze|not-me|outcome|withdraw|effects|resume|audit`.
void AddIntroductionCommands(CommandLine* line);

}  // namespace weft::cli

#endif  // WEFT_CLI_INTRODUCTION_COMMANDS_H_
