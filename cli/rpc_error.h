#ifndef WEFT_CLI_RPC_ERROR_H_
#define WEFT_CLI_RPC_ERROR_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "grpcpp/support/status.h"
#include "weft/v1/error_details.pb.h"

namespace weft::cli {

// The same error as an absl::Status; details ride along. OK stays OK.
absl::Status FromGrpc(const grpc::Status& status);

// Whether a server answered at all: false for errors of the connection, and for those found before any call.
bool ServerAnswered(const absl::Status& status);

// What came with an error of FromGrpc; none if nothing did.
absl::optional<v1::ErrorInfo> ErrorInfoOf(const absl::Status& status);
absl::optional<v1::BadRequest> BadRequestOf(const absl::Status& status);

// For stderr, one or more whole lines:
//   weftctl: NOT_FOUND (MEMBER_NOT_FOUND): no member 'x'
//     member.offers[3]: is empty
//     hint: …
// An error found before any call has no code: "weftctl: cannot read x". `server` is named in hints.
// REQUIRES: !status.ok().
std::string RenderError(const absl::Status& status, absl::string_view server);

}  // namespace weft::cli

#endif  // WEFT_CLI_RPC_ERROR_H_
