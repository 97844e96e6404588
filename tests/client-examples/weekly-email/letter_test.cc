#include "client-examples/weekly-email/letter.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::weekly_email {
namespace {

using ::testing::SizeIs;

TEST(LetterTest, WordsKeepTheirStyles) {
  Words words = Words("Write to ").Strong("Amara").Link("here", "https://weft.example");
  ASSERT_THAT(words.spans(), SizeIs(3));
  EXPECT_EQ(words.spans()[0].style, Span::Style::kPlain);
  EXPECT_EQ(words.spans()[1].text, "Amara");
  EXPECT_EQ(words.spans()[2].url, "https://weft.example");
}

TEST(LetterTest, NothingIsNoSpan) {
  EXPECT_TRUE(Words("").Strong("").empty());
  EXPECT_TRUE(Words().empty());
}

TEST(LetterTest, ALinkThatLeadsNowhereIsText) {
  Words words = Words().Link("here", "");
  ASSERT_THAT(words.spans(), SizeIs(1));
  EXPECT_EQ(words.spans()[0].style, Span::Style::kPlain);
}

TEST(LetterTest, ButtonsThatLeadNowhereAreLeftOut) {
  Block block = Buttons({{"Yes", "https://weft.example/i/a", "", true}, {"No", ""}});
  ASSERT_THAT(block.buttons, SizeIs(1));
  EXPECT_EQ(block.buttons[0].label, "Yes");
}

}  // namespace
}  // namespace weft::weekly_email
