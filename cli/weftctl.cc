#include "cli/weftctl.h"

#include <algorithm>
#include <cstdlib>

#include "CLI/CLI.hpp"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/contact_commands.h"
#include "cli/import_command.h"
#include "cli/index_commands.h"
#include "cli/introduction_commands.h"
#include "cli/match_commands.h"
#include "cli/member_commands.h"
#include "cli/network_commands.h"
#include "cli/resource_argument.h"
#include "cli/round_commands.h"
#include "cli/rpc_error.h"
#include "cli/text_table.h"
#include "cli/tie_commands.h"
#include "cli/time_text.h"

namespace weft::cli {
namespace {

constexpr char kExamples[] =
    "Names may be written in full (networks/food/members/fn-amara) or in short (food/fn-amara).\n"
    "The variable WEFT_SERVER names the server where --server does not.\n"
    "Exit codes: 0 ok, 1 failure, 2 wrong usage.\n"
    "Examples:\n"
    "  weftctl health\n"
    "  weftctl recommend food/fn-amara\n"
    "  weftctl recommend food/fn-amara --purpose 'start a seed library'\n"
    "  weftctl search food 'someone who can help with grant writing'\n"
    "  weftctl --server weft.example:7700 --timeout 30s network list --json\n";

// CLI11 reports wrong usage, and requests for help, by exceptions: they end here.
// Returns true if there is an action to run; else `exit_code` says how it ended.
bool Parse(const std::vector<std::string>& arguments, CLI::App* app, const Terminal& terminal, int* exit_code) {
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app->parse(reversed);
    return true;
  } catch (const CLI::ParseError& error) {
    *exit_code = app->exit(error, *terminal.out, *terminal.err) == 0 ? kExitOk : kExitUsage;
    return false;
  }
}

}  // namespace

int RunWeftctl(const std::vector<std::string>& arguments, const Terminal& terminal) {
  CLI::App app("Asks and steers a Weft server.", "weftctl");
  app.footer(kExamples);
  app.fallthrough();  // --server and --timeout may stand anywhere.
  Connection::Options options;
  std::string timeout = "10s";
  app.set_version_flag("--version", "weftctl " WEFT_VERSION);
  if (const char* server = std::getenv("WEFT_SERVER")) options.server = server;
  const std::string bad_server = AsServer()(options.server);
  CLI::Option* server_option =
      app.add_option("--server", options.server, "Host and port (default 127.0.0.1:7700)")->transform(AsServer());
  CLI::Option* timeout_option =
      app.add_option("--timeout", timeout, "How long to wait for an answer (default 10s)")->check(AsDuration());
  CommandLine line{&app};
  AddMatchCommands(&line);
  AddMemberCommands(&line);
  AddTieCommands(&line);
  AddContactCommands(&line);
  AddIntroductionCommands(&line);
  AddRoundCommands(&line);
  AddNetworkCommands(&line);
  AddImportCommand(&line);
  AddIndexCommands(&line);

  for (const std::string& argument : arguments) {
    if (IsUtf8(argument)) continue;
    *terminal.err << "'" << Printable(argument) << "' is not UTF-8 text.\nRun with --help for more information.\n";
    return kExitUsage;
  }
  int exit_code = kExitOk;
  if (!Parse(arguments, &app, terminal, &exit_code)) return exit_code;
  if (!line.action) {
    // Not left to CLI11, which would say the same to a command it does not know.
    *terminal.err << "A command is required.\nRun with --help for more information.\n";
    return kExitUsage;
  }
  options.server_given = server_option->count() > 0;
  if (!options.server_given && !bad_server.empty()) {
    *terminal.err << "WEFT_SERVER: " << Printable(bad_server) << "\nRun with --help for more information.\n";
    return kExitUsage;
  }
  options.timeout = *ParseDurationText(timeout);
  options.timeout_given = timeout_option->count() > 0;
  Connection connection(options);
  Session session{&connection, terminal, line.json};
  absl::Status status = line.action(&session);
  terminal.out->flush();
  if (status.ok() && !terminal.out->good()) status = absl::DataLossError("the output cannot be written");
  if (status.ok()) return kExitOk;
  *terminal.err << RenderError(status, options.server);
  return kExitFailure;
}

}  // namespace weft::cli
