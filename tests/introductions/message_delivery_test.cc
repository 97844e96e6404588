#include "weft/introductions/message_delivery.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "weft/base/clock.h"
#include "weft/base/limits.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Message = v1::Message;
using Result = DeliveryResult;

class MessageDeliveryTest : public testing::Test {
 protected:
  StoredMessage Due() const {
    StoredMessage message;
    message.id = "m1";
    message.state = Message::STATE_DUE;
    message.recipients = {{1, "a", false}, {2, "b", false}};
    return message;
  }
  StoredMessage Held() const { return Claimed(Due(), Message::CHANNEL_EMAIL, "c1", clock_.Now() + absl::Minutes(5)); }
  StoredMessage Sending() const { return *Begun(Held(), "c1", clock_.Now()); }
  FakeClock clock_;
};

TEST_F(MessageDeliveryTest, FromDueToSent) {
  const StoredMessage claimed = Held();
  EXPECT_EQ(claimed.state, Message::STATE_CLAIMED);
  EXPECT_EQ(claimed.attempts, 1);
  const StoredMessage sending = Sending();
  EXPECT_EQ(sending.state, Message::STATE_SENDING);
  EXPECT_EQ(sending.claim_ends_micros, ToMicros(clock_.Now() + kDeliveryTimeMin));
  ASSERT_OK_AND_ASSIGN(const auto sent, Confirmed(sending, "c1", {Result::Kind::kSent, "250 ok", {}}, clock_.Now()));
  EXPECT_EQ(sent->state, Message::STATE_SENT);
  EXPECT_EQ(sent->sent_micros, ToMicros(clock_.Now()));
  // Once more.
  ASSERT_OK_AND_ASSIGN(const auto again, Confirmed(*sent, "c1", {Result::Kind::kSent, "", {}}, clock_.Now()));
  EXPECT_FALSE(again.has_value());
  ASSERT_OK_AND_ASSIGN(const StoredMessage begun_again, Begun(sending, "c1", clock_.Now()));
  EXPECT_EQ(begun_again.state, Message::STATE_SENDING);
}

TEST_F(MessageDeliveryTest, WhoHasNoLeaseMayNotSend) {
  EXPECT_THAT(Begun(Held(), "other", clock_.Now()), HasReason("CLAIM_LOST"));
  EXPECT_THAT(Begun(Held(), "", clock_.Now()), HasReason("CLAIM_LOST"));
  EXPECT_THAT(Begun(Due(), "", clock_.Now()), HasReason("CLAIM_LOST"));
  EXPECT_THAT(Begun(Held(), "c1", clock_.Now() + absl::Minutes(5)), HasReason("CLAIM_LOST"));
  StoredMessage cancelled = Held();
  cancelled.state = Message::STATE_CANCELLED;
  EXPECT_THAT(Begun(cancelled, "c1", clock_.Now()), HasReason("MESSAGE_CANCELLED"));
  EXPECT_THAT(Confirmed(Held(), "c1", {}, clock_.Now()), HasReason("CLAIM_LOST"));  // Not begun.
  EXPECT_THAT(Confirmed(Sending(), "x", {}, clock_.Now()), HasReason("CLAIM_LOST"));
}

TEST_F(MessageDeliveryTest, WhatHadNotBegunIsDueAgainWhatHadIsUncertain) {
  EXPECT_FALSE(AfterLease(Held(), clock_.Now()).has_value());
  EXPECT_FALSE(AfterLease(Due(), clock_.Now()).has_value());
  EXPECT_EQ(AfterLease(Held(), clock_.Now() + absl::Minutes(5))->state, Message::STATE_DUE);
  const StoredMessage uncertain = *AfterLease(Sending(), clock_.Now() + kDeliveryTimeMin);
  EXPECT_EQ(uncertain.state, Message::STATE_UNCERTAIN);
  EXPECT_FALSE(AfterLease(uncertain, clock_.Now() + absl::Hours(99)).has_value());
  EXPECT_THAT(Confirmed(uncertain, "c1", {}, clock_.Now()), HasReason("CLAIM_LOST"));
  ASSERT_OK_AND_ASSIGN(const StoredMessage sent, Resolved(uncertain, true, clock_.Now()));
  EXPECT_EQ(sent.state, Message::STATE_SENT);
  ASSERT_OK_AND_ASSIGN(const StoredMessage due, Resolved(uncertain, false, clock_.Now()));
  EXPECT_EQ(due.state, Message::STATE_DUE);
  EXPECT_THAT(Resolved(sent, true, clock_.Now()), HasReason("MESSAGE_STATE"));
}

TEST_F(MessageDeliveryTest, TriesAgainLaterAndLaterAndThenNoMore) {
  StoredMessage message = Due();
  absl::Duration waited = absl::Minutes(5);
  for (int attempt = 1; attempt < kDeliveryAttemptsMax; ++attempt) {
    message = Claimed(message, Message::CHANNEL_EMAIL, "c", clock_.Now() + absl::Minutes(5));
    message = *Begun(message, "c", clock_.Now());
    message = **Confirmed(message, "c", {Result::Kind::kTemporaryFailure, "451 later", {}}, clock_.Now());
    ASSERT_EQ(message.state, Message::STATE_DUE) << attempt;
    ASSERT_EQ(message.due_micros, ToMicros(clock_.Now() + waited)) << attempt;
    waited *= 2;
  }
  message = *Begun(Claimed(message, Message::CHANNEL_EMAIL, "c", clock_.Now() + absl::Minutes(5)), "c", clock_.Now());
  message = **Confirmed(message, "c", {Result::Kind::kTemporaryFailure, "451 later", {}}, clock_.Now());
  EXPECT_EQ(message.state, Message::STATE_FAILED);
  EXPECT_EQ(message.error, "451 later");
}

TEST_F(MessageDeliveryTest, ATemporaryFailureMayBeSaidTwice) {
  const Result later = {Result::Kind::kTemporaryFailure, "451 later", {}};
  const StoredMessage due = **Confirmed(Sending(), "c1", later, clock_.Now());
  ASSERT_OK_AND_ASSIGN(const auto again, Confirmed(due, "c1", later, clock_.Now()));
  EXPECT_FALSE(again.has_value());
  EXPECT_THAT(Confirmed(due, "c2", later, clock_.Now()), HasReason("CLAIM_LOST"));
  EXPECT_THAT(Begun(due, "c1", clock_.Now()), HasReason("CLAIM_LOST"));
}

TEST_F(MessageDeliveryTest, ARefusedAddressIsRemembered) {
  ASSERT_OK_AND_ASSIGN(
      const auto failed,
      Confirmed(Sending(), "c1", {Result::Kind::kPermanentFailure, "550 no such user", {"b"}}, clock_.Now()));
  EXPECT_EQ(failed->state, Message::STATE_FAILED);
  EXPECT_FALSE(failed->recipients[0].bounced);
  EXPECT_TRUE(failed->recipients[1].bounced);
}

TEST_F(MessageDeliveryTest, ErrorsNameNoAddress) {
  const std::string clean = WithoutAddresses("550 <ann@example.org>: Recipient\r\nrejected (bob@x.example) sorry");
  EXPECT_THAT(clean, Not(HasSubstr("@")));
  EXPECT_THAT(clean, HasSubstr("Recipient rejected"));
  EXPECT_LE(WithoutAddresses(std::string(5000, 'x')).size(), kLineBytesMax);
}

TEST_F(MessageDeliveryTest, MailFirstThenChat) {
  v1::Contact contact;
  EXPECT_EQ(ChannelFor(Message::KIND_PROPOSAL, contact), Message::CHANNEL_UNSPECIFIED);
  contact.add_handles()->set_service("slack");
  EXPECT_EQ(ChannelFor(Message::KIND_PROPOSAL, contact), Message::CHANNEL_CHAT);
  contact.set_email("a@example.org");
  EXPECT_EQ(ChannelFor(Message::KIND_PROPOSAL, contact), Message::CHANNEL_EMAIL);
  contact.set_mail(v1::Contact::MAIL_NONE);
  EXPECT_EQ(ChannelFor(Message::KIND_PROPOSAL, contact), Message::CHANNEL_CHAT);
  contact.set_mail(v1::Contact::MAIL_ALL);
  contact.set_email_bounced(true);
  EXPECT_EQ(ChannelFor(Message::KIND_PROPOSAL, contact), Message::CHANNEL_CHAT);
}

}  // namespace
}  // namespace weft
