#include "service/grpc_log.h"

#include <atomic>

#include "google/protobuf/stubs/logging.h"
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

// Protobuf speaks of requests that it cannot read, once for each.
void WriteProtobuf(google::protobuf::LogLevel level, const char* file, int line, const std::string& text) {
  const Log* log = grpc_log.load();
  if (log == nullptr) return;
  if (level == google::protobuf::LOGLEVEL_FATAL) {
    log->Error("protobuf", {{"text", text}, {"file", file}, {"line", line}});
  } else {
    log->Debug("protobuf", {{"text", text}, {"file", file}, {"line", line}});
  }
}

}  // namespace

void LogGrpcTo(const Log* log) {
  grpc_log.store(log);
  gpr_set_log_verbosity(GPR_LOG_SEVERITY_ERROR);
  gpr_set_log_function(Write);
  google::protobuf::SetLogHandler(WriteProtobuf);
}

}  // namespace weft
