#include "client-examples/weekly-email/smtp_reply.h"

#include "gtest/gtest.h"

namespace weft::weekly_email {
namespace {

TEST(SmtpReplyTest, Parse) {
  SmtpReply reply = ParseSmtpReply("550 5.1.1 no such user\r\n");
  EXPECT_EQ(reply.code, 550);
  EXPECT_EQ(reply.enhanced, "5.1.1");
  EXPECT_EQ(reply.text, "550 5.1.1 no such user");
  reply = ParseSmtpReply("451-4.7.1 come\r\n451 4.7.1 back\r\n");
  EXPECT_EQ(reply.code, 451);
  EXPECT_EQ(reply.text, "451-4.7.1 come 4.7.1 back");
  EXPECT_EQ(ParseSmtpReply("250\r\n").code, 250);
  EXPECT_EQ(ParseSmtpReply("550 10.0.0.1 refused\r\n").enhanced, "");
  EXPECT_EQ(ParseSmtpReply("").code, 0);
  EXPECT_EQ(ParseSmtpReply("garbage\r\n").code, 0);
}

struct RefusalCase {
  const char* name;
  const char* reply;
  Refusal refusal;
};

class RefusalTest : public testing::TestWithParam<RefusalCase> {};

TEST_P(RefusalTest, Means) { EXPECT_EQ(RefusalOf(ParseSmtpReply(GetParam().reply)), GetParam().refusal); }

INSTANTIATE_TEST_SUITE_P(
    All, RefusalTest,
    testing::Values(RefusalCase{"NoReply", "", Refusal::kNone}, RefusalCase{"Taken", "250 2.1.5 ok", Refusal::kNone},
                    RefusalCase{"GoAhead", "354 go", Refusal::kNone},
                    RefusalCase{"Greylisted", "451 4.7.1 later", Refusal::kLater},
                    RefusalCase{"Closing", "421 bye", Refusal::kLater},
                    RefusalCase{"NoSuchUser", "550 5.1.1 no such user", Refusal::kAddress},
                    RefusalCase{"NullMx", "556 5.1.10 no mail here", Refusal::kAddress},
                    RefusalCase{"Disabled", "550 5.2.1 disabled", Refusal::kAddress},
                    RefusalCase{"NoSuchUserPlain", "550 unknown", Refusal::kAddress},
                    RefusalCase{"Moved", "551 moved", Refusal::kAddress},
                    RefusalCase{"Full", "552 5.2.2 full", Refusal::kLater},
                    RefusalCase{"FullPlain", "552 full", Refusal::kLater},
                    RefusalCase{"Blocklisted", "550 5.7.1 your network is listed", Refusal::kLater},
                    RefusalCase{"NoRoute", "550 5.4.4 no route", Refusal::kLater},
                    RefusalCase{"BadSender", "550 5.1.8 bad sender", Refusal::kForGood},
                    RefusalCase{"TooLarge", "552 5.3.4 too large", Refusal::kForGood},
                    RefusalCase{"Contents", "554 5.6.0 no", Refusal::kForGood},
                    RefusalCase{"Transaction", "554 no", Refusal::kForGood}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft::weekly_email
