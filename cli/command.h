#ifndef WEFT_CLI_COMMAND_H_
#define WEFT_CLI_COMMAND_H_

#include <functional>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/connection.h"
#include "cli/terminal.h"
#include "google/protobuf/message.h"

namespace weft::cli {

// What a command runs with.
struct Session {
  Connection* connection;
  Terminal terminal;
  // Results as one JSON document for programs, instead of text for people.
  bool json = false;

  // Prints a result in the form asked for.
  absl::Status Print(const google::protobuf::Message& message, absl::string_view text) const;
  // A command line to type next: "weftctl round show food/r1", with --server if one was given.
  std::string Next(absl::string_view command) const;
};

// What the command line asks for. Each Add… function declares subcommands whose callbacks store one of these.
using Action = std::function<absl::Status(Session*)>;
struct CommandLine {
  CLI::App* app;
  bool json = false;
  Action action;
};

// Declares a subcommand of `parent`. `examples` go below its --help, one a line.
CLI::App* AddCommand(CLI::App* parent, const std::string& name, const std::string& description,
                     const std::string& examples);
// Declares --json.
void AddJsonFlag(CLI::App* command, CommandLine* line);

// Gathers a paged list: `page(token)` fetches one page and returns the next token. Stops at the last page, or when
// `size()` has reached `limit` (0: no limit).
absl::Status ForEachPage(int limit, const std::function<int()>& size,
                         const std::function<absl::StatusOr<std::string>(const std::string&)>& page);

}  // namespace weft::cli

#endif  // WEFT_CLI_COMMAND_H_
