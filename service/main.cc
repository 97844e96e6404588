#include <cstdio>
#include <string>

#include "service/grpc_log.h"
#include "service/log.h"
#include "service/run_server.h"
#include "service/server_flags.h"
#include "service/stop_signals.h"

int main(int argc, char** argv) {
  const weft::ServerCommandLine command_line = weft::ParseServerFlags(argc, argv);
  if (!command_line.flags.has_value()) {
    std::fputs(command_line.output.c_str(), command_line.exit_code == 0 ? stdout : stderr);
    return command_line.exit_code;
  }
  // Before any thread starts: all of them inherit the mask.
  const weft::StopSignals signals;
  static const weft::Log log(command_line.flags->log_level);  // gRPC's threads may outlive this function.
  weft::LogGrpcTo(&log);
  const absl::Status status = weft::RunServer(*command_line.flags, log, [&signals] { signals.Wait(); });
  if (status.ok()) return 0;
  std::fprintf(stderr, "weft-server: %s\n", std::string(status.message()).c_str());
  return 1;
}
