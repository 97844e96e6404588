#ifndef WEFT_SERVICE_GRPC_LOG_H_
#define WEFT_SERVICE_GRPC_LOG_H_

#include "service/log.h"

namespace weft {

// Turns what gRPC itself has to say (errors only), and protobuf (at level debug: clients can make it speak at will),
// into lines of the log. Both have one such place in a process: call it once. `log` must outlive every use of gRPC.
void LogGrpcTo(const Log* log);

}  // namespace weft

#endif  // WEFT_SERVICE_GRPC_LOG_H_
