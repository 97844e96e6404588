#ifndef WEFT_SERVICE_MALFORMED_REQUEST_H_
#define WEFT_SERVICE_MALFORMED_REQUEST_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "grpcpp/support/server_interceptor.h"

namespace weft {

// INVALID_ARGUMENT (MALFORMED_REQUEST): `what` came with bytes that are no message of the method.
absl::Status MalformedRequest(absl::string_view what);

// gRPC answers a request whose bytes are no message of the method with UNIMPLEMENTED and not a word; so does it for
// text that is not UTF-8. This turns that into INVALID_ARGUMENT (MALFORMED_REQUEST). Methods that do not exist stay
// UNIMPLEMENTED. For ServerBuilder::experimental().SetInterceptorCreators.
std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> MalformedRequestInterceptors();

}  // namespace weft

#endif  // WEFT_SERVICE_MALFORMED_REQUEST_H_
