#ifndef WEFT_CLI_INDEX_TEXT_H_
#define WEFT_CLI_INDEX_TEXT_H_

#include <string>

#include "google/protobuf/repeated_field.h"
#include "weft/v1/index_service.pb.h"

namespace weft::cli {

// What is loaded, a network a line; refusals in full below. LARGEST: how much of the network the largest cluster holds.
// Whole lines.
std::string IndexStatusesText(const google::protobuf::RepeatedPtrField<v1::IndexStatus>& statuses);

}  // namespace weft::cli

#endif  // WEFT_CLI_INDEX_TEXT_H_
