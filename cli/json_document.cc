#include "cli/json_document.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"

namespace weft::cli {

absl::StatusOr<std::string> JsonDocument(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string json;
  auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  if (!status.ok()) {
    return absl::InternalError(absl::StrCat("the answer cannot be written as JSON: ", status.ToString()));
  }
  if (json.empty() || json.back() != '\n') json.push_back('\n');
  return json;
}

absl::Status ParseJsonDocument(absl::string_view json, google::protobuf::Message* message) {
  auto status =
      google::protobuf::util::JsonStringToMessage(google::protobuf::StringPiece(json.data(), json.size()), message);
  if (status.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(std::string(status.message().data(), status.message().size()));
}

}  // namespace weft::cli
