#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_RPC_STATUS_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_RPC_STATUS_H_

#include <string>

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

namespace weft::weekly_email {

// The same error as an absl::Status. The stable reason that Weft's server sent stands in front of the message and is
// kept for ReasonOf. OK stays OK.
absl::Status FromGrpc(const grpc::Status& status);

// The stable reason ("CLAIM_LOST") of an error of FromGrpc; or empty.
std::string ReasonOf(const absl::Status& status);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_RPC_STATUS_H_
