#ifndef WEFT_CLI_CONNECTION_H_
#define WEFT_CLI_CONNECTION_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"

namespace weft::cli {

// One server and how long to wait for it. Calls that fail because nothing answers, or because the server is loading or
// going down, are tried again a few times, with growing pauses: reads change nothing, and writes carry a request_id.
// Not thread-safe.
class Connection {
 public:
  struct Options {
    std::string server = "127.0.0.1:7700";       // Host and port.
    absl::Duration timeout = absl::Seconds(10);  // For one call with all its attempts.
    bool timeout_given = false;                  // Then long calls (imports) keep to it too.
    int attempts = 5;                            // Pauses between them: 0.1, 0.2, 0.4, 0.8 s.
    bool server_given = false;                   // On this command line: then commands to type next name it, too.
  };
  explicit Connection(Options options);

  const Options& options() const { return options_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  // Calls `method` of `Service`: Call<v1::MemberService>(&v1::MemberService::Stub::GetMember, request). `is_long`: as
  // in Retry.
  template <typename Service, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Service::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request, bool is_long = false) {
    return CallStub<typename Service::Stub>(Service::NewStub(channel_), method, request, is_long);
  }

  // Runs `attempt` until it succeeds, fails for good, or time is up; each with a fresh context. Long calls get ten
  // minutes unless a timeout was asked for.
  absl::Status Retry(const std::function<grpc::Status(grpc::ClientContext*)>& attempt, bool is_long = false);

 private:
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallStub(std::unique_ptr<Stub> stub,
                                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                    const Request& request, bool is_long) {
    Response response;
    absl::Status status = Retry(
        [&](grpc::ClientContext* context) {
          response.Clear();
          return (stub.get()->*method)(context, request, &response);
        },
        is_long);
    if (!status.ok()) return status;
    return response;
  }

  const Options options_;
  const std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace weft::cli

#endif  // WEFT_CLI_CONNECTION_H_
