#include "cli/connection.h"

#include <algorithm>
#include <chrono>  // NOLINT(build/c++11): gRPC's deadlines
#include <utility>

#include "absl/time/clock.h"
#include "cli/rpc_error.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace weft::cli {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr absl::Duration kLongTimeout = absl::Minutes(10);

// A server that is loading or going down will answer soon, or another in its place; a refused snapshot stays refused.
bool IsTransient(const absl::Status& status) {
  if (status.code() != absl::StatusCode::kUnavailable) return false;
  absl::optional<v1::ErrorInfo> info = ErrorInfoOf(status);
  return !info.has_value() || info->reason() != "SNAPSHOT_REFUSED";
}

std::shared_ptr<grpc::Channel> NewChannel(const std::string& server) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);  // A page of a thousand long profiles exceeds gRPC's 4 MiB.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);  // A proxy meant for web pages is not on the way to Weft.
  return grpc::CreateCustomChannel(server, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

Connection::Connection(Options options) : options_(std::move(options)), channel_(NewChannel(options_.server)) {}

absl::Status Connection::Retry(const std::function<grpc::Status(grpc::ClientContext*)>& attempt, bool is_long) {
  const bool extend = is_long && !options_.timeout_given;
  const absl::Time deadline = absl::Now() + (extend ? std::max(options_.timeout, kLongTimeout) : options_.timeout);
  absl::Duration pause = kFirstPause;
  for (int i = 1;; ++i) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(deadline));
    absl::Status status = FromGrpc(attempt(&context));
    if (!IsTransient(status) || i >= options_.attempts || absl::Now() + pause >= deadline) return status;
    absl::SleepFor(pause);
    pause *= 2;
  }
}

}  // namespace weft::cli
