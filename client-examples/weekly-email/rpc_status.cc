#include "client-examples/weekly-email/rpc_status.h"

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "weft/v1/error_details.pb.h"

namespace weft::weekly_email {
namespace {

constexpr char kReasonUrl[] = "weft-weekly-email/reason";

// The reason in google.rpc.ErrorInfo, which rides in grpc-status-details-bin.
std::string ReasonIn(const std::string& details_bytes) {
  v1::StatusDetails details;
  if (!details.ParseFromString(details_bytes)) return "";
  for (const google::protobuf::Any& any : details.details()) {
    v1::ErrorInfo info;
    if (absl::EndsWith(any.type_url(), "/google.rpc.ErrorInfo") && info.ParseFromString(any.value())) {
      return info.reason();
    }
  }
  return "";
}

}  // namespace

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const std::string reason = ReasonIn(status.error_details());
  // The codes are the same numbers in both.
  absl::Status out(static_cast<absl::StatusCode>(status.error_code()),
                   reason.empty() ? status.error_message() : absl::StrCat(reason, ": ", status.error_message()));
  if (!reason.empty()) out.SetPayload(kReasonUrl, absl::Cord(reason));
  return out;
}

std::string ReasonOf(const absl::Status& status) {
  absl::optional<absl::Cord> reason = status.GetPayload(kReasonUrl);
  return reason.has_value() ? std::string(*reason) : "";
}

}  // namespace weft::weekly_email
