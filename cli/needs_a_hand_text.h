#ifndef WEFT_CLI_NEEDS_A_HAND_TEXT_H_
#define WEFT_CLI_NEEDS_A_HAND_TEXT_H_

#include <string>

#include "google/protobuf/repeated_field.h"
#include "weft/v1/round.pb.h"

namespace weft::cli {

// Members whom a plan could not serve: who, why and for how long, and below it what would help. Whole lines; nothing if
// there are none.
std::string NeedsAHandText(const google::protobuf::RepeatedPtrField<v1::NeedsAHand>& members);

}  // namespace weft::cli

#endif  // WEFT_CLI_NEEDS_A_HAND_TEXT_H_
