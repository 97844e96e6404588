#include "service/call_runner.h"

#include <cassert>
#include <utility>

#include "service/request_check.h"
#include "service/unary_call.h"

namespace weft {

grpc::ServerUnaryReactor* CallRunner::Refuse(grpc::CallbackServerContext* context,
                                             const google::protobuf::Message& request,
                                             const absl::Status& status) const {
  assert(!status.ok());
  auto* call = new UnaryCall(context, request, clock_, log_);
  call->End(status);
  return call;
}

grpc::ServerUnaryReactor* CallRunner::Read(grpc::CallbackServerContext* context,
                                           const google::protobuf::Message& request, Ask ask) const {
  auto* call = new UnaryCall(context, request, clock_, log_);
  const absl::Status queued = pool_->Submit([call, ask = std::move(ask)] {
    const absl::Status wanted = call->state().Check();
    call->End(wanted.ok() ? ask(call->state()) : wanted);
  });
  if (!queued.ok()) call->End(queued);
  return call;
}

grpc::ServerUnaryReactor* CallRunner::Write(grpc::CallbackServerContext* context,
                                            const google::protobuf::Message& request, Prepare prepare) const {
  auto* call = new UnaryCall(context, request, clock_, log_);
  // The request lives as long as the call.
  const absl::Status queued = pool_->Submit([call, &request, writer = writer_, prepare = std::move(prepare)] {
    const absl::Status wanted = call->state().Check();
    if (!wanted.ok()) return call->End(wanted);
    absl::StatusOr<WriteJob> job = prepare(call->state());
    if (!job.ok()) return call->End(job.status());
    if (!job->request_id.empty()) job->request_fingerprint = FingerprintOfRequest(request);
    job->checkpoint = [call] { return call->state().Check(); };
    job->done = [call](const absl::Status& status) { call->End(status); };
    writer->Submit(*std::move(job));
  });
  if (!queued.ok()) call->End(queued);
  return call;
}

}  // namespace weft
