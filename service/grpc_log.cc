#include "service/grpc_log.h"

#include <atomic>

#include "grpc/support/log.h"

namespace weft {
namespace {

// gRPC takes a function and nothing to hand to it.
std::atomic<const Log*> grpc_log{nullptr};

void Write(gpr_log_func_args* args) {
  const Log* log = grpc_log.load();
  if (log == nullptr) return;
  log->Warning("grpc", {{"text", args->message}, {"file", args->file}, {"line", args->line}});
}

}  // namespace

void LogGrpcTo(const Log* log) {
  grpc_log.store(log);
  gpr_set_log_verbosity(GPR_LOG_SEVERITY_ERROR);
  gpr_set_log_function(Write);
}

}  // namespace weft
