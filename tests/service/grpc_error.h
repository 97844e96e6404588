#ifndef WEFT_TESTS_SERVICE_GRPC_ERROR_H_
#define WEFT_TESTS_SERVICE_GRPC_ERROR_H_

#include <ostream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "grpcpp/support/status.h"
#include "weft/v1/error_details.pb.h"

namespace weft {

// What a client reads from an error.
struct GrpcError {
  std::string reason;
  std::string domain;
  std::map<std::string, std::string> metadata;
  std::vector<std::string> fields;
};

inline GrpcError ErrorOf(const grpc::Status& status) {
  GrpcError out;
  v1::StatusDetails details;
  if (!details.ParseFromString(status.error_details())) return out;
  for (const google::protobuf::Any& any : details.details()) {
    v1::ErrorInfo info;
    v1::BadRequest bad;
    if (any.type_url() == "type.googleapis.com/google.rpc.ErrorInfo" && info.ParseFromString(any.value())) {
      out.reason = info.reason();
      out.domain = info.domain();
      out.metadata = {info.metadata().begin(), info.metadata().end()};
    } else if (any.type_url() == "type.googleapis.com/google.rpc.BadRequest" && bad.ParseFromString(any.value())) {
      for (const auto& violation : bad.field_violations()) out.fields.push_back(violation.field());
    }
  }
  return out;
}

MATCHER(IsGrpcOk, "") {
  *result_listener << arg.error_code() << ": " << arg.error_message();
  return arg.ok();
}

MATCHER_P2(FailsWith, code, reason, "") {
  *result_listener << arg.error_code() << ": " << arg.error_message() << " (" << ErrorOf(arg).reason << ")";
  return arg.error_code() == code && ErrorOf(arg).reason == reason;
}

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_GRPC_ERROR_H_
