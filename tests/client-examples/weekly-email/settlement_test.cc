#include "client-examples/weekly-email/settlement.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/fake_message_service.h"
#include "tests/client-examples/weekly-email/fake_timing.h"
#include "tests/client-examples/weekly-email/sample_messages.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft::weekly_email {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Stage = Journal::Stage;
using M = v1::Message;

// How far a mailer got before it was killed, whether the lease has ended since, and what the server holds then.
struct SettlementCase {
  const char* name;
  Stage stage;
  bool begun_at_server;
  bool lease_ended;
  M::State state;
};

class SettlementTest : public testing::TestWithParam<SettlementCase> {};

TEST_P(SettlementTest, TellsTheServerWhatIsKnown) {
  const SettlementCase& param = GetParam();
  FakeMessageServer fake;
  FakeTiming time;
  MessageServer server({fake.address(), "networks/food"}, time.timing());
  TempDir dir;
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Journal> journal, Journal::Open(dir.File("journal")));
  fake.service().Add(NumberedMessage(1));
  ASSERT_OK_AND_ASSIGN(v1::ClaimMessagesResponse claimed, server.Claim("r1", 1, absl::Minutes(10), {}));
  const v1::Message& message = claimed.messages(0);
  ASSERT_OK(journal->Begin(message.name(), message.claim(), message.email_message_id()));
  if (param.begun_at_server) {
    ASSERT_OK(server.Begin(message.name(), message.claim()));
  }
  if (param.stage == Stage::kAtEnd) {
    ASSERT_OK(journal->AtEnd(message.name()));
  }
  if (param.stage == Stage::kNotSent) {
    ASSERT_OK(journal->NotSent(message.name()));
  }
  if (param.stage == Stage::kSent) {
    ASSERT_OK(journal->Sent(message.name(), false, {}));
  }
  if (param.lease_ended) fake.service().EndLeases();

  std::ostringstream log;
  EXPECT_OK(SettleUnfinished(journal.get(), &server, &log));
  EXPECT_THAT(log.str(), HasSubstr(message.name()));
  EXPECT_THAT(journal->Unfinished(), IsEmpty());
  EXPECT_EQ(fake.service().Get(message.name()).state(), param.state);
}

INSTANTIATE_TEST_SUITE_P(
    All, SettlementTest,
    testing::Values(SettlementCase{"KilledBeforeTheServerKnew", Stage::kBegun, false, false, M::STATE_CLAIMED},
                    SettlementCase{"AndTheLeaseEnded", Stage::kBegun, false, true, M::STATE_DUE},
                    SettlementCase{"KilledInTheMail", Stage::kBegun, true, false, M::STATE_DUE},
                    SettlementCase{"InTheMailAndTheLeaseEnded", Stage::kBegun, true, true, M::STATE_DUE},
                    SettlementCase{"KilledAtTheEnd", Stage::kAtEnd, true, false, M::STATE_SENDING},
                    SettlementCase{"AtTheEndAndTheLeaseEnded", Stage::kAtEnd, true, true, M::STATE_UNCERTAIN},
                    SettlementCase{"KilledAfterARefusal", Stage::kNotSent, true, false, M::STATE_DUE},
                    SettlementCase{"AfterARefusalAndTheLeaseEnded", Stage::kNotSent, true, true, M::STATE_DUE},
                    SettlementCase{"KilledAfterItWasTaken", Stage::kSent, true, false, M::STATE_SENT},
                    SettlementCase{"AfterItWasTakenAndTheLeaseEnded", Stage::kSent, true, true, M::STATE_SENT}),
    [](const auto& info) { return info.param.name; });

TEST(SettleTest, WhatTheServerKnowsNoMoreIsSettled) {
  FakeMessageServer fake;
  FakeTiming time;
  MessageServer server({fake.address(), "networks/food"}, time.timing());
  v1::ConfirmDeliveryRequest confirmation;
  confirmation.set_name("networks/food/messages/erased");
  EXPECT_OK(Settle(confirmation, &server));
}

TEST(SettleTest, AServerThatIsDownLeavesItOpen) {
  FakeMessageServer fake;
  FakeTiming time;
  MessageServer server({fake.address(), "networks/food", absl::Seconds(20), 1}, time.timing());
  TempDir dir;
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Journal> journal, Journal::Open(dir.File("journal")));
  ASSERT_OK(journal->Begin("networks/food/messages/m1", "c", "<m1@x>"));
  fake.service().Fail("ConfirmDelivery", grpc::Status(grpc::StatusCode::UNAVAILABLE, "down"));
  std::ostringstream log;
  EXPECT_THAT(SettleUnfinished(journal.get(), &server, &log), StatusIs(absl::StatusCode::kUnavailable, "down"));
  EXPECT_THAT(journal->Unfinished(), testing::SizeIs(1));
}

}  // namespace
}  // namespace weft::weekly_email
