#ifndef WEFT_CLI_ROUND_PLAN_COMMAND_H_
#define WEFT_CLI_ROUND_PLAN_COMMAND_H_

#include "cli/command.h"

namespace weft::cli {

// Declares `plan` and `show` below `round`: both print a plan, as one document of PlanRoundResponse with --json.
void AddRoundPlanCommand(CLI::App* round, CommandLine* line);
void AddRoundShowCommand(CLI::App* round, CommandLine* line);

}  // namespace weft::cli

#endif  // WEFT_CLI_ROUND_PLAN_COMMAND_H_
