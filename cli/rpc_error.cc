#include "cli/rpc_error.h"

#include <cassert>

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/resource_argument.h"
#include "cli/text_table.h"

namespace weft::cli {
namespace {

// Marks a status that comes from a call; the bytes of grpc-status-details-bin, perhaps none.
constexpr char kCallUrl[] = "weftctl/status-details";

// Takes the first detail whose type is google.rpc.`type`. By name, so that it does not matter who packed it.
template <typename Message>
absl::optional<Message> DetailOf(const absl::Status& status, absl::string_view type) {
  absl::optional<absl::Cord> payload = status.GetPayload(kCallUrl);
  if (!payload.has_value()) return absl::nullopt;
  v1::StatusDetails details;
  if (!details.ParseFromString(std::string(*payload))) return absl::nullopt;
  for (const google::protobuf::Any& any : details.details()) {
    Message message;
    if (absl::EndsWith(any.type_url(), absl::StrCat("/google.rpc.", type)) && message.ParseFromString(any.value())) {
      return message;
    }
  }
  return absl::nullopt;
}

}  // namespace

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  // The codes are the same numbers in both.
  absl::Status out(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  out.SetPayload(kCallUrl, absl::Cord(status.error_details()));
  return out;
}

bool ServerAnswered(const absl::Status& status) {
  absl::optional<absl::Cord> payload = status.GetPayload(kCallUrl);
  return payload.has_value() && !payload->empty();
}

absl::optional<v1::ErrorInfo> ErrorInfoOf(const absl::Status& status) {
  return DetailOf<v1::ErrorInfo>(status, "ErrorInfo");
}

absl::optional<v1::BadRequest> BadRequestOf(const absl::Status& status) {
  return DetailOf<v1::BadRequest>(status, "BadRequest");
}

std::string RenderError(const absl::Status& status, absl::string_view server) {
  assert(!status.ok());
  const std::string message = Printable(status.message());
  if (!status.GetPayload(kCallUrl).has_value()) return absl::StrCat("weftctl: ", message, "\n");
  std::string text = absl::StrCat("weftctl: ", absl::StatusCodeToString(status.code()));
  if (absl::optional<v1::ErrorInfo> info = ErrorInfoOf(status)) absl::StrAppend(&text, " (", info->reason(), ")");
  absl::StrAppend(&text, ": ", message, "\n");
  if (absl::optional<v1::BadRequest> bad = BadRequestOf(status)) {
    for (const v1::BadRequest::FieldViolation& violation : bad->field_violations()) {
      absl::StrAppend(&text, "  ", Printable(violation.field()), ": ", Printable(violation.description()), "\n");
    }
  }
  if (absl::optional<v1::ErrorInfo> info = ErrorInfoOf(status)) {
    const auto round = info->metadata().find("round");
    if (info->reason() == "ROUND_IN_SCOPE" && round != info->metadata().end()) {
      absl::StrAppend(&text, "  hint: weftctl round show ", Printable(ShortName(round->second)),
                      " shows it; wait until it is over, close it, or plan over others\n");
    }
  }
  if (status.code() == absl::StatusCode::kUnavailable && !ServerAnswered(status)) {
    absl::StrAppend(&text, "  hint: nothing answers at ", server,
                    "; start a server with 'weft-server --data DIR', or name another with --server ADDR\n");
  } else if (status.code() == absl::StatusCode::kDeadlineExceeded) {
    absl::StrAppend(&text, "  hint: allow more time with --timeout\n");
  } else if (status.code() == absl::StatusCode::kAborted) {
    absl::StrAppend(&text, "  hint: somebody changed it meanwhile; read it again, then repeat\n");
  }
  return text;
}

}  // namespace weft::cli
