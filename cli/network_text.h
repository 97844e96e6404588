#ifndef WEFT_CLI_NETWORK_TEXT_H_
#define WEFT_CLI_NETWORK_TEXT_H_

#include <string>

#include "google/protobuf/repeated_field.h"
#include "weft/v1/network.pb.h"

namespace weft::cli {

// One network with its policy; what is not set is shown with its default. Whole lines.
std::string NetworkText(const v1::Network& network);
// Many networks, one line each.
std::string NetworksText(const google::protobuf::RepeatedPtrField<v1::Network>& networks);
// Who changed what, when and why; the newest first, as sent.
std::string PolicyChangesText(const google::protobuf::RepeatedPtrField<v1::PolicyChange>& changes);

}  // namespace weft::cli

#endif  // WEFT_CLI_NETWORK_TEXT_H_
