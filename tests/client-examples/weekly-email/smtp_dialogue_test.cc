#include "client-examples/weekly-email/smtp_dialogue.h"

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::weekly_email {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using Kind = SmtpResult::Kind;

// "> COMMAND" goes out, "." is the end of the mail, anything else comes in.
SmtpDialogue Dialogue(absl::string_view script) {
  SmtpDialogue dialogue;
  for (absl::string_view line : absl::StrSplit(script, '|')) {
    if (line == ".") {
      dialogue.EndOfMail();
    } else if (absl::ConsumePrefix(&line, "> ")) {
      dialogue.Out(std::string(line) + "\r\n");
    } else {
      dialogue.In(std::string(line) + "\r\n");
    }
  }
  return dialogue;
}

struct DialogueCase {
  const char* name;
  const char* script;
  Kind kind;
  std::vector<size_t> refused;
  const char* detail;
};

class SmtpDialogueTest : public testing::TestWithParam<DialogueCase> {};

TEST_P(SmtpDialogueTest, EndsWith) {
  const SmtpResult result = Dialogue(GetParam().script).Result("cut off");
  EXPECT_EQ(result.kind, GetParam().kind);
  EXPECT_THAT(result.refused, ElementsAreArray(GetParam().refused));
  EXPECT_EQ(result.detail, GetParam().detail);
}

INSTANTIATE_TEST_SUITE_P(
    All, SmtpDialogueTest,
    testing::Values(
        DialogueCase{"Sent",
                     "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|250 ok|> DATA|354 go|.|250 2.0.0 queued",
                     Kind::kSent,
                     {},
                     "250 2.0.0 queued"},
        DialogueCase{"LoginFirst",
                     "220 hello|> EHLO x|250-a|250 b|> AUTH PLAIN secret|235 ok|> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|"
                     "250 ok|> DATA|354 go|.|250 queued",
                     Kind::kSent,
                     {},
                     "250 queued"},
        DialogueCase{"PartlySent",
                     "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|250 ok|> RCPT TO:<c>|550 5.1.1 no|> DATA|354 go|.|250 ok",
                     Kind::kPartlySent,
                     {1},
                     "550 5.1.1 no"},
        DialogueCase{"PartlySentWithoutAFullMailbox",
                     "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|250 ok|> RCPT TO:<c>|452 full|> DATA|354 go|.|250 ok",
                     Kind::kPartlySent,
                     {},
                     "452 full"},
        DialogueCase{"AllRefused",
                     "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|550 5.1.1 no|> RCPT TO:<c>|550 5.1.1 nor he|> QUIT|221 bye",
                     Kind::kRefused,
                     {0, 1},
                     "550 5.1.1 no"},
        DialogueCase{"RefusedForNow",
                     "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|451 4.7.1 later|> QUIT|221 bye",
                     Kind::kLater,
                     {},
                     "451 4.7.1 later"},
        DialogueCase{"CutOffForALateOne",
                     "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|250 ok|> RCPT TO:<c>|451 later|> DATA|354 go",
                     Kind::kLater,
                     {},
                     "451 later"},
        DialogueCase{
            "SenderRefused", "> MAIL FROM:<a>|550 5.7.1 not you", Kind::kSenderRefused, {}, "550 5.7.1 not you"},
        DialogueCase{
            "DataRefused", "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|250 ok|> DATA|554 no", Kind::kRefused, {}, "554 no"},
        DialogueCase{"DataRefusedForNow",
                     "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|250 ok|> DATA|451 no",
                     Kind::kLater,
                     {},
                     "451 no"},
        DialogueCase{"ContentsRefused",
                     "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|250 ok|> DATA|354 go|.|554-5.6.0 bad|554 5.6.0 words",
                     Kind::kRefused,
                     {},
                     "554-5.6.0 bad 5.6.0 words"},
        DialogueCase{"ContentsRefusedForNow",
                     "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|250 ok|> DATA|354 go|.|452 full",
                     Kind::kLater,
                     {},
                     "452 full"},
        DialogueCase{"CutOffBeforeTheEnd",
                     "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|250 ok|> DATA|354 go",
                     Kind::kBroken,
                     {},
                     "cut off"},
        DialogueCase{"NeverConnected", "", Kind::kBroken, {}, "cut off"},
        DialogueCase{"CutOffAfterTheEnd",
                     "> MAIL FROM:<a>|250 ok|> RCPT TO:<b>|250 ok|> DATA|354 go|.",
                     Kind::kUnknown,
                     {},
                     "cut off"}),
    [](const auto& info) { return info.param.name; });

TEST(SmtpDialogueLinesTest, RepliesMayComeInOnePiece) {
  SmtpDialogue dialogue;
  dialogue.Out("RCPT TO:<b>\r\n");
  dialogue.In("451-4.7.1 come\r\n451 4.7.1 back\r\n");
  EXPECT_TRUE(dialogue.HasRecipientForLater());
}

TEST(SmtpDialogueLinesTest, ARefusalForGoodIsNotForLater) {
  EXPECT_FALSE(Dialogue("> RCPT TO:<b>|550 5.1.1 no").HasRecipientForLater());
  EXPECT_FALSE(Dialogue("> MAIL FROM:<b>|451 no").HasRecipientForLater());
}

}  // namespace
}  // namespace weft::weekly_email
