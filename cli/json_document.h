#ifndef WEFT_CLI_JSON_DOCUMENT_H_
#define WEFT_CLI_JSON_DOCUMENT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace weft::cli {

// One document for programs: original field names, defaults printed, ends in a line break. Unset `optional` fields are
// left out; 64-bit numbers are strings, as protobuf's JSON has them. Fails only if a server sent what JSON cannot hold
// (a time in the year 20000).
absl::StatusOr<std::string> JsonDocument(const google::protobuf::Message& message);

// Reads such a document; unknown fields are refused.
absl::Status ParseJsonDocument(absl::string_view json, google::protobuf::Message* message);

}  // namespace weft::cli

#endif  // WEFT_CLI_JSON_DOCUMENT_H_
