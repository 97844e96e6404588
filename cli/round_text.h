#ifndef WEFT_CLI_ROUND_TEXT_H_
#define WEFT_CLI_ROUND_TEXT_H_

#include <string>

#include "google/protobuf/repeated_field.h"
#include "weft/v1/round.pb.h"

namespace weft::cli {

// What a round is over, where it stands and what was planned, in words for a weaver. A round without a name is a dry
// run. Whole lines, as all below.
std::string RoundText(const v1::Round& round);
// Many, one line each.
std::string RoundsText(const google::protobuf::RepeatedPtrField<v1::Round>& rounds);

// "“Spring round” (food/r1)", or "food/r1".
std::string RoundTitle(const v1::Round& round);

}  // namespace weft::cli

#endif  // WEFT_CLI_ROUND_TEXT_H_
