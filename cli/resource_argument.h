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
//   "networks/food/rounds/r1" or "food/r1"                  -> "networks/food/rounds/r1"
CLI::Validator AsRoundName();
//   "2026-05-01", "2026-05-01T09:00:00Z" -> itself; anything else is refused.
CLI::Validator AsTime();
//   "10s", "1.5h", "90d" -> itself, above 0; anything else is refused.
CLI::Validator AsDuration();
//   "3", "0.5" -> itself; anything but a finite number above 0 is refused.
CLI::Validator AsNumberAboveZero();
//   "weft.example:7700" -> itself; "weft.example" -> "weft.example:7700". A port above 65535 is refused, which gRPC
//   would take for another one.
CLI::Validator AsServer();

// The member whom "fn-amara", "members/fn-amara", "food/fn-amara" or the full name means in `network`. What is none of
// these stays as it is: the server says what is wrong with it.
std::string MemberIn(absl::string_view network, absl::string_view text);

// "networks/food/members/fn-amara" -> "food/fn-amara", "networks/food/rounds/r1" -> "food/r1": the way to write it on a
// command line.
std::string ShortName(absl::string_view name);
// "networks/food/members/fn-amara" -> "networks/food". REQUIRES: a full name.
std::string NetworkOf(absl::string_view name);
// "networks/food/members/fn-amara" or "fn-amara" -> "fn-amara"
std::string LastId(absl::string_view name);

// How a person is called in a line for people, printable: "Amara, seed saver"; the id if there is no name.
std::string NameOrId(const std::string& display_name, const std::string& member);
// With the id that commands take: "Amara, seed saver (fn-amara)".
std::string NameAndId(const std::string& display_name, const std::string& member);

}  // namespace weft::cli

#endif  // WEFT_CLI_RESOURCE_ARGUMENT_H_
