#include "client-examples/weekly-email/mailbox.h"

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft::weekly_email {
namespace {

TEST(MailboxTest, WithAndWithoutName) {
  ASSERT_OK_AND_ASSIGN(Mailbox mailbox, ParseMailbox(" Lind Valley, weekly <weekly@example.org> "));
  EXPECT_EQ(mailbox.name, "Lind Valley, weekly");
  EXPECT_EQ(mailbox.address, "weekly@example.org");
  ASSERT_OK_AND_ASSIGN(mailbox, ParseMailbox("\"Lind Valley\" <weekly@example.org>"));
  EXPECT_EQ(mailbox.name, "Lind Valley");
  ASSERT_OK_AND_ASSIGN(mailbox, ParseMailbox("weekly@example.org"));
  EXPECT_EQ(mailbox.name, "");
}

TEST(MailboxTest, WhatIsNoAddress) {
  for (const char* text : {"", "weekly", "@example.org", "weekly@", "a@b@c", "a b@example.org", "a@example.org,b@c.org",
                           "Name <a@example.org", "Name <>", "a@example.org\r\nRCPT TO:<b@c.org>", "<a>@b.org"}) {
    EXPECT_THAT(ParseMailbox(text), testing::Not(IsOk())) << text;
  }
  EXPECT_FALSE(IsMailAddress(std::string(320, 'a') + "@b.org"));
  EXPECT_TRUE(IsMailAddress("jörg@exämple.org"));
}

TEST(MailboxTest, HeaderTextEndsNoLineAndTurnsNoWriting) {
  EXPECT_EQ(HeaderText("Amara\r\nBcc: x@y.org\tz\x7f"), "Amara  Bcc: x@y.org z ");
  EXPECT_EQ(HeaderText("a\u2028b\u202ec"), "a b c");
  EXPECT_EQ(HeaderText("Thủy"), "Thủy");
}

}  // namespace
}  // namespace weft::weekly_email
