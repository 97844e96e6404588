#ifndef WEFT_SERVICE_CALL_RUNNER_H_
#define WEFT_SERVICE_CALL_RUNNER_H_

#include <functional>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "service/call_state.h"
#include "service/log.h"
#include "service/worker_pool.h"
#include "service/write_job.h"
#include "service/writer.h"
#include "weft/base/clock.h"

namespace weft {

// Takes parsed calls off the callback threads: those only parse, enqueue and finish, because gRPC has no more of them
// than cores, and one that waited would hold up every other call. Thread-safe.
class CallRunner {
 public:
  // All must outlive the calls.
  CallRunner(WorkerPool* pool, Writer* writer, const Clock* clock, const Log* log)
      : pool_(pool), writer_(writer), clock_(clock), log_(log) {}

  // Answers at once: the request does not parse. REQUIRES: !status.ok().
  grpc::ServerUnaryReactor* Refuse(grpc::CallbackServerContext* context, const google::protobuf::Message& request,
                                   const absl::Status& status) const;

  // Fills in the response and says how it went. Runs on a worker, unless the call expired or was cancelled before.
  using Ask = std::function<absl::Status(const CallState& call)>;
  grpc::ServerUnaryReactor* Read(grpc::CallbackServerContext* context, const google::protobuf::Message& request,
                                 Ask ask) const;

  // Does what can be done before the write and makes the job, whose `request_fingerprint`, `checkpoint` and `done` the
  // runner sets. Runs on a worker like Ask; the job then goes to the writer, and the call ends when it is done.
  using Prepare = std::function<absl::StatusOr<WriteJob>(const CallState& call)>;
  grpc::ServerUnaryReactor* Write(grpc::CallbackServerContext* context, const google::protobuf::Message& request,
                                  Prepare prepare) const;

  WorkerPool& pool() const { return *pool_; }
  Writer& writer() const { return *writer_; }
  const Clock& clock() const { return *clock_; }

 private:
  WorkerPool* const pool_;
  Writer* const writer_;
  const Clock* const clock_;
  const Log* const log_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_CALL_RUNNER_H_
