#include "client-examples/weekly-email/letter_frame.h"

#include "client-examples/weekly-email/letter_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(LetterFrameTest, GreetsAndTellsHowToStop) {
  const std::string text = LetterText(FramedLetter(ProposalMessage(), "Title"));
  EXPECT_THAT(text, HasSubstr("Lind Valley Food Network\n\nTitle\n=====\n\nHello Amara, seed saver,\n"));
  EXPECT_THAT(text, HasSubstr("Stop all mail from here <https://weft.example/i/t6-11>."));
}

TEST(LetterFrameTest, AJointLetterShowsNobodysLinks) {
  const std::string text = LetterText(FramedLetter(MutualMessage(), "Title"));
  EXPECT_THAT(text, HasSubstr("Hello Amara, seed saver and Tuuli, seed grower,\n"));
  EXPECT_THAT(text, Not(HasSubstr("https://")));
}

TEST(LetterFrameTest, WithoutLinksItPromisesNone) {
  v1::Message message = ProposalMessage();
  message.mutable_recipients(0)->clear_links();
  EXPECT_THAT(LetterText(FramedLetter(message, "Title")), Not(HasSubstr("Stop all mail")));
}

}  // namespace
}  // namespace weft::weekly_email
