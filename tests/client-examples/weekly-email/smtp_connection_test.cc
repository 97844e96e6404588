#include "client-examples/weekly-email/smtp_connection.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/smtp_server.h"
#include "tests/testing/status_matchers.h"

namespace weft::weekly_email {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = SmtpResult::Kind;

Mail MailTo(const std::vector<std::string>& addresses) {
  Mail mail;
  mail.envelope_from = "bounces@weft.example";
  for (const std::string& address : addresses)
    mail.recipients.push_back({absl::StrCat("networks/n/members/", address), address});
  mail.bytes = "Subject: x\r\n\r\n.a line that begins with a dot\r\n.\r\nand one that is a dot\r\n";
  return mail;
}

class SmtpConnectionTest : public testing::Test {
 protected:
  std::unique_ptr<SmtpConnection> Open(const SmtpOptions& options) {
    absl::StatusOr<std::unique_ptr<SmtpConnection>> connection = SmtpConnection::Open(options);
    EXPECT_OK(connection);
    return connection.ok() ? *std::move(connection) : nullptr;
  }

  SmtpResult Send(SmtpConnection* connection, const std::vector<std::string>& to, bool without_late_ones = false) {
    return connection->Send(MailTo(to), without_late_ones, [this] {
      ++ends_;
      return absl::OkStatus();
    });
  }

  SmtpServer server_;
  int ends_ = 0;
};

TEST_F(SmtpConnectionTest, HandsOverByteForByte) {
  server_.Start();
  auto connection = Open(server_.options());
  ASSERT_OK(connection->Check());
  EXPECT_EQ(Send(connection.get(), {"a@member.test", "b@member.test"}).kind, Kind::kSent);
  EXPECT_EQ(Send(connection.get(), {"c@member.test"}).kind, Kind::kSent);
  EXPECT_OK(connection->Check());
  EXPECT_EQ(ends_, 2);
  ASSERT_THAT(server_.Deliveries(), SizeIs(2));
  EXPECT_THAT(server_.Deliveries()[0].to, ElementsAre("a@member.test", "b@member.test"));
  EXPECT_EQ(server_.Deliveries()[0].bytes, MailTo({}).bytes);
  EXPECT_FALSE(server_.Deliveries()[0].tls);
}

TEST_F(SmtpConnectionTest, SomeRecipientsRefused) {
  server_.Start({"--refuse", "b=550 5.1.1 no such user"});
  auto connection = Open(server_.options());
  const SmtpResult result = Send(connection.get(), {"a@member.test", "b@member.test", "c@member.test"});
  EXPECT_EQ(result.kind, Kind::kPartlySent);
  EXPECT_THAT(result.refused, ElementsAre(1));
  EXPECT_THAT(server_.Deliveries()[0].to, ElementsAre("a@member.test", "c@member.test"));
}

TEST_F(SmtpConnectionTest, AllRecipientsRefused) {
  server_.Start({"--refuse", "a=550 5.1.1 no such user", "--refuse", "b=550 5.7.1 you are listed"});
  auto connection = Open(server_.options());
  EXPECT_EQ(Send(connection.get(), {"a@member.test"}).kind, Kind::kRefused);
  EXPECT_EQ(Send(connection.get(), {"b@member.test"}).kind, Kind::kLater);
  // The connection is good for the next.
  EXPECT_EQ(Send(connection.get(), {"c@member.test"}).kind, Kind::kSent);
  EXPECT_EQ(ends_, 1);
}

TEST_F(SmtpConnectionTest, AJointMailWaitsForALateRecipientUnlessToldNotTo) {
  server_.Start({"--refuse", "b=451 4.7.1 come back"});
  auto connection = Open(server_.options());
  EXPECT_EQ(Send(connection.get(), {"a@member.test", "b@member.test"}).kind, Kind::kLater);
  EXPECT_EQ(ends_, 0);
  EXPECT_THAT(server_.Deliveries(), IsEmpty());
  const SmtpResult result = Send(connection.get(), {"a@member.test", "b@member.test"}, /*without_late_ones=*/true);
  EXPECT_EQ(result.kind, Kind::kPartlySent);
  EXPECT_THAT(result.refused, IsEmpty());
  EXPECT_THAT(server_.Deliveries()[0].to, ElementsAre("a@member.test"));
}

TEST_F(SmtpConnectionTest, AMailWhoseEndCannotBeNotedIsNotSent) {
  server_.Start();
  auto connection = Open(server_.options());
  const SmtpResult result =
      connection->Send(MailTo({"a@member.test"}), false, [] { return absl::DataLossError("the disk is full"); });
  EXPECT_EQ(result.kind, Kind::kBroken);
  EXPECT_EQ(result.detail, "the disk is full");
  EXPECT_THAT(server_.Deliveries(), IsEmpty());
}

TEST_F(SmtpConnectionTest, RefusedSenderAndContents) {
  server_.Start({"--refuse-sender", "550 5.7.1 not you"});
  EXPECT_EQ(Send(Open(server_.options()).get(), {"a@member.test"}).kind, Kind::kSenderRefused);
  server_.Start({"--refuse-mail", "554 5.6.0 such words"});
  EXPECT_EQ(Send(Open(server_.options()).get(), {"a@member.test"}).kind, Kind::kRefused);
  server_.Start({"--refuse-mail", "452 4.3.1 no room"});
  EXPECT_EQ(Send(Open(server_.options()).get(), {"a@member.test"}).kind, Kind::kLater);
}

TEST_F(SmtpConnectionTest, CutOff) {
  server_.Start({"--cut", "1"});
  auto connection = Open(server_.options());
  ASSERT_OK(connection->Check());
  EXPECT_EQ(Send(connection.get(), {"a@member.test"}).kind, Kind::kBroken);
}

TEST_F(SmtpConnectionTest, ASlowServerIsGivenUpBeforeTheEnd) {
  for (const char* command : {"EHLO:1", "MAIL:1", "RCPT:1", "DATA:1"}) {
    server_.Start({"--hold", command});
    SmtpOptions options = server_.options();
    options.timeout = absl::Milliseconds(300);
    EXPECT_EQ(Send(Open(options).get(), {"a@member.test"}).kind, Kind::kBroken) << command;
  }
  EXPECT_EQ(ends_, 0);
}

TEST_F(SmtpConnectionTest, ASlowAnswerToACompleteMailIsGivenUpOnItsOwnTerms) {
  // Given up in the end, it is not known; the mail may have been taken, as this one was.
  server_.Start({"--hold", "STORED:1"});
  SmtpOptions options = server_.options();
  options.answer_timeout = absl::Milliseconds(100);
  const SmtpResult result = Send(Open(options).get(), {"a@member.test"});
  EXPECT_EQ(result.kind, Kind::kUnknown);
  EXPECT_EQ(ends_, 1);
  ASSERT_TRUE(server_.WaitUntilHeld());
  EXPECT_THAT(server_.Deliveries(), SizeIs(1));
}

TEST_F(SmtpConnectionTest, NobodyThereOrSilent) {
  server_.Start();
  SmtpOptions options = server_.options();
  server_.Stop();
  EXPECT_THAT(Open(options)->Check(), StatusIs(absl::StatusCode::kUnavailable, HasSubstr(options.url)));
  EXPECT_EQ(Send(Open(options).get(), {"a@member.test"}).kind, Kind::kBroken);
  server_.Start({"--mute"});
  options = server_.options();
  options.timeout = absl::Milliseconds(300);
  EXPECT_THAT(Open(options)->Check(), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("took too long")));
}

TEST_F(SmtpConnectionTest, ComesBackWhenTheServerDoes) {
  server_.Start();
  auto connection = Open(server_.options());
  ASSERT_OK(connection->Check());
  server_.Stop();
  EXPECT_THAT(connection->Check(), testing::Not(IsOk()));
}

TEST_F(SmtpConnectionTest, StarttlsWithLogin) {
  std::vector<std::string> arguments = server_.TlsArguments("starttls");
  arguments.insert(arguments.end(), {"--user", "weft", "--password", "s3cret"});
  server_.Start(arguments);
  SmtpOptions options = server_.options();
  options.starttls = SmtpOptions::Starttls::kRequired;
  options.ca_file = server_.certificate();
  options.user = "weft";
  options.password = "s3cret";
  EXPECT_EQ(Send(Open(options).get(), {"a@member.test"}).kind, Kind::kSent);
  ASSERT_THAT(server_.Deliveries(), SizeIs(1));
  EXPECT_TRUE(server_.Deliveries()[0].tls);
  EXPECT_EQ(server_.Deliveries()[0].user, "weft");
  options.password = "wrong";
  EXPECT_THAT(Open(options)->Check(), StatusIs(absl::StatusCode::kUnavailable, testing::Not(HasSubstr("wrong"))));
}

TEST_F(SmtpConnectionTest, TlsFromTheFirstByte) {
  server_.Start(server_.TlsArguments("implicit"));
  SmtpOptions options;
  options.url = server_.url("smtps");
  options.ca_file = server_.certificate();
  EXPECT_EQ(Send(Open(options).get(), {"a@member.test"}).kind, Kind::kSent);
  EXPECT_TRUE(server_.Deliveries()[0].tls);
  options.ca_file.clear();
  EXPECT_THAT(Open(options)->Check(), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("certificate")));
}

TEST_F(SmtpConnectionTest, RequiredTlsIsRequired) {
  server_.Start();
  SmtpOptions options = server_.options();
  options.starttls = SmtpOptions::Starttls::kRequired;
  EXPECT_THAT(Open(options)->Check(), StatusIs(absl::StatusCode::kUnavailable, testing::_));
  EXPECT_EQ(Send(Open(options).get(), {"a@member.test"}).kind, Kind::kBroken);
  EXPECT_THAT(server_.Deliveries(), IsEmpty());
}

TEST_F(SmtpConnectionTest, OpportunisticTlsIsUsedWhereOffered) {
  server_.Start(server_.TlsArguments("starttls"));
  EXPECT_EQ(Send(Open(server_.options()).get(), {"a@member.test"}).kind, Kind::kSent);
  EXPECT_TRUE(server_.Deliveries()[0].tls);
}

TEST_F(SmtpConnectionTest, RequiredTlsChecksTheCertificate) {
  server_.Start(server_.TlsArguments("starttls"));
  SmtpOptions options = server_.options();
  options.starttls = SmtpOptions::Starttls::kRequired;
  EXPECT_THAT(Open(options)->Check(), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("certificate")));
}

TEST(SmtpUrlTest, WhatIsNone) {
  for (const char* url : {"", "mail.example", "http://mail.example", "smtp://", "smtp://u:p@m", "smtp://m/path"}) {
    SmtpOptions options;
    options.url = url;
    EXPECT_THAT(SmtpConnection::Open(options), StatusIs(absl::StatusCode::kInvalidArgument, testing::_)) << url;
  }
}

}  // namespace
}  // namespace weft::weekly_email
