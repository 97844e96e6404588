#ifndef WEFT_TESTS_SERVICE_MESSAGE_CLIENT_H_
#define WEFT_TESTS_SERVICE_MESSAGE_CLIENT_H_

#include <memory>

#include "grpcpp/grpcpp.h"
#include "weft/v1/introduction_service.grpc.pb.h"
#include "weft/v1/member_service.grpc.pb.h"
#include "weft/v1/message_service.grpc.pb.h"

namespace weft {

// What a mailer and those it writes to call: one method a call, blocking. As thread-safe as the stubs: wholly.
class MessageClient {
 public:
  explicit MessageClient(const std::shared_ptr<grpc::Channel>& channel)
      : members(v1::MemberService::NewStub(channel)),
        introductions(v1::IntroductionService::NewStub(channel)),
        messages(v1::MessageService::NewStub(channel)) {}

#define WEFT_TEST_CALL(stub, Method, Response)                                        \
  grpc::Status Method(const v1::Method##Request& request, Response* response) const { \
    grpc::ClientContext context;                                                      \
    return stub->Method(&context, request, response);                                 \
  }                                                                                   \
  grpc::Status Method(const v1::Method##Request& request) const {                     \
    Response response;                                                                \
    return Method(request, &response);                                                \
  }
  WEFT_TEST_CALL(members, UpdateContact, v1::Contact)
  WEFT_TEST_CALL(introductions, ProposeIntroduction, v1::Introduction)
  WEFT_TEST_CALL(introductions, GetIntroduction, v1::Introduction)
  WEFT_TEST_CALL(introductions, RespondToIntroduction, v1::RespondToIntroductionResponse)
  WEFT_TEST_CALL(introductions, WithdrawIntroduction, v1::Introduction)
  WEFT_TEST_CALL(messages, ClaimMessages, v1::ClaimMessagesResponse)
  WEFT_TEST_CALL(messages, BeginDelivery, v1::Message)
  WEFT_TEST_CALL(messages, ConfirmDelivery, v1::Message)
  WEFT_TEST_CALL(messages, ResolveMessage, v1::Message)
  WEFT_TEST_CALL(messages, RecordBounce, v1::Message)
  WEFT_TEST_CALL(messages, ListMessages, v1::ListMessagesResponse)
  WEFT_TEST_CALL(messages, PreviewMessages, v1::PreviewMessagesResponse)
  WEFT_TEST_CALL(messages, InviteMembers, v1::InviteMembersResponse)
  WEFT_TEST_CALL(messages, ResolveLink, v1::ResolveLinkResponse)
#undef WEFT_TEST_CALL

  const std::unique_ptr<v1::MemberService::Stub> members;
  const std::unique_ptr<v1::IntroductionService::Stub> introductions;
  const std::unique_ptr<v1::MessageService::Stub> messages;
};

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_MESSAGE_CLIENT_H_
