#include "client-examples/weekly-email/mailer.h"

#include <sstream>
#include <thread>  // NOLINT(build/c++11)

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/fake_message_service.h"
#include "tests/client-examples/weekly-email/fake_timing.h"
#include "tests/client-examples/weekly-email/sample_messages.h"
#include "tests/client-examples/weekly-email/smtp_server.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft::weekly_email {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;
using M = v1::Message;

class MailerTest : public testing::Test {
 protected:
  // A mailer as a process would make it; what it does not finish is in the journal.
  absl::Status SendDue() {
    absl::StatusOr<std::unique_ptr<Journal>> journal = Journal::Open(dir_.File("journal"));
    if (!journal.ok()) return journal.status();
    absl::StatusOr<std::unique_ptr<SmtpConnection>> smtp = SmtpConnection::Open(smtp_options_);
    if (!smtp.ok()) return smtp.status();
    MessageServer server({weft_.address(), "networks/food", absl::Seconds(20), 1}, time_.timing());
    Mailer mailer(options_, &server, smtp->get(), journal->get(), time_.timing(), &log_);
    tally_ = Tally();
    return mailer.SendDue(&tally_);
  }

  void StartSmtp(const std::vector<std::string>& arguments = {}) {
    smtp_.Start(arguments);
    smtp_options_ = smtp_.options();
  }

  void AddMany(int count) {
    for (int i = 0; i < count; ++i) weft_.service().Add(NumberedMessage(i));
  }

  FakeMessageServer weft_;
  SmtpServer smtp_;
  FakeTiming time_;
  TempDir dir_;
  Mailer::Options options_ = {{{"Lind Valley", "weekly@weft.example"}, ""}, {}, absl::Seconds(2)};
  SmtpOptions smtp_options_;
  std::ostringstream log_;
  Tally tally_;
};

TEST_F(MailerTest, EachMemberGetsEachMessageOnce) {
  StartSmtp();
  AddMany(25);
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 25);
  EXPECT_THAT(smtp_.CountByAddress(), SizeIs(25));
  EXPECT_THAT(smtp_.CountByAddress(), Each(Pair(testing::_, 1)));
  EXPECT_THAT(weft_.service().InState(M::STATE_SENT), SizeIs(25));
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 0);
  EXPECT_THAT(smtp_.Deliveries(), SizeIs(25));
}

TEST_F(MailerTest, MailsGoAtTheRateAsked) {
  StartSmtp();
  AddMany(3);
  EXPECT_OK(SendDue());
  EXPECT_THAT(time_.pauses(), ElementsAre(absl::ZeroDuration(), absl::Seconds(2), absl::Seconds(2)));
}

TEST_F(MailerTest, TheLogNamesNobody) {
  StartSmtp({"--refuse", "m1=550 5.1.1 no such user <m1@member.test>"});
  AddMany(2);
  weft_.service().Add(MutualMessage());
  EXPECT_OK(SendDue());
  EXPECT_THAT(log_.str(), HasSubstr("networks/food/messages/m0: sent\n"));
  EXPECT_THAT(log_.str(), HasSubstr("networks/food/messages/m1: refused for good\n"));
  EXPECT_THAT(log_.str(), Not(HasSubstr("member.test")));
  EXPECT_THAT(log_.str(), Not(HasSubstr("Amara")));
}

TEST_F(MailerTest, HalfOfTheRecipientsRefused) {
  std::vector<std::string> arguments;
  for (int i = 0; i < 12; i += 2) {
    const char* reply = i % 4 == 0 ? "550 5.1.1 no such user" : "451 4.2.0 not now";
    arguments.insert(arguments.end(), {"--refuse", absl::StrCat("m", i, "=", reply)});
  }
  StartSmtp(arguments);
  AddMany(12);
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 6);
  EXPECT_EQ(tally_.refused, 3);
  EXPECT_EQ(tally_.later, 3);
  EXPECT_THAT(weft_.service().InState(M::STATE_FAILED), SizeIs(3));
  for (const v1::ConfirmDeliveryRequest& confirmation : weft_.service().confirmations()) {
    if (confirmation.result() == v1::ConfirmDeliveryRequest::RESULT_PERMANENT_FAILURE) {
      EXPECT_THAT(confirmation.refused_members(), SizeIs(1));
      EXPECT_THAT(confirmation.detail(), HasSubstr("5.1.1"));
    } else {
      EXPECT_THAT(confirmation.refused_members(), IsEmpty());
    }
  }
  // Some time later those who were put off get theirs, nobody a second one.
  StartSmtp();
  weft_.service().PassTime();
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 3);
  EXPECT_THAT(smtp_.CountByAddress(), SizeIs(9));
  EXPECT_THAT(smtp_.CountByAddress(), Each(Pair(testing::_, 1)));
}

TEST_F(MailerTest, OneOfTwoInAJointMailRefused) {
  StartSmtp({"--refuse", "tuuli=550 5.1.1 no such user"});
  weft_.service().Add(MutualMessage());
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 1);
  const v1::ConfirmDeliveryRequest confirmation = weft_.service().confirmations()[0];
  EXPECT_EQ(confirmation.result(), v1::ConfirmDeliveryRequest::RESULT_PARTLY_SENT);
  EXPECT_THAT(confirmation.refused_members(), ElementsAre("networks/food/members/fn-tuuli"));
  EXPECT_THAT(smtp_.CountByAddress(), ElementsAre(Pair("amara@member.test", 1)));
}

TEST_F(MailerTest, AJointMailGoesToTheOthersInTheEnd) {
  StartSmtp({"--refuse", "tuuli=452 4.2.2 full"});
  weft_.service().Add(MutualMessage());
  for (int attempt = 1; attempt <= 6; ++attempt) {
    EXPECT_OK(SendDue());
    EXPECT_EQ(tally_.later, 1);
    weft_.service().PassTime();
  }
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 1);
  EXPECT_THAT(weft_.service().confirmations().back().refused_members(), IsEmpty());
  EXPECT_THAT(smtp_.CountByAddress(), ElementsAre(Pair("amara@member.test", 1)));
}

TEST_F(MailerTest, WithoutAMailServerNothingIsClaimed) {
  StartSmtp();
  smtp_.Stop();
  AddMany(3);
  EXPECT_THAT(SendDue(), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("no mail can be handed over")));
  EXPECT_THAT(weft_.service().claims(), IsEmpty());
  EXPECT_THAT(weft_.service().InState(M::STATE_DUE), SizeIs(3));
  EXPECT_EQ(weft_.service().Get("networks/food/messages/m0").attempt_count(), 0);
}

TEST_F(MailerTest, AMailServerThatGoesDownInTheMiddle) {
  StartSmtp({"--hold", "NOOP:3"});
  AddMany(5);
  // Held before the second mail, the server goes away; what was claimed has not counted as tried.
  std::thread death([this] {
    EXPECT_TRUE(smtp_.WaitUntilHeld());
    smtp_.Stop();
  });
  EXPECT_THAT(SendDue(), StatusIs(absl::StatusCode::kUnavailable, testing::_));
  death.join();
  EXPECT_EQ(tally_.sent, 1);
  EXPECT_THAT(weft_.service().InState(M::STATE_CLAIMED), SizeIs(4));
  // The next mailer asks for the same claim, so that nobody waits for the lease to end.
  StartSmtp();
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 4);
  EXPECT_THAT(smtp_.CountByAddress(), SizeIs(5));
  EXPECT_THAT(smtp_.CountByAddress(), Each(Pair(testing::_, 1)));
  const std::vector<v1::ClaimMessagesRequest> claims = weft_.service().claims();
  EXPECT_EQ(claims[0].request_id(), claims[1].request_id());
  EXPECT_NE(claims[1].request_id(), claims[2].request_id());
}

TEST_F(MailerTest, AServerThatCutsOneMailOffDoesNotBlockTheOthers) {
  StartSmtp({"--cut-once", "2"});
  AddMany(4);
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 3);
  EXPECT_EQ(tally_.later, 1);
  weft_.service().PassTime();
  EXPECT_OK(SendDue());
  EXPECT_THAT(smtp_.CountByAddress(), SizeIs(4));
  EXPECT_THAT(smtp_.CountByAddress(), Each(Pair(testing::_, 1)));
}

TEST_F(MailerTest, AServerThatCutsAllOffIsLeftAlone) {
  StartSmtp({"--cut", "1"});
  AddMany(9);
  EXPECT_THAT(SendDue(), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("several in a row")));
  EXPECT_EQ(tally_.later, 3);
  EXPECT_EQ(weft_.service().Get("networks/food/messages/m8").attempt_count(), 1);
}

TEST_F(MailerTest, ARefusedSenderEndsTheRun) {
  StartSmtp({"--refuse-sender", "550 5.7.1 not you"});
  AddMany(5);
  EXPECT_THAT(SendDue(), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("550 5.7.1 not you")));
  EXPECT_THAT(weft_.service().confirmations(), SizeIs(1));
}

TEST_F(MailerTest, NoAnswerToACompleteMailIsUncertainAndNeverSentAgain) {
  StartSmtp({"--hold", "STORED:1"});
  smtp_options_.answer_timeout = absl::Milliseconds(100);
  AddMany(1);
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.uncertain, 1);
  EXPECT_THAT(log_.str(), HasSubstr("Message-ID <m0@weft.example>"));
  ASSERT_TRUE(smtp_.WaitUntilHeld());
  weft_.service().EndLeases();
  EXPECT_THAT(weft_.service().InState(M::STATE_UNCERTAIN), ElementsAre("networks/food/messages/m0"));
  StartSmtp();
  weft_.service().Add(NumberedMessage(2));
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 1);
  EXPECT_THAT(log_.str(), HasSubstr("1 mails may or may not have been sent"));
  EXPECT_THAT(smtp_.CountByAddress(), Each(Pair(testing::_, 1)));
}

TEST_F(MailerTest, WhatIsNoLongerTrueIsNotSent) {
  StartSmtp();
  AddMany(3);
  // Cancelled after it was claimed: the pause before the second mail.
  time_.OnPause([this](absl::Duration pause) {
    if (pause > absl::ZeroDuration()) weft_.service().Cancel("networks/food/messages/m1");
  });
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 2);
  EXPECT_EQ(tally_.dropped, 1);
  EXPECT_THAT(smtp_.CountByAddress(), Not(Contains(Pair("m1@member.test", testing::_))));
}

TEST_F(MailerTest, AMessageThatLacksSomethingDoesNotBlockTheOthers) {
  StartSmtp();
  AddMany(3);
  v1::Message bad = NumberedMessage(1);
  bad.clear_proposals();
  weft_.service().Add(bad);
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 2);
  EXPECT_EQ(tally_.unwritable, 1);
  EXPECT_THAT(weft_.service().InState(M::STATE_CLAIMED), ElementsAre("networks/food/messages/m1"));
}

TEST_F(MailerTest, ALeaseThatIsTooShortIsNotUsed) {
  StartSmtp();
  AddMany(3);
  options_.longest = absl::Hours(1);  // With a margin, longer than the longest lease.
  EXPECT_OK(SendDue());
  EXPECT_EQ(tally_.sent, 0);
  EXPECT_THAT(smtp_.Deliveries(), IsEmpty());
  EXPECT_THAT(weft_.service().InState(M::STATE_CLAIMED), SizeIs(3));
}

TEST_F(MailerTest, WeftDownAfterTheMailIsCaughtUp) {
  StartSmtp();
  AddMany(2);
  weft_.service().Fail("ConfirmDelivery", grpc::Status(grpc::StatusCode::UNAVAILABLE, "down"));
  EXPECT_THAT(SendDue(), StatusIs(absl::StatusCode::kUnavailable, "down"));
  EXPECT_THAT(smtp_.Deliveries(), SizeIs(1));
  weft_.service().EndLeases();
  EXPECT_THAT(weft_.service().InState(M::STATE_UNCERTAIN), SizeIs(1));
  EXPECT_OK(SendDue());
  EXPECT_THAT(weft_.service().InState(M::STATE_SENT), SizeIs(2));
  EXPECT_THAT(smtp_.CountByAddress(), Each(Pair(testing::_, 1)));
}

TEST_F(MailerTest, OnlyTheKindsAskedFor) {
  StartSmtp();
  options_.kinds = {M::KIND_WEEKLY};
  EXPECT_OK(SendDue());
  EXPECT_THAT(weft_.service().claims()[0].kinds(), ElementsAre(M::KIND_WEEKLY));
}

TEST_F(MailerTest, RunsUntilStopped) {
  StartSmtp();
  smtp_.Stop();
  AddMany(1);
  // First there is no mail server, then there is one, then something new falls due, then it is told to stop.
  int idle = 0;
  time_.OnPause([&](absl::Duration pause) {
    if (pause <= absl::Seconds(2)) return;
    ++idle;
    if (idle == 3) weft_.service().Add(NumberedMessage(7));
    if (idle == 4) time_.Stop();
  });
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Journal> journal, Journal::Open(dir_.File("journal")));
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<SmtpConnection> smtp, SmtpConnection::Open(smtp_options_));
  MessageServer server({weft_.address(), "networks/food", absl::Seconds(20), 1}, time_.timing());
  Mailer down(options_, &server, smtp.get(), journal.get(), time_.timing(), &log_);
  EXPECT_THAT(down.SendDue(&tally_), Not(IsOk()));
  StartSmtp();
  ASSERT_OK_AND_ASSIGN(smtp, SmtpConnection::Open(smtp_options_));
  Mailer mailer(options_, &server, smtp.get(), journal.get(), time_.timing(), &log_);
  mailer.RunUntilStopped(&tally_);
  EXPECT_EQ(tally_.sent, 2);
  EXPECT_EQ(idle, 4);
}

TEST_F(MailerTest, ErrorsMakeThePausesGrow) {
  StartSmtp();
  smtp_.Stop();
  int pauses = 0;
  time_.OnPause([&](absl::Duration) {
    if (++pauses == 8) time_.Stop();
  });
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Journal> journal, Journal::Open(dir_.File("journal")));
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<SmtpConnection> smtp, SmtpConnection::Open(smtp_options_));
  MessageServer server({weft_.address(), "networks/food", absl::Seconds(20), 1}, time_.timing());
  Mailer mailer(options_, &server, smtp.get(), journal.get(), time_.timing(), &log_);
  mailer.RunUntilStopped(&tally_);
  EXPECT_THAT(time_.pauses(),
              ElementsAre(absl::Seconds(5), absl::Seconds(10), absl::Seconds(20), absl::Seconds(40), absl::Seconds(80),
                          absl::Seconds(160), absl::Seconds(300), absl::Seconds(300)));
}

}  // namespace
}  // namespace weft::weekly_email
