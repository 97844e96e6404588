#include "tests/service/message_fixture.h"

namespace weft {

void MessageTest::AddReachable(const std::string& id, const std::vector<std::string>& interests) {
  AddMember(id, interests);
  SetMail(id, id + "@example.org");
}

void MessageTest::SetMail(const std::string& id, const std::string& address) {
  v1::UpdateContactRequest request;
  request.set_speaker(v1::SPEAKER_MEMBER);
  request.mutable_contact()->set_name(Name(id) + "/contact");
  request.mutable_contact()->set_email(address);
  request.mutable_update_mask()->add_paths("email");
  ASSERT_THAT(client_->UpdateContact(request), IsGrpcOk());
}

std::string MessageTest::Propose(const std::string& speaker, const std::vector<std::string>& members,
                                 const std::string& note) {
  v1::ProposeIntroductionRequest request;
  request.set_parent("networks/n1");
  request.set_as_member(Name(speaker));
  request.set_note(note);
  for (const std::string& member : members) request.add_members(Name(member));
  v1::Introduction introduction;
  EXPECT_THAT(client_->ProposeIntroduction(request, &introduction), IsGrpcOk());
  return introduction.name();
}

void MessageTest::Accept(const std::string& introduction, const std::string& id) {
  v1::RespondToIntroductionRequest request;
  request.set_name(introduction);
  request.set_as_member(Name(id));
  request.mutable_accept();
  ASSERT_THAT(client_->RespondToIntroduction(request), IsGrpcOk());
}

v1::InviteMembersResponse MessageTest::Invite(const std::vector<std::string>& ids) {
  v1::InviteMembersRequest request;
  request.set_parent("networks/n1");
  for (const std::string& id : ids) request.add_members(Name(id));
  v1::InviteMembersResponse response;
  EXPECT_THAT(client_->InviteMembers(request, &response), IsGrpcOk());
  return response;
}

v1::ClaimMessagesRequest MessageTest::NewClaim() {
  v1::ClaimMessagesRequest request;
  request.set_parent("networks/n1");
  request.set_channel(v1::Message::CHANNEL_EMAIL);
  return request;
}

v1::ClaimMessagesResponse MessageTest::Claim() const {
  v1::ClaimMessagesResponse response;
  EXPECT_THAT(client_->ClaimMessages(NewClaim(), &response), IsGrpcOk());
  return response;
}

v1::Message MessageTest::ClaimWhenDue(v1::Message::Kind kind) const {
  v1::ClaimMessagesRequest request = NewClaim();
  request.set_limit(1);
  request.add_kinds(kind);
  for (;;) {
    v1::ClaimMessagesResponse response;
    const grpc::Status status = client_->ClaimMessages(request, &response);
    EXPECT_THAT(status, IsGrpcOk());
    if (!status.ok()) return {};
    if (!response.messages().empty()) return response.messages(0);
  }
}

grpc::Status MessageTest::Begin(const v1::Message& message) const {
  v1::BeginDeliveryRequest request;
  request.set_name(message.name());
  request.set_claim(message.claim());
  return client_->BeginDelivery(request);
}

grpc::Status MessageTest::Confirm(const v1::Message& message, v1::ConfirmDeliveryRequest::Result result) const {
  v1::ConfirmDeliveryRequest request;
  request.set_name(message.name());
  request.set_claim(message.claim());
  request.set_result(result);
  return client_->ConfirmDelivery(request);
}

grpc::Status MessageTest::Resolve(const v1::Message& message, bool sent) const {
  v1::ResolveMessageRequest request;
  request.set_name(message.name());
  request.set_sent(sent);
  return client_->ResolveMessage(request);
}

void MessageTest::Send(const v1::Message& message) const {
  ASSERT_THAT(Begin(message), IsGrpcOk());
  ASSERT_THAT(Confirm(message, v1::ConfirmDeliveryRequest::RESULT_SENT), IsGrpcOk());
}

v1::Message MessageTest::Listed(const v1::Message& message) const {
  v1::ListMessagesRequest request;
  request.set_parent("networks/n1");
  request.set_page_size(1000);
  v1::ListMessagesResponse response;
  EXPECT_THAT(client_->ListMessages(request, &response), IsGrpcOk());
  for (const v1::Message& listed : response.messages()) {
    if (listed.name() == message.name()) return listed;
  }
  ADD_FAILURE() << message.name() << " is in no list";
  return {};
}

v1::Link MessageTest::LinkOf(const v1::Message& message, v1::Link::Action action) {
  for (const v1::Link& link : message.recipients(0).links()) {
    if (link.action() == action) return link;
  }
  return {};
}

grpc::Status MessageTest::Follow(const std::string& token, v1::ResolveLinkResponse* response) const {
  v1::ResolveLinkRequest request;
  request.set_token(token);
  v1::ResolveLinkResponse unused;
  return client_->ResolveLink(request, response == nullptr ? &unused : response);
}

}  // namespace weft
