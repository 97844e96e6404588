#include "service/error_mapping.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "google/protobuf/any.pb.h"
#include "weft/base/error.h"
#include "weft/base/utf8.h"
#include "weft/v1/error_details.pb.h"

namespace weft {
namespace {

constexpr char kTypePrefix[] = "type.googleapis.com/google.rpc.";
constexpr size_t kMessageBytesShown = 1000;
// The details travel in base64, which adds a third.
constexpr size_t kDetailBytesShown = 3000;

// At most `bytes_max` bytes of `text`, never half a character; an ellipsis says that something was cut.
std::string Shortened(absl::string_view text, size_t bytes_max) {
  if (text.size() <= bytes_max) return std::string(text);
  const absl::string_view head = text.substr(0, bytes_max);
  return absl::StrCat(head.substr(0, Utf8PrefixLength(head)), "…");
}

void Pack(const google::protobuf::Message& message, absl::string_view type, v1::StatusDetails* details) {
  google::protobuf::Any* any = details->add_details();
  any->set_type_url(absl::StrCat(kTypePrefix, type));
  any->set_value(message.SerializeAsString());
}

v1::BadRequest ToBadRequest(const ErrorDetail& detail) {
  v1::BadRequest out;
  size_t left = kDetailBytesShown;
  for (const FieldViolation& violation : detail.violations) {
    const size_t size = violation.field.size() + violation.description.size();
    if (size > left && out.field_violations_size() > 0) break;
    left -= std::min(left, size);
    v1::BadRequest::FieldViolation* shown = out.add_field_violations();
    shown->set_field(Shortened(violation.field, kMessageBytesShown));
    shown->set_description(Shortened(violation.description, kMessageBytesShown));
  }
  return out;
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  v1::StatusDetails details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(Shortened(status.message(), kMessageBytesShown));
  if (absl::optional<ErrorDetail> detail = DetailOf(status)) {
    v1::ErrorInfo info;
    info.set_reason(detail->reason);
    info.set_domain("weft");
    for (const auto& entry : detail->metadata) {
      (*info.mutable_metadata())[entry.first] = Shortened(entry.second, kMessageBytesShown);
    }
    Pack(info, "ErrorInfo", &details);
    if (!detail->violations.empty()) Pack(ToBadRequest(*detail), "BadRequest", &details);
  }
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), details.message(), details.SerializeAsString());
}

}  // namespace weft
