#ifndef WEFT_SERVICE_MEMBER_SERVICE_H_
#define WEFT_SERVICE_MEMBER_SERVICE_H_

#include "service/call_runner.h"
#include "weft/embedding/embedder.h"
#include "weft/store/store.h"
#include "weft/v1/member_service.grpc.pb.h"

namespace weft {

// Members and their profiles, from and to the store. ImportMembers takes its messages as they came: where gRPC reads
// them, one that cannot be read looks like the end of the stream, and the rows after it would be lost without a word.
class MemberService
    : public v1::MemberService::WithRawCallbackMethod_ImportMembers<v1::MemberService::CallbackService> {
 public:
  // All must outlive the service.
  MemberService(const CallRunner* runner, const Store* store, const Embedder* embedder)
      : runner_(*runner), store_(*store), embedder_(*embedder) {}

  grpc::ServerUnaryReactor* CreateMember(grpc::CallbackServerContext* context, const v1::CreateMemberRequest* request,
                                         v1::Member* response) override;
  grpc::ServerUnaryReactor* GetMember(grpc::CallbackServerContext* context, const v1::GetMemberRequest* request,
                                      v1::Member* response) override;
  grpc::ServerUnaryReactor* ListMembers(grpc::CallbackServerContext* context, const v1::ListMembersRequest* request,
                                        v1::ListMembersResponse* response) override;
  grpc::ServerUnaryReactor* UpdateMember(grpc::CallbackServerContext* context, const v1::UpdateMemberRequest* request,
                                         v1::Member* response) override;
  grpc::ServerUnaryReactor* DeleteMember(grpc::CallbackServerContext* context, const v1::DeleteMemberRequest* request,
                                         google::protobuf::Empty* response) override;
  grpc::ServerUnaryReactor* GetContact(grpc::CallbackServerContext* context, const v1::GetContactRequest* request,
                                       v1::Contact* response) override;
  grpc::ServerUnaryReactor* UpdateContact(grpc::CallbackServerContext* context, const v1::UpdateContactRequest* request,
                                          v1::Contact* response) override;
  grpc::ServerReadReactor<grpc::ByteBuffer>* ImportMembers(grpc::CallbackServerContext* context,
                                                           grpc::ByteBuffer* response) override;

 private:
  const CallRunner& runner_;
  const Store& store_;
  const Embedder& embedder_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_MEMBER_SERVICE_H_
