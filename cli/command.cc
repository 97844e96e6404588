#include "cli/command.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/json_document.h"

namespace weft::cli {

absl::Status Session::Print(const google::protobuf::Message& message, absl::string_view text) const {
  if (!json) {
    *terminal.out << text;
    return absl::OkStatus();
  }
  absl::StatusOr<std::string> document = JsonDocument(message);
  if (document.ok()) *terminal.out << *document;
  return document.status();
}

std::string Session::Next(absl::string_view command) const {
  const Connection::Options& options = connection->options();
  const std::string at = options.server_given ? absl::StrCat("--server ", options.server, " ") : "";
  return absl::StrCat("weftctl ", at, command);
}

CLI::App* AddCommand(CLI::App* parent, const std::string& name, const std::string& description,
                     const std::string& examples) {
  CLI::App* command = parent->add_subcommand(name, description);
  if (!examples.empty()) {
    std::string footer = "Examples:\n";
    for (absl::string_view example : absl::StrSplit(examples, '\n')) absl::StrAppend(&footer, "  ", example, "\n");
    command->footer(footer);
  }
  return command;
}

void AddJsonFlag(CLI::App* command, CommandLine* line) {
  command->add_flag("--json", line->json, "Print one JSON document, with original field names and defaults");
}

absl::Status ForEachPage(int limit, const std::function<int()>& size,
                         const std::function<absl::StatusOr<std::string>(const std::string&)>& page) {
  std::string token;
  do {
    absl::StatusOr<std::string> next = page(token);
    if (!next.ok()) return next.status();
    token = *next;
  } while (!token.empty() && (limit == 0 || size() < limit));
  return absl::OkStatus();
}

}  // namespace weft::cli
