#include "service/call_state.h"

#include <chrono>  // NOLINT(build/c++11): gRPC's deadlines.

#include "weft/base/error.h"

namespace weft {

absl::Status CallState::Check() const {
  if (cancelled_.load()) return Error(absl::StatusCode::kCancelled, "CALL_CANCELLED", "the client cancelled the call");
  if (ToMicros(clock_->Now()) >= deadline_micros_.load()) {
    return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "the call's deadline has passed");
  }
  return absl::OkStatus();
}

bool HasClientDeadline(const grpc::CallbackServerContext& context) {
  return context.deadline() != std::chrono::system_clock::time_point::max();
}

absl::Time DeadlineOf(const grpc::CallbackServerContext& context, const Clock& clock) {
  if (!HasClientDeadline(context)) return clock.Now() + kDefaultDeadline;
  return clock.Now() + absl::FromChrono(context.deadline() - std::chrono::system_clock::now());
}

}  // namespace weft
