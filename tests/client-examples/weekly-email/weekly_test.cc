#include "client-examples/weekly-email/weekly.h"

#include "client-examples/weekly-email/letter_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/rendered_letter.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

using ::testing::HasSubstr;

TEST(WeeklyTest, Letter) { ExpectLetter("weekly", WeeklyLetter(WeeklyMessage())); }

TEST(WeeklyTest, NewsOnly) {
  v1::Message message = WeeklyMessage();
  message.clear_proposals();
  ExpectLetter("weekly_news_only", WeeklyLetter(message));
}

TEST(WeeklyTest, AQuietWeek) {
  v1::Message message = WeeklyMessage();
  message.clear_proposals();
  message.clear_digest();
  const Letter letter = WeeklyLetter(message);
  EXPECT_EQ(letter.subject, "This week in Lind Valley Food Network");
  EXPECT_THAT(LetterText(letter), HasSubstr("A quiet week"));
}

TEST(WeeklyTest, TheSubjectNamesOneOrSeveral) {
  v1::Message message = WeeklyMessage();
  EXPECT_EQ(WeeklyLetter(message).subject,
            "People you might like to meet: Tuuli, seed grower and Johan, head gardener");
  message.mutable_proposals()->RemoveLast();
  EXPECT_EQ(WeeklyLetter(message).subject, "Would you like to meet Tuuli, seed grower? And this week’s news");
  // To a member who wants no news.
  message.clear_digest();
  EXPECT_EQ(WeeklyLetter(message).subject, "Would you like to meet Tuuli, seed grower?");
  EXPECT_THAT(LetterText(WeeklyLetter(message)), testing::Not(HasSubstr("news")));
}

}  // namespace
}  // namespace weft::weekly_email
