#include "service/http/link_calls.h"

#include "absl/strings/match.h"
#include "weft/v1/error_details.pb.h"

namespace weft {

std::string ReasonOf(const grpc::Status& status) {
  v1::StatusDetails details;
  if (!details.ParseFromString(status.error_details())) return "";
  for (const google::protobuf::Any& any : details.details()) {
    v1::ErrorInfo info;
    if (absl::EndsWith(any.type_url(), "google.rpc.ErrorInfo") && info.ParseFromString(any.value())) {
      return info.reason();
    }
  }
  return "";
}

}  // namespace weft
