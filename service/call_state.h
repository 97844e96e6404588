#ifndef WEFT_SERVICE_CALL_STATE_H_
#define WEFT_SERVICE_CALL_STATE_H_

#include <atomic>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "weft/base/clock.h"

namespace weft {

// A call without a deadline of the client's gets this one.
constexpr absl::Duration kDefaultDeadline = absl::Seconds(10);

// Whether anybody still waits for the answer of a call. Thread-safe.
class CallState {
 public:
  // `clock` must outlive the state.
  CallState(const Clock* clock, absl::Time deadline) : clock_(clock), deadline_micros_(ToMicros(deadline)) {}

  // OK, or CANCELLED (CALL_CANCELLED) or DEADLINE_EXCEEDED (DEADLINE_EXCEEDED). Asked when a call is dequeued and
  // between its stages.
  absl::Status Check() const;
  void Cancel() { cancelled_.store(true); }
  // For streams: the next message has a deadline of its own.
  void SetDeadline(absl::Time deadline) { deadline_micros_.store(ToMicros(deadline)); }

 private:
  const Clock* const clock_;
  std::atomic<int64_t> deadline_micros_;
  std::atomic<bool> cancelled_{false};
};

bool HasClientDeadline(const grpc::CallbackServerContext& context);

// The client's deadline on `clock`, or one kDefaultDeadline from now.
absl::Time DeadlineOf(const grpc::CallbackServerContext& context, const Clock& clock);

}  // namespace weft

#endif  // WEFT_SERVICE_CALL_STATE_H_
