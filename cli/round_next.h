#ifndef WEFT_CLI_ROUND_NEXT_H_
#define WEFT_CLI_ROUND_NEXT_H_

#include <string>

#include "cli/command.h"
#include "weft/v1/round.pb.h"

namespace weft::cli {

// What can be done with a round as it stands, as command lines to type next; `shown`: its plan has just been shown.
// An empty line and whole lines; or nothing.
std::string RoundNextText(const v1::Round& round, bool shown, const Session& session);

}  // namespace weft::cli

#endif  // WEFT_CLI_ROUND_NEXT_H_
