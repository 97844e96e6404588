#include "client-examples/weekly-email/message_server.h"

#include <set>

#include "client-examples/weekly-email/letter_choice.h"
#include "client-examples/weekly-email/rpc_status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/fake_message_service.h"
#include "tests/client-examples/weekly-email/fake_timing.h"
#include "tests/client-examples/weekly-email/sample_messages.h"
#include "tests/testing/status_matchers.h"

namespace weft::weekly_email {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class MessageServerTest : public testing::Test {
 protected:
  FakeMessageServer fake_;
  FakeTiming time_;
  MessageServer server_{{fake_.address(), "networks/food"}, time_.timing()};
};

TEST_F(MessageServerTest, ClaimsAndConfirms) {
  fake_.service().Add(ProposalMessage());
  ASSERT_OK_AND_ASSIGN(v1::ClaimMessagesResponse claimed,
                       server_.Claim("r1", 5, absl::Minutes(10), {v1::Message::KIND_PROPOSAL}));
  ASSERT_THAT(claimed.messages(), SizeIs(1));
  const v1::ClaimMessagesRequest request = fake_.service().claims()[0];
  EXPECT_EQ(request.parent(), "networks/food");
  EXPECT_EQ(request.channel(), v1::Message::CHANNEL_EMAIL);
  EXPECT_EQ(request.lease_seconds(), 600);
  EXPECT_EQ(request.limit(), 5);
  EXPECT_THAT(request.kinds(), ElementsAre(v1::Message::KIND_PROPOSAL));
  const v1::Message& message = claimed.messages(0);
  ASSERT_OK(server_.Begin(message.name(), message.claim()));
  v1::ConfirmDeliveryRequest confirmation;
  confirmation.set_name(message.name());
  confirmation.set_claim(message.claim());
  confirmation.set_result(v1::ConfirmDeliveryRequest::RESULT_SENT);
  ASSERT_OK(server_.Confirm(confirmation));
  EXPECT_EQ(fake_.service().Get(message.name()).state(), v1::Message::STATE_SENT);
}

TEST_F(MessageServerTest, TriesAgainWhenNobodyAnswers) {
  fake_.service().Fail("ClaimMessages", grpc::Status(grpc::StatusCode::UNAVAILABLE, "loading"));
  fake_.service().Fail("ClaimMessages", grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "busy"));
  EXPECT_OK(server_.Claim("r1", 5, absl::Minutes(10), {}));
  EXPECT_THAT(time_.pauses(), ElementsAre(absl::Milliseconds(500), absl::Seconds(1)));
}

TEST_F(MessageServerTest, GivesUpAfterAFewTimes) {
  for (int i = 0; i < 4; ++i) {
    fake_.service().Fail("ClaimMessages", grpc::Status(grpc::StatusCode::UNAVAILABLE, "loading"));
  }
  EXPECT_THAT(server_.Claim("r1", 5, absl::Minutes(10), {}), StatusIs(absl::StatusCode::kUnavailable, "loading"));
  EXPECT_THAT(time_.pauses(), SizeIs(3));
}

TEST_F(MessageServerTest, AnAnswerIsNotAskedForAgain) {
  const absl::Status status = server_.Begin("networks/food/messages/none", "c");
  EXPECT_EQ(ReasonOf(status), "MESSAGE_NOT_FOUND");
  EXPECT_THAT(time_.pauses(), IsEmpty());
}

TEST_F(MessageServerTest, NamesMayBeShort) {
  v1::RecordBounceRequest bounce;
  bounce.set_member("fn-amara");
  ASSERT_OK(server_.RecordBounce(bounce));
  EXPECT_EQ(fake_.service().bounces()[0].member(), "networks/food/members/fn-amara");
  EXPECT_EQ(fake_.service().bounces()[0].parent(), "networks/food");
  ASSERT_OK(server_.Preview("fn-amara", {}));
  ASSERT_OK(server_.Preview("networks/food/members/fn-amara", {}));
  for (const v1::PreviewMessagesRequest& preview : fake_.service().previews()) {
    EXPECT_EQ(preview.member(), "networks/food/members/fn-amara");
  }
}

TEST(DetailTextTest, IsShortAndPlain) {
  EXPECT_EQ(DetailText("550 5.1.1 gibt\xe4s nicht\r\n"), "550 5.1.1 gibt?s nicht??");
  EXPECT_THAT(DetailText(std::string(1000, 'a')), SizeIs(500));
}

TEST(RequestIdTest, IsAFreshUuid4) {
  std::set<std::string> ids;
  for (int i = 0; i < 100; ++i) {
    const std::string id = NewRequestId();
    EXPECT_THAT(id, testing::MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    ids.insert(id);
  }
  EXPECT_THAT(ids, SizeIs(100));
}

}  // namespace
}  // namespace weft::weekly_email
