#ifndef WEFT_SERVICE_ERROR_MAPPING_H_
#define WEFT_SERVICE_ERROR_MAPPING_H_

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

namespace weft {

// Turns a status of Weft into one of gRPC. Reason, metadata and violations become google.rpc.ErrorInfo (domain "weft")
// and google.rpc.BadRequest in the binary details. What is too long for a header is cut: clients refuse more than 8 KB
// of them, and with it the whole answer.
grpc::Status ToGrpc(const absl::Status& status);

}  // namespace weft

#endif  // WEFT_SERVICE_ERROR_MAPPING_H_
