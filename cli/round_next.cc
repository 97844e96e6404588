#include "cli/round_next.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/resource_argument.h"
#include "cli/text_table.h"

namespace weft::cli {

std::string RoundNextText(const v1::Round& round, bool shown, const Session& session) {
  const std::string name = Printable(ShortName(round.name()));
  const std::string network = Printable(ShortName(NetworkOf(round.name())));
  std::vector<std::string> commands;
  switch (round.state()) {
    case v1::Round::STATE_PLANNED:
    case v1::Round::STATE_HELD:
      commands = {
          shown ? absl::StrCat("round edit ", name, " --drop ENTRY --reason '…'") : absl::StrCat("round show ", name),
          absl::StrCat("round open ", name)};
      break;
    case v1::Round::STATE_OPEN:
      commands = {absl::StrCat("introductions list ", network, " --round ", LastId(name)),
                  absl::StrCat("round report ", name)};
      break;
    case v1::Round::STATE_CLOSED:
      commands = {absl::StrCat("round report ", name)};
      break;
    case v1::Round::STATE_CANCELLED:
      commands = {absl::StrCat("round plan ", network)};
      break;
    default:
      break;
  }
  std::string text;
  for (const std::string& command : commands) {
    absl::StrAppend(&text, text.empty() ? "\nNext: " : "      ", session.Next(command), "\n");
  }
  return text;
}

}  // namespace weft::cli
