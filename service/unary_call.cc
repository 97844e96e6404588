#include "service/unary_call.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "service/error_mapping.h"

namespace weft {

UnaryCall::UnaryCall(grpc::CallbackServerContext* context, const google::protobuf::Message& request, const Clock* clock,
                     const Log* log)
    : context_(context),
      request_type_(request.GetTypeName()),
      log_(log),
      begin_(absl::Now()),
      state_(clock, DeadlineOf(*context, *clock)) {}

void UnaryCall::End(const absl::Status& status) {
  const int64_t micros = absl::ToInt64Microseconds(absl::Now() - begin_);
  context_->AddTrailingMetadata(kServerTimeKey, absl::StrCat(micros));
  if (absl::IsInternal(status) || absl::IsDataLoss(status) || absl::IsUnknown(status)) {
    log_->Error("call failed", {{"request", request_type_}, {"reason", status.ToString()}});
  }
  log_->Debug(
      "call",
      {{"request", request_type_}, {"code", absl::StatusCodeToString(status.code())}, {"microseconds", micros}});
  Finish(ToGrpc(status));
  Release();
}

void UnaryCall::OnCancel() {
  state_.Cancel();
  log_->Debug("call cancelled", {{"request", request_type_}});
}

void UnaryCall::Release() {
  if (holders_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
}

}  // namespace weft
