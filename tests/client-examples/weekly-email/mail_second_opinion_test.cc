// Python's mail library reads back what we write.

#include <fstream>

#include "client-examples/weekly-email/letter_choice.h"
#include "client-examples/weekly-email/letter_html.h"
#include "client-examples/weekly-email/letter_text.h"
#include "client-examples/weekly-email/mail.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/client-examples/weekly-email/sample_messages.h"
#include "tests/e2e/process.h"
#include "tests/testing/paths.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft::weekly_email {
namespace {

using nlohmann::json;

class MailSecondOpinionTest : public testing::Test {
 protected:
  json Read(const Mail& mail) {
    const std::string path = dir_.File("mail.eml");
    std::ofstream(path, std::ios::binary) << mail.bytes;
    e2e::Finished finished =
        e2e::RunToEnd({"/usr/bin/python3", SourcePath("tests/client-examples/weekly-email/read_mail.py"), path});
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    return json::parse(finished.out, nullptr, /*allow_exceptions=*/false);
  }

  TempDir dir_;
};

TEST_F(MailSecondOpinionTest, EveryKindReadsBackWhole) {
  for (const v1::Message& message :
       {InvitationMessage(), ProposalMessage(), ReminderMessage(), IntroducerRequestMessage(), MutualMessage(),
        MutualMessageToOne(), DidYouMeetMessage(), WeeklyMessage(), StillWelcomeMessage()}) {
    SCOPED_TRACE(message.name());
    ASSERT_OK_AND_ASSIGN(Letter letter, LetterFor(message));
    ASSERT_OK_AND_ASSIGN(Mail mail,
                         WriteMail(message, letter, {{"Lind Valley", "weekly@weft.example"}, ""}, absl::Now()));
    const json read = Read(mail);
    EXPECT_EQ(read["defects"], json::array());
    EXPECT_EQ(read["type"], "multipart/alternative");
    EXPECT_EQ(read["subject"], letter.subject);
    ASSERT_EQ(read["parts"].size(), 2u);
    EXPECT_EQ(read["parts"][0]["type"], "text/plain");
    EXPECT_EQ(read["parts"][0]["text"], LetterText(letter));
    EXPECT_EQ(read["parts"][1]["type"], "text/html");
    EXPECT_EQ(read["parts"][1]["text"], LetterHtml(letter));
    EXPECT_EQ(read["to"].size(), static_cast<size_t>(message.recipients_size()));
  }
}

TEST_F(MailSecondOpinionTest, NamesOfTheWorld) {
  v1::Message message = ProposalMessage();
  const std::vector<std::string> names = {
      "Thủy, forgotten vegetables",
      "Sigrún “the boat” Jónsdóttir",
      "أمينة",
      "山田太郎",
      "a very long name that goes on and on äöü äöü äöü äöü äöü äöü äöü äöü äöü äöü",
      "quote \" backslash \\ <angle> (paren)"};
  for (const std::string& name : names) {
    SCOPED_TRACE(name);
    message.mutable_recipients(0)->set_display_name(name);
    message.mutable_proposals(0)->mutable_sides(1)->set_display_name(name);
    ASSERT_OK_AND_ASSIGN(Letter letter, LetterFor(message));
    ASSERT_OK_AND_ASSIGN(Mail mail, WriteMail(message, letter, {{name, "weekly@weft.example"}, ""}, absl::Now()));
    const json read = Read(mail);
    EXPECT_EQ(read["defects"], json::array());
    EXPECT_EQ(read["subject"], letter.subject);
    EXPECT_EQ(read["to"], json::array({json::array({name, "amara@member.test"})}));
    EXPECT_EQ(read["from"][0][0], name);
  }
}

}  // namespace
}  // namespace weft::weekly_email
