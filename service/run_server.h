#ifndef WEFT_SERVICE_RUN_SERVER_H_
#define WEFT_SERVICE_RUN_SERVER_H_

#include <functional>

#include "absl/status/status.h"
#include "service/log.h"
#include "service/server_flags.h"

namespace weft {

// Puts a server together from its flags, serves until `wait_for_end` returns, and drains. FAILED_PRECONDITION (LOCKED),
// naming who holds it, if another server has the data directory.
absl::Status RunServer(const ServerFlags& flags, const Log& log, const std::function<void()>& wait_for_end);

}  // namespace weft

#endif  // WEFT_SERVICE_RUN_SERVER_H_
