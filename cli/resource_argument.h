#ifndef WEFT_CLI_RESOURCE_ARGUMENT_H_
#define WEFT_CLI_RESOURCE_ARGUMENT_H_

#include <string>

#include "CLI/CLI.hpp"
#include "absl/strings/string_view.h"

namespace weft::cli {

// Names on the command line may be written in full or in short. Only the shape is looked at; the server knows which
// ids are allowed. Both turn the argument into the full name, or refuse it with a usage error.
//   "networks/food" or "food"                              -> "networks/food"
CLI::Validator AsNetworkName();
//   "networks/food/members/fn-amara" or "food/fn-amara"    -> "networks/food/members/fn-amara"
CLI::Validator AsMemberName();
//   either of the two
CLI::Validator AsNetworkOrMemberName();
//   "networks/food/introductions/4f1c" or "food/4f1c"       -> "networks/food/introductions/4f1c"
CLI::Validator AsIntroductionName();
//   "10s", "1.5h", "90d" -> itself, above 0; anything else is refused.
CLI::Validator AsDuration();
//   "3", "0.5" -> itself; anything but a finite number above 0 is refused.
CLI::Validator AsNumberAboveZero();
//   "weft.example:7700" -> itself; "weft.example" -> "weft.example:7700". A port above 65535 is refused, which gRPC
//   would take for another one.
CLI::Validator AsServer();

// "networks/food/members/fn-amara" -> "food/fn-amara", the way to write it on a command line.
std::string ShortName(absl::string_view name);
// "networks/food/members/fn-amara" -> "networks/food". REQUIRES: the name of a member or network, in full.
std::string NetworkOf(absl::string_view name);
// "networks/food/members/fn-amara" or "fn-amara" -> "fn-amara"
std::string LastId(absl::string_view name);

}  // namespace weft::cli

#endif  // WEFT_CLI_RESOURCE_ARGUMENT_H_
