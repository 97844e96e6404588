#include "client-examples/weekly-email/mail.h"

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client-examples/weekly-email/letter_choice.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/golden_file.h"
#include "tests/client-examples/weekly-email/sample_messages.h"
#include "tests/testing/status_matchers.h"

namespace weft::weekly_email {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

const absl::Time kNow = absl::FromUnixSeconds(1795686796);  // 2026-11-26T09:53:16Z

Sender LindValley() { return {{"Lind Valley Food Network", "weekly@weft.example"}, "bounces@weft.example"}; }

absl::StatusOr<Mail> Written(const v1::Message& message) {
  absl::StatusOr<Letter> letter = LetterFor(message);
  if (!letter.ok()) return letter.status();
  return WriteMail(message, *letter, LindValley(), kNow);
}

std::string Headers(const Mail& mail) { return mail.bytes.substr(0, mail.bytes.find("\r\n\r\n") + 2); }

TEST(MailTest, AWholeMail) {
  ASSERT_OK_AND_ASSIGN(Mail mail, Written(StillWelcomeMessage()));
  ExpectGolden("still_welcome.eml", absl::StrReplaceAll(mail.bytes, {{"\r\n", "\n"}}));
}

TEST(MailTest, EqualArgumentsGiveEqualBytes) {
  ASSERT_OK_AND_ASSIGN(Mail first, Written(WeeklyMessage()));
  ASSERT_OK_AND_ASSIGN(Mail second, Written(WeeklyMessage()));
  EXPECT_EQ(first.bytes, second.bytes);
}

TEST(MailTest, Headers) {
  ASSERT_OK_AND_ASSIGN(Mail mail, Written(ReminderMessage()));
  EXPECT_EQ(mail.envelope_from, "bounces@weft.example");
  ASSERT_THAT(mail.recipients, SizeIs(1));
  EXPECT_EQ(mail.recipients[0].address, "amara@member.test");
  const std::string headers = Headers(mail);
  for (const char* header :
       {"From: Lind Valley Food Network <weekly@weft.example>\r\n", "To: \"Amara, seed saver\" <amara@member.test>\r\n",
        "Subject: Re: Would you like to meet Tuuli, seed grower?\r\n", "Date: Thu, 26 Nov 2026 09:53:16 +0000\r\n",
        "Message-Id: <m-reminder@weft.example>\r\n", "In-Reply-To: <m-proposal@weft.example>\r\n",
        "References: <m-proposal@weft.example>\r\n", "List-Id: <food.weft.example>\r\n",
        "List-Unsubscribe: <https://weft.example/i/t6-11>\r\n", "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        "Auto-Submitted: auto-generated\r\n", "Content-Language: en\r\n", "Weft-Members: fn-amara\r\n",
        "MIME-Version: 1.0\r\n", "Content-Type: multipart/alternative; boundary=\"=_weft-mreminder\"\r\n"}) {
    EXPECT_THAT(headers, HasSubstr(header));
  }
}

TEST(MailTest, ReferencesAreInOrderAndTheLastIsAnswered) {
  ASSERT_OK_AND_ASSIGN(Mail mail, Written(DidYouMeetMessage()));
  EXPECT_THAT(Headers(mail), HasSubstr("References: <m-proposal@weft.example>\r\n\t<m-mutual@weft.example>\r\n"));
  EXPECT_THAT(Headers(mail), HasSubstr("In-Reply-To: <m-mutual@weft.example>\r\n"));
}

TEST(MailTest, AJointMailGoesToAllAndShowsNobodysLink) {
  ASSERT_OK_AND_ASSIGN(Mail mail, Written(MutualMessage()));
  EXPECT_THAT(mail.recipients, SizeIs(2));
  const std::string headers = absl::StrReplaceAll(Headers(mail), {{"\r\n\t", " "}});
  EXPECT_THAT(headers, HasSubstr("\r\nTo: \"Amara, seed saver\" <amara@member.test>, \"Tuuli, seed grower\""));
  EXPECT_THAT(headers, HasSubstr("\r\nReply-To: \"Amara, seed saver\" <amara@member.test>, \"Tuuli, seed grower\""));
  EXPECT_THAT(headers, HasSubstr("\r\nWeft-Members: fn-amara, fn-tuuli\r\n"));
  EXPECT_THAT(mail.bytes, AllOf(Not(HasSubstr("List-Unsubscribe")), Not(HasSubstr("/i/"))));
}

TEST(MailTest, OneClickNeedsHttps) {
  v1::Message message = StillWelcomeMessage();
  for (v1::Link& link : *message.mutable_recipients(0)->mutable_links()) link.set_url("http://weft.example/i/a");
  ASSERT_OK_AND_ASSIGN(Mail mail, Written(message));
  EXPECT_THAT(Headers(mail), AllOf(HasSubstr("List-Unsubscribe: <http://weft.example/i/a>\r\n"),
                                   Not(HasSubstr("List-Unsubscribe-Post"))));
}

TEST(MailTest, ALongLinkIsNotBroken) {
  v1::Message message = StillWelcomeMessage();
  const std::string url = "https://weft.example/i/" + std::string(400, 'x');
  for (v1::Link& link : *message.mutable_recipients(0)->mutable_links()) link.set_url(url);
  ASSERT_OK_AND_ASSIGN(Mail mail, Written(message));
  EXPECT_THAT(Headers(mail), HasSubstr("List-Unsubscribe: <" + url + ">\r\n"));
}

TEST(MailTest, NamesAddNoHeaders) {
  v1::Message message = ProposalMessage();
  const std::string evil = "Eve\r\nBcc: all@member.test\r\n\r\nbody";
  message.mutable_recipients(0)->set_display_name(evil);
  message.mutable_recipients(0)->set_member("networks/food/members/" + evil);
  message.mutable_proposals(0)->mutable_sides(1)->set_display_name(evil);
  message.set_network_display_name(evil);
  message.set_email_list_id(evil);
  message.add_email_references("<a@b>\r\nBcc: all@member.test");
  for (v1::Link& link : *message.mutable_recipients(0)->mutable_links()) {
    link.set_url("https://weft.example/\r\nBcc: all@member.test");
  }
  ASSERT_OK_AND_ASSIGN(Mail mail, Written(message));
  EXPECT_THAT(Headers(mail), AllOf(Not(HasSubstr("\nBcc")), HasSubstr("MIME-Version"), Not(HasSubstr("List-Id")),
                                   Not(HasSubstr("References")), Not(HasSubstr("List-Unsubscribe"))));
}

TEST(MailTest, LinesFitTheWire) {
  for (v1::Message message : {WeeklyMessage(), MutualMessage(), InvitationMessage()}) {
    message.set_network_display_name(std::string(200, 'n'));
    message.mutable_recipients(0)->set_display_name(std::string(190, 'd') + "ünïcödé");
    ASSERT_OK_AND_ASSIGN(Mail mail, Written(message));
    for (absl::string_view line : absl::StrSplit(mail.bytes, '\n')) {
      EXPECT_LE(line.size(), 999u) << line;
      for (char c : line) EXPECT_GT(c, 0) << "not ASCII: " << line;
    }
    EXPECT_EQ(absl::StrReplaceAll(mail.bytes, {{"\r\n", ""}}).find_first_of("\r\n"), std::string::npos);
  }
}

TEST(MailTest, AnAddressThatIsNoneIsNotQuoted) {
  v1::Message message = ProposalMessage();
  message.mutable_recipients(0)->set_email("secret@member.test>\r\nRCPT TO:<x@y.org");
  EXPECT_THAT(Written(message),
              StatusIs(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr("fn-amara"), Not(HasSubstr("secret")))));
  message = ProposalMessage();
  message.set_email_message_id("no brackets");
  EXPECT_THAT(Written(message), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("Message-ID")));
}

}  // namespace
}  // namespace weft::weekly_email
