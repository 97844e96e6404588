#ifndef WEFT_SERVICE_UNARY_CALL_H_
#define WEFT_SERVICE_UNARY_CALL_H_

#include <atomic>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "service/call_state.h"
#include "service/log.h"

namespace weft {

// One unary call under way, from the callback thread that parsed it to whoever ends it. Deletes itself when both gRPC
// and that one are through with it; request and response live as long.
class UnaryCall : public grpc::ServerUnaryReactor {
 public:
  // `clock` and `log` must outlive the call.
  UnaryCall(grpc::CallbackServerContext* context, const google::protobuf::Message& request, const Clock* clock,
            const Log* log);

  const CallState& state() const { return state_; }

  // Answers. Exactly once, from any thread; the call may be gone afterwards. The time it took stands in the trailing
  // metadata as kServerTimeKey.
  void End(const absl::Status& status);

 private:
  ~UnaryCall() override = default;
  void OnCancel() override;
  void OnDone() override { Release(); }
  void Release();

  grpc::CallbackServerContext* const context_;
  const std::string request_type_;
  const Log* const log_;
  const absl::Time begin_;
  CallState state_;
  std::atomic<int> holders_{2};  // gRPC, and who ends the call.
};

// Trailing metadata: microseconds from the arrival of a call to the end of its work.
constexpr char kServerTimeKey[] = "weft-server-time-us";

}  // namespace weft

#endif  // WEFT_SERVICE_UNARY_CALL_H_
