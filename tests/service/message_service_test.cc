// Messages through the served calls: what is due, to whom, once, whatever becomes of the mailer.

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "absl/strings/match.h"
#include "tests/service/message_fixture.h"
#include "weft/v1/message_service.pb.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Link = v1::Link;
using Message = v1::Message;

constexpr absl::Duration kDay = absl::Hours(24);

class MessageServiceTest : public MessageTest {};

TEST_F(MessageServiceTest, AProposalIsClaimedOnceWithAllThatAMailNeeds) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  const v1::ClaimMessagesResponse claimed = Claim();
  ASSERT_THAT(claimed.messages(), SizeIs(1));
  const Message& message = claimed.messages(0);
  EXPECT_EQ(message.kind(), Message::KIND_PROPOSAL);
  EXPECT_EQ(message.state(), Message::STATE_CLAIMED);
  EXPECT_EQ(message.channel(), Message::CHANNEL_EMAIL);
  EXPECT_EQ(message.network_display_name(), "n1");
  EXPECT_THAT(message.introductions(), ElementsAre(introduction));
  ASSERT_THAT(message.recipients(), SizeIs(1));
  EXPECT_EQ(message.recipients(0).member(), Name("bob"));
  EXPECT_EQ(message.recipients(0).email(), "bob@example.org");
  ASSERT_THAT(message.proposals(), SizeIs(1));
  EXPECT_EQ(message.proposals(0).name(), introduction);
  EXPECT_FALSE(message.claim().empty());
  EXPECT_TRUE(absl::StartsWith(message.email_message_id(), "<"));
  EXPECT_TRUE(absl::EndsWith(message.email_message_id(), "@weft.example.org>"));
  EXPECT_EQ(message.email_list_id(), "<n1.weft.example.org>");
  for (Link::Action action : {Link::ACTION_OPEN, Link::ACTION_ACCEPT, Link::ACTION_DECLINE, Link::ACTION_SNOOZE,
                              Link::ACTION_PASS_ON, Link::ACTION_UNSUBSCRIBE}) {
    const Link link = LinkOf(message, action);
    EXPECT_EQ(link.url(), "https://weft.example.org/i/" + link.token()) << Link::Action_Name(action);
    EXPECT_TRUE(link.has_expire_time());
  }
  EXPECT_THAT(Claim().messages(), IsEmpty());
}

TEST_F(MessageServiceTest, NoContactPassesBeforeAllHaveSaidYes) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  const Message proposal = Claim().messages(0);
  EXPECT_THAT(proposal.ShortDebugString(), Not(testing::HasSubstr("ann@example.org")));
  Send(proposal);
  Accept(introduction, "bob");
  const v1::ClaimMessagesResponse claimed = Claim();
  ASSERT_THAT(claimed.messages(), SizeIs(1));
  const Message& mutual = claimed.messages(0);
  EXPECT_EQ(mutual.kind(), Message::KIND_MUTUAL);
  ASSERT_THAT(mutual.recipients(), SizeIs(2));  // One joint message.
  ASSERT_THAT(mutual.mutual().sides(), SizeIs(2));
  EXPECT_EQ(mutual.mutual().sides(0).contact().email(), "ann@example.org");
  EXPECT_EQ(mutual.mutual().sides(1).contact().email(), "bob@example.org");
  EXPECT_FALSE(mutual.mutual().first_question().empty());
}

TEST_F(MessageServiceTest, AMutualMessageGoesToEachWhereOneDoesNotShareTheirAddress) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  Accept(introduction, "bob");
  // After it was announced to both together.
  v1::UpdateContactRequest withhold;
  withhold.set_speaker(v1::SPEAKER_MEMBER);
  withhold.mutable_contact()->set_name(Name("ann") + "/contact");
  withhold.mutable_contact()->set_share_email(false);
  withhold.mutable_update_mask()->add_paths("share_email");
  ASSERT_THAT(client_->UpdateContact(withhold), IsGrpcOk());
  std::set<std::string> told;
  for (int round = 0; round < 2; ++round) {
    const v1::ClaimMessagesResponse claimed = Claim();
    for (const Message& message : claimed.messages()) {
      ASSERT_THAT(message.recipients(), SizeIs(1));
      told.insert(message.recipients(0).member());
      if (message.recipients(0).member() != Name("bob")) continue;
      EXPECT_THAT(message.ShortDebugString(), Not(testing::HasSubstr("ann@example.org")));
    }
  }
  EXPECT_THAT(told, ElementsAre(Name("ann"), Name("bob")));
}

TEST_F(MessageServiceTest, AHundredClaimsAtOnceTakeEachMessageOnce) {
  constexpr int kMembers = 50;
  constexpr int kClaims = 100;
  for (int i = 0; i < kMembers; ++i) AddReachable("m" + std::to_string(i));
  EXPECT_EQ(Invite().queued_count(), kMembers);
  std::vector<std::vector<std::string>> names(kClaims);
  std::vector<std::thread> threads;
  for (int t = 0; t < kClaims; ++t) {
    threads.emplace_back([this, &names, t] {
      v1::ClaimMessagesRequest request = NewClaim();
      request.set_limit(1);
      v1::ClaimMessagesResponse response;
      EXPECT_THAT(client_->ClaimMessages(request, &response), IsGrpcOk());
      for (const Message& message : response.messages()) names[t].push_back(message.name());
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::map<std::string, int> taken;
  for (const auto& some : names) {
    for (const std::string& name : some) ++taken[name];
  }
  EXPECT_THAT(taken, SizeIs(kMembers));
  for (const auto& entry : taken) EXPECT_EQ(entry.second, 1) << entry.first;
}

TEST_F(MessageServiceTest, KilledBetweenClaimAndDelivery) {
  AddReachable("ann");
  Invite();
  const Message lost = Claim().messages(0);
  clock_.Advance(absl::Minutes(5));
  EXPECT_THAT(Begin(lost), FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "CLAIM_LOST"));
  const v1::ClaimMessagesResponse again = Claim();
  ASSERT_THAT(again.messages(), SizeIs(1));
  EXPECT_EQ(again.messages(0).name(), lost.name());
  EXPECT_EQ(again.messages(0).attempt_count(), 2);
  EXPECT_EQ(again.messages(0).email_message_id(), lost.email_message_id());
  EXPECT_NE(again.messages(0).claim(), lost.claim());
  EXPECT_THAT(Begin(again.messages(0)), IsGrpcOk());
  EXPECT_THAT(Confirm(lost, v1::ConfirmDeliveryRequest::RESULT_SENT),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "CLAIM_LOST"));
}

TEST_F(MessageServiceTest, KilledWhileHandingOver) {
  AddReachable("ann");
  Invite();
  const Message message = Claim().messages(0);
  EXPECT_THAT(Begin(message), IsGrpcOk());
  EXPECT_THAT(Resolve(message, true), FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "MESSAGE_STATE"));
  clock_.Advance(absl::Hours(1));
  EXPECT_THAT(Claim().messages(), IsEmpty());  // It may have been sent.
  EXPECT_EQ(Listed(message).state(), Message::STATE_UNCERTAIN);
  EXPECT_THAT(Resolve(message, false), IsGrpcOk());
  EXPECT_THAT(Confirm(message, v1::ConfirmDeliveryRequest::RESULT_SENT),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "CLAIM_LOST"));
  ASSERT_THAT(Claim().messages(), SizeIs(1));
}

TEST_F(MessageServiceTest, ARestartForgetsNoLease) {
  AddReachable("ann");
  Invite();
  const Message message = Claim().messages(0);
  Start();
  EXPECT_THAT(Claim().messages(), IsEmpty());
  EXPECT_THAT(Begin(message), IsGrpcOk());
  Start();
  EXPECT_THAT(Confirm(message, v1::ConfirmDeliveryRequest::RESULT_SENT), IsGrpcOk());
  EXPECT_EQ(Listed(message).state(), Message::STATE_SENT);
}

TEST_F(MessageServiceTest, WhatIsSaidTwiceCountsOnce) {
  AddReachable("ann");
  Invite();
  v1::ClaimMessagesRequest request = NewClaim();
  request.set_request_id("2f1e1c9e-5f0f-4d8e-9d3c-0a2b4c6d8e01");
  v1::ClaimMessagesResponse first;
  v1::ClaimMessagesResponse second;
  ASSERT_THAT(client_->ClaimMessages(request, &first), IsGrpcOk());
  ASSERT_THAT(client_->ClaimMessages(request, &second), IsGrpcOk());
  ASSERT_THAT(first.messages(), SizeIs(1));
  ASSERT_THAT(second.messages(), SizeIs(1));
  EXPECT_EQ(first.messages(0).SerializeAsString(), second.messages(0).SerializeAsString());
  const Message message = first.messages(0);
  EXPECT_THAT(Begin(message), IsGrpcOk());
  EXPECT_THAT(Begin(message), IsGrpcOk());
  EXPECT_THAT(Confirm(message, v1::ConfirmDeliveryRequest::RESULT_TEMPORARY_FAILURE), IsGrpcOk());
  EXPECT_THAT(Confirm(message, v1::ConfirmDeliveryRequest::RESULT_TEMPORARY_FAILURE), IsGrpcOk());
  v1::ClaimMessagesResponse none = Claim();
  EXPECT_THAT(none.messages(), IsEmpty());
  EXPECT_EQ(none.next_due_time().seconds(), absl::ToUnixSeconds(clock_.Now() + absl::Minutes(5)));
  clock_.Advance(absl::Minutes(5));
  EXPECT_THAT(Claim().messages(), SizeIs(1));
}

TEST_F(MessageServiceTest, WhatIsNoLongerSoIsNotSent) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  const Message message = Claim().messages(0);
  v1::WithdrawIntroductionRequest withdraw;
  withdraw.set_name(introduction);
  withdraw.set_as_member(Name("ann"));
  ASSERT_THAT(client_->WithdrawIntroduction(withdraw), IsGrpcOk());
  EXPECT_THAT(Begin(message), FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "MESSAGE_CANCELLED"));
  EXPECT_THAT(Begin(message), FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "MESSAGE_CANCELLED"));
  EXPECT_EQ(Listed(message).state(), Message::STATE_CANCELLED);
}

TEST_F(MessageServiceTest, ARefusedAddressGetsNoMore) {
  AddReachable("ann");
  AddReachable("bob");
  Invite();
  const v1::ClaimMessagesResponse claimed = Claim();
  for (const Message& message : claimed.messages()) {
    ASSERT_THAT(Begin(message), IsGrpcOk());
    v1::ConfirmDeliveryRequest request;
    request.set_name(message.name());
    request.set_claim(message.claim());
    request.set_result(v1::ConfirmDeliveryRequest::RESULT_PERMANENT_FAILURE);
    request.set_detail("550 <" + message.recipients(0).email() + "> unknown");
    request.add_refused_members(message.recipients(0).member());
    Message failed;
    ASSERT_THAT(client_->ConfirmDelivery(request, &failed), IsGrpcOk());
    EXPECT_EQ(failed.state(), Message::STATE_FAILED);
    EXPECT_THAT(failed.last_error(), Not(testing::HasSubstr("@")));
  }
  Propose("ann", {"bob"});
  EXPECT_THAT(Claim().messages(), IsEmpty());
  SetMail("bob", "bob@new.example.org");  // Written again.
  EXPECT_THAT(Claim().messages(), SizeIs(1));
}

TEST_F(MessageServiceTest, ABounceNamesTheMessage) {
  AddReachable("ann");
  AddReachable("bob");
  Invite({"ann"});
  const Message message = Claim().messages(0);
  v1::RecordBounceRequest bounce;
  bounce.set_parent("networks/n1");
  bounce.set_email_message_id(message.email_message_id());
  bounce.set_permanent(true);
  Send(message);
  ASSERT_THAT(client_->RecordBounce(bounce), IsGrpcOk());
  Propose("bob", {"ann"});
  EXPECT_THAT(Claim().messages(), IsEmpty());
  bounce.set_member(Name("bob"));
  EXPECT_THAT(client_->RecordBounce(bounce), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  bounce.set_email_message_id("<somebody@elsewhere.example>");
  EXPECT_THAT(client_->RecordBounce(bounce), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  bounce.set_email_message_id("<0123456789abcdef@weft.example.org>");
  EXPECT_THAT(client_->RecordBounce(bounce), FailsWith(grpc::StatusCode::NOT_FOUND, "MESSAGE_NOT_FOUND"));
}

TEST_F(MessageServiceTest, EachIsInvitedOnce) {
  AddReachable("ann");
  AddReachable("bob");
  AddMember("cut-off");
  AddReachable("dan");
  v1::UpdateMemberRequest yes;
  yes.mutable_member()->set_name(Name("dan"));
  yes.mutable_member()->mutable_participation()->set_being_introduced(v1::Participation::WORD_AGREED);
  yes.mutable_update_mask()->add_paths("participation.being_introduced");
  yes.set_speaker(v1::SPEAKER_MEMBER);
  ASSERT_THAT(client_->UpdateMember(yes), IsGrpcOk());
  v1::InviteMembersRequest request;
  request.set_parent("networks/n1");
  request.set_limit(1);
  request.set_request_id("2f1e1c9e-5f0f-4d8e-9d3c-0a2b4c6d8e02");
  v1::InviteMembersResponse response;
  for (int time = 0; time < 2; ++time) {
    ASSERT_THAT(client_->InviteMembers(request, &response), IsGrpcOk());
    EXPECT_EQ(response.queued_count(), 1);
    EXPECT_EQ(response.invited_before_count(), 0);
    EXPECT_EQ(response.spoken_count(), 1);
    EXPECT_EQ(response.not_reachable_count(), 1);
  }
  response = Invite();
  EXPECT_EQ(response.queued_count(), 1);
  EXPECT_EQ(response.invited_before_count(), 1);
  EXPECT_EQ(Invite().invited_before_count(), 2);
  const v1::ClaimMessagesResponse claimed = Claim();
  ASSERT_THAT(claimed.messages(), SizeIs(2));
  const Message& invitation = claimed.messages(0);
  EXPECT_EQ(invitation.invitation().member().name(), Name("ann"));  // What is held, whole.
  EXPECT_THAT(invitation.invitation().held_because(), testing::HasSubstr("agreed at the meeting"));
  EXPECT_EQ(invitation.invitation().member_count(), 4);
  EXPECT_FALSE(LinkOf(invitation, Link::ACTION_AGREE).token().empty());
}

TEST_F(MessageServiceTest, NewsComeOnceAWeek) {
  AddReachable("ann", {"seed saving"});
  clock_.Advance(7 * kDay);
  AddReachable("new", {"seed saving"});
  const Message weekly = ClaimWhenDue();
  EXPECT_EQ(weekly.kind(), Message::KIND_WEEKLY);
  EXPECT_EQ(weekly.recipients(0).member(), Name("ann"));
  EXPECT_THAT(weekly.proposals(), IsEmpty());
  ASSERT_THAT(weekly.digest().new_members(), SizeIs(1));
  EXPECT_EQ(weekly.digest().new_members(0).member(), Name("new"));
  Send(weekly);
  Start();  // Looks at once.
  EXPECT_THAT(Claim().messages(), IsEmpty());
}

TEST_F(MessageServiceTest, TheyAreAskedWhetherTheyMet) {
  AddReachable("ann");
  AddReachable("bob");
  Accept(Propose("ann", {"bob"}), "bob");
  const v1::ClaimMessagesResponse claimed = Claim();
  for (const Message& message : claimed.messages()) Send(message);
  clock_.Advance(14 * kDay);
  std::set<std::string> asked;
  while (asked.size() < 2) {
    const Message message = ClaimWhenDue(Message::KIND_DID_YOU_MEET);
    EXPECT_FALSE(LinkOf(message, Link::ACTION_MET).token().empty());
    EXPECT_TRUE(asked.insert(message.recipients(0).member()).second);
  }
}

TEST_F(MessageServiceTest, APreviewChangesNothingAndItsLinksDoNotWork) {
  AddReachable("ann");
  AddReachable("bob");
  Propose("ann", {"bob"});
  v1::PreviewMessagesRequest request;
  request.set_parent("networks/n1");
  v1::PreviewMessagesResponse response;
  ASSERT_THAT(client_->PreviewMessages(request, &response), IsGrpcOk());
  ASSERT_THAT(response.messages(), SizeIs(1));
  EXPECT_EQ(response.messages(0).kind(), Message::KIND_PROPOSAL);
  EXPECT_TRUE(response.messages(0).claim().empty());
  EXPECT_THAT(Follow(LinkOf(response.messages(0), Link::ACTION_ACCEPT).token()),
              FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "TOKEN_INVALID"));
  EXPECT_THAT(Claim().messages(), SizeIs(1));

  request.set_member(Name("ann"));
  ASSERT_THAT(client_->PreviewMessages(request, &response), IsGrpcOk());
  std::vector<Message::Kind> kinds;
  for (const Message& message : response.messages()) kinds.push_back(message.kind());
  EXPECT_THAT(kinds, UnorderedElementsAre(Message::KIND_WEEKLY, Message::KIND_INVITATION));
}

TEST_F(MessageServiceTest, ATokenIsWhatItWasSignedFor) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  const Message message = Claim().messages(0);
  const std::string token = LinkOf(message, Link::ACTION_ACCEPT).token();
  v1::ResolveLinkResponse link;
  ASSERT_THAT(Follow(token, &link), IsGrpcOk());
  EXPECT_EQ(link.action(), Link::ACTION_ACCEPT);
  EXPECT_EQ(link.member(), Name("bob"));
  EXPECT_EQ(link.introduction(), introduction);
  EXPECT_EQ(link.message(), message.name());
  for (size_t i = 0; i < token.size(); ++i) {
    std::string forged = token;
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    EXPECT_THAT(Follow(forged), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "TOKEN_INVALID")) << i;
  }
  Start();  // The key stays.
  EXPECT_THAT(Follow(token), IsGrpcOk());
  v1::DeleteMemberRequest erase;
  erase.set_name(Name("bob"));
  ASSERT_THAT(client_->DeleteMember(erase), IsGrpcOk());
  EXPECT_THAT(Follow(token), FailsWith(grpc::StatusCode::NOT_FOUND, "MEMBER_NOT_FOUND"));
  clock_.Advance(90 * kDay);
  EXPECT_THAT(Follow(token), FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "TOKEN_EXPIRED"));
}

TEST_F(MessageServiceTest, ListsHoldNoAddress) {
  AddReachable("ann");
  AddReachable("bob");
  Invite();
  v1::ListMessagesRequest request;
  request.set_parent("networks/n1");
  request.set_page_size(1);
  std::vector<std::string> members;
  do {
    v1::ListMessagesResponse page;
    ASSERT_THAT(client_->ListMessages(request, &page), IsGrpcOk());
    for (const Message& message : page.messages()) {
      members.push_back(message.recipients(0).member());
      EXPECT_TRUE(message.recipients(0).email().empty());
      EXPECT_THAT(message.recipients(0).links(), IsEmpty());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(members, ElementsAre(Name("bob"), Name("ann")));
  request.set_member(Name("nobody"));
  EXPECT_THAT(client_->ListMessages(request), FailsWith(grpc::StatusCode::NOT_FOUND, "MEMBER_NOT_FOUND"));
}

TEST_F(MessageServiceTest, BadRequestsAreRefused) {
  v1::ClaimMessagesRequest claim = NewClaim();
  claim.clear_channel();
  EXPECT_THAT(client_->ClaimMessages(claim), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  claim = NewClaim();
  claim.set_lease_seconds(9);
  EXPECT_THAT(client_->ClaimMessages(claim), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  claim = NewClaim();
  claim.set_parent("networks/none");
  EXPECT_THAT(client_->ClaimMessages(claim), FailsWith(grpc::StatusCode::NOT_FOUND, "NETWORK_NOT_FOUND"));
  v1::ConfirmDeliveryRequest confirm;
  confirm.set_name("networks/n1/messages/0123456789abcdef");
  EXPECT_THAT(client_->ConfirmDelivery(confirm), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  confirm.set_result(v1::ConfirmDeliveryRequest::RESULT_PARTLY_SENT);
  EXPECT_THAT(client_->ConfirmDelivery(confirm), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  confirm.set_result(v1::ConfirmDeliveryRequest::RESULT_SENT);
  EXPECT_THAT(client_->ConfirmDelivery(confirm), FailsWith(grpc::StatusCode::NOT_FOUND, "MESSAGE_NOT_FOUND"));
}

}  // namespace
}  // namespace weft
