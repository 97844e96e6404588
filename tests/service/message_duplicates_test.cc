// A hundred of the same at once, from claim to bounce: exactly one takes effect.

#include <atomic>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "tests/service/hundredfold.h"
#include "tests/service/message_fixture.h"
#include "weft/base/mutex.h"

namespace weft {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using Confirm = v1::ConfirmDeliveryRequest;
using Message = v1::Message;

constexpr char kRequestId[] = "2f1e1c9e-5f0f-4d8e-9d3c-0a2b4c6d8e03";

class MessageDuplicatesTest : public MessageTest {
 protected:
  // An invitation that waits.
  void SetUp() override {
    MessageTest::SetUp();
    AddReachable("ann");
    Invite();
  }
  Message Begun() {
    const Message message = Claim().messages(0);
    EXPECT_THAT(Begin(message), IsGrpcOk());
    return message;
  }
};

TEST_F(MessageDuplicatesTest, Claims) {
  std::atomic<int> taken{0};
  EXPECT_EQ(Hundredfold([&] {
              v1::ClaimMessagesResponse response;
              const grpc::Status status = client_->ClaimMessages(NewClaim(), &response);
              taken += response.messages_size();
              return status;
            }),
            kHundred);
  EXPECT_EQ(taken, 1);
}

TEST_F(MessageDuplicatesTest, ClaimsOfOneRequestId) {
  Mutex mu;
  std::set<std::string> answers;  // All get the same lease on the same message.
  EXPECT_EQ(Hundredfold([&] {
              v1::ClaimMessagesRequest request = NewClaim();
              request.set_request_id(kRequestId);
              v1::ClaimMessagesResponse response;
              const grpc::Status status = client_->ClaimMessages(request, &response);
              MutexLock lock(&mu);
              answers.insert(response.SerializeAsString());
              return status;
            }),
            kHundred);
  ASSERT_THAT(answers, SizeIs(1));
  v1::ClaimMessagesResponse answer;
  ASSERT_TRUE(answer.ParseFromString(*answers.begin()));
  ASSERT_THAT(answer.messages(), SizeIs(1));
  EXPECT_EQ(answer.messages(0).attempt_count(), 1);
}

TEST_F(MessageDuplicatesTest, Deliveries) {
  const Message message = Claim().messages(0);
  EXPECT_EQ(Hundredfold([&] { return Begin(message); }), kHundred);
  EXPECT_EQ(Listed(message).state(), Message::STATE_SENDING);
  const int64_t sent = absl::ToUnixSeconds(clock_.Now());
  for (int hour = 0; hour < 2; ++hour) {  // The first of all counts, however late the others come.
    EXPECT_EQ(Hundredfold([&] { return Confirm(message, Confirm::RESULT_SENT); }), kHundred);
    EXPECT_EQ(Listed(message).state(), Message::STATE_SENT);
    EXPECT_EQ(Listed(message).send_time().seconds(), sent);
    clock_.Advance(absl::Hours(1));
  }
  EXPECT_EQ(Hundredfold([&] { return Begin(message); }), 0);  // It is gone.
}

// Whoever claimed it before, and lost the lease, sends nothing.
TEST_F(MessageDuplicatesTest, DeliveriesUnderAnotherClaim) {
  const Message lost = Claim().messages(0);
  clock_.Advance(absl::Minutes(5));
  const Message held = Claim().messages(0);
  std::atomic<int> turn{0};
  EXPECT_EQ(Hundredfold([&] { return Begin(++turn % 2 == 0 ? held : lost); }), kHundred / 2);
  EXPECT_EQ(Hundredfold([&] { return Confirm(lost, Confirm::RESULT_SENT); }), 0);
  EXPECT_EQ(Listed(held).state(), Message::STATE_SENDING);
}

TEST_F(MessageDuplicatesTest, TemporaryFailuresCountOnce) {
  const Message message = Begun();
  EXPECT_EQ(Hundredfold([&] { return Confirm(message, Confirm::RESULT_TEMPORARY_FAILURE); }), kHundred);
  clock_.Advance(absl::Minutes(5) - absl::Microseconds(1));
  EXPECT_THAT(Claim().messages(), IsEmpty());
  clock_.Advance(absl::Microseconds(1));
  const v1::ClaimMessagesResponse again = Claim();
  ASSERT_THAT(again.messages(), SizeIs(1));
  EXPECT_EQ(again.messages(0).attempt_count(), 2);
}

// Of contradicting reports the first counts, for everybody.
TEST_F(MessageDuplicatesTest, SentAndRefusedAtOnce) {
  const Message message = Begun();
  std::atomic<int> turn{0};
  Mutex mu;
  std::set<int> told;  // What each was told that it is.
  EXPECT_EQ(Hundredfold([&] {
              v1::ConfirmDeliveryRequest request;
              request.set_name(message.name());
              request.set_claim(message.claim());
              request.set_result(++turn % 2 == 0 ? Confirm::RESULT_SENT : Confirm::RESULT_PERMANENT_FAILURE);
              Message answer;
              const grpc::Status status = client_->ConfirmDelivery(request, &answer);
              MutexLock lock(&mu);
              told.insert(answer.state());
              return status;
            }),
            kHundred);
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_THAT(*told.begin(), testing::AnyOf(Message::STATE_SENT, Message::STATE_FAILED));
  EXPECT_EQ(Listed(message).state(), *told.begin());
}

TEST_F(MessageDuplicatesTest, Resolutions) {
  const Message message = Begun();
  clock_.Advance(absl::Hours(1));
  EXPECT_THAT(Claim().messages(), IsEmpty());
  EXPECT_EQ(Hundredfold([&] { return Resolve(message, false); }), 1);
  EXPECT_EQ(Listed(message).state(), Message::STATE_DUE);
  EXPECT_THAT(Claim().messages(), SizeIs(1));
}

TEST_F(MessageDuplicatesTest, Bounces) {
  const Message message = Claim().messages(0);
  Send(message);
  v1::RecordBounceRequest bounce;
  bounce.set_parent("networks/n1");
  bounce.set_email_message_id(message.email_message_id());
  bounce.set_permanent(true);
  v1::GetContactRequest own;
  own.set_name(Name("ann") + "/contact");
  own.set_speaker(v1::SPEAKER_MEMBER);
  std::set<std::string> etags;
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(Hundredfold([&] { return client_->RecordBounce(bounce); }), kHundred);
    v1::Contact contact;
    ASSERT_THAT(client_->GetContact(own, &contact), IsGrpcOk());
    EXPECT_TRUE(contact.email_bounced());
    etags.insert(contact.etag());
  }
  EXPECT_THAT(etags, SizeIs(1));  // Written once.
}

TEST_F(MessageDuplicatesTest, Invitations) {
  for (int i = 0; i < 20; ++i) AddReachable("m" + std::to_string(i));
  std::atomic<int> queued{0};
  EXPECT_EQ(Hundredfold([&] {
              v1::InviteMembersRequest request;
              request.set_parent("networks/n1");
              v1::InviteMembersResponse response;
              const grpc::Status status = client_->InviteMembers(request, &response);
              queued += response.queued_count();
              return status;
            }),
            kHundred);
  EXPECT_EQ(queued, 20);
  v1::ClaimMessagesRequest all = NewClaim();
  all.set_limit(100);
  v1::ClaimMessagesResponse claimed;
  ASSERT_THAT(client_->ClaimMessages(all, &claimed), IsGrpcOk());
  EXPECT_THAT(claimed.messages(), SizeIs(21));
}

}  // namespace
}  // namespace weft
