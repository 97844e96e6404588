#ifndef WEFT_SERVICE_MEMBER_IMPORT_H_
#define WEFT_SERVICE_MEMBER_IMPORT_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/optional.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/server_callback.h"
#include "service/call_runner.h"
#include "service/call_state.h"
#include "service/member_patch.h"
#include "weft/base/mutex.h"
#include "weft/base/names.h"
#include "weft/embedding/embedder.h"
#include "weft/store/store.h"
#include "weft/v1/member_service.pb.h"

namespace weft {

// One stream of ImportMembers: message after message is checked and embedded on a worker, written in one commit of its
// own, and only then is the next one read, so that a fast client cannot run ahead of the disk. What has been written
// stays if the stream breaks off. Without a deadline of the client's, each message has the default deadline.
class MemberImport : public grpc::ServerReadReactor<grpc::ByteBuffer> {
 public:
  // Starts reading; deletes itself at the end. All must outlive it.
  static MemberImport* Begin(grpc::CallbackServerContext* context, grpc::ByteBuffer* response, const CallRunner* runner,
                             const Store* store, const Embedder* embedder);

 private:
  // A good row of the message at hand.
  struct Row {
    std::string member_id;
    MemberPatch patch;
  };

  MemberImport(grpc::CallbackServerContext* context, grpc::ByteBuffer* response, const CallRunner* runner,
               const Store* store, const Embedder* embedder);
  ~MemberImport() override = default;

  void OnReadDone(bool ok) override;
  void OnCancel() override { state_.Cancel(); }
  void OnDone() override { Release(); }
  void Release();

  // The steps of one message, on a worker and then on the writer thread.
  void Take();
  absl::Status Parse() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::StatusOr<WriteJob> Prepare() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::Status ReadHead() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::StatusOr<Row> ParseRow(const v1::Member& member) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void AddError(const v1::Member& member, const absl::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::StatusOr<std::vector<Mutation>> Mutations();
  void Count(const ApplyResult& result);
  void Next(const absl::Status& status);

  // The end of the stream, on a worker.
  void Complete();
  void End(const absl::Status& status);
  const CallRunner& runner_;
  const Store& store_;
  const Embedder& embedder_;
  const bool client_deadline_;
  CallState state_;
  std::atomic<int> holders_{2};  // gRPC, and the step under way.

  Mutex mu_;  // Hands the fields from the thread of one step to that of the next; nobody waits for it.
  grpc::ByteBuffer message_ ABSL_GUARDED_BY(mu_);  // As it came; request_ is what it says.
  v1::ImportMembersRequest request_ ABSL_GUARDED_BY(mu_);
  v1::ImportMembersResponse response_ ABSL_GUARDED_BY(mu_);
  grpc::ByteBuffer* const answer_ ABSL_PT_GUARDED_BY(mu_);  // Gets response_ at the end.
  absl::optional<NetworkName> parent_ ABSL_GUARDED_BY(mu_);
  std::string request_id_ ABSL_GUARDED_BY(mu_);
  int64_t messages_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t rows_ ABSL_GUARDED_BY(mu_) = 0;
  std::vector<Row> good_rows_ ABSL_GUARDED_BY(mu_);                         // Of the message at hand.
  std::vector<v1::ImportMembersResponse::Kept> kept_ ABSL_GUARDED_BY(mu_);  // Likewise.
};

}  // namespace weft

#endif  // WEFT_SERVICE_MEMBER_IMPORT_H_
