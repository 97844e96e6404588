#include "client-examples/weekly-email/letter_html.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::weekly_email {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Letter LetterWith(std::vector<Block> blocks) {
  Letter letter;
  letter.subject = "S";
  letter.title = "T";
  letter.masthead = "M";
  letter.blocks = std::move(blocks);
  return letter;
}

TEST(LetterHtmlTest, NamesCannotAddMarkup) {
  const std::string evil = "<script>alert('a & \"b\"')</script>";
  Letter letter =
      LetterWith({Paragraph(evil), Heading(evil), Bullets({evil}), Facts({{evil, evil}}), Quote(evil),
                  Card(evil, evil, {Small(evil)}), Buttons({{evil, "https://weft.example/i/\"><b>", evil}})});
  letter.subject = letter.title = letter.masthead = letter.preview = evil;
  letter.footer = {Small(Words().Strong(evil).Link(evil, "https://weft.example/\"onclick=\"x"))};
  const std::string html = LetterHtml(letter);
  EXPECT_THAT(html, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<b>")), Not(HasSubstr("\"onclick"))));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;a &amp; &quot;b&quot;&#39;)&lt;/script&gt;"));
}

TEST(LetterHtmlTest, OnlyWebAndMailAddressesAreLinked) {
  const std::string html =
      LetterHtml(LetterWith({Paragraph(Words().Link("a", "javascript:alert(1)").Link("b", "mailto:b@m.test")),
                             Buttons({{"c", "data:text/html,x"}, {"d", "https://weft.example/i/d"}})}));
  EXPECT_THAT(html, AllOf(Not(HasSubstr("javascript:")), Not(HasSubstr("data:")), HasSubstr("href=\"mailto:b@m.test\""),
                          HasSubstr("href=\"https://weft.example/i/d\"")));
}

TEST(LetterHtmlTest, HeadingsGoDownStepByStep) {
  EXPECT_THAT(LetterHtml(LetterWith({Card("Tuuli", "", {})})),
              AllOf(HasSubstr("<h1"), HasSubstr("<h2 "), Not(HasSubstr("<h3"))));
  EXPECT_THAT(LetterHtml(LetterWith({Heading("People"), Card("Tuuli", "", {})})),
              AllOf(HasSubstr("<h2 "), HasSubstr("<h3 ")));
}

TEST(LetterHtmlTest, ALinkHeardAloneSaysWhomItIsAbout) {
  EXPECT_THAT(LetterHtml(LetterWith({Buttons({{"Not now", "https://weft.example/i/a", "Tuuli"}})})),
              HasSubstr("aria-label=\"Not now: Tuuli\""));
}

TEST(LetterHtmlTest, FetchesNothing) {
  const std::string html = LetterHtml(LetterWith({Paragraph("Hello")}));
  EXPECT_THAT(html, AllOf(Not(HasSubstr("<img")), Not(HasSubstr("src=")), Not(HasSubstr("url(")),
                          Not(HasSubstr("@import")), Not(HasSubstr("<link"))));
}

TEST(LetterHtmlTest, SpeaksToReadersAndDarkScreens) {
  const std::string html = LetterHtml(LetterWith({Paragraph("Hello")}));
  EXPECT_THAT(html, AllOf(HasSubstr("<html lang=\"en\""), HasSubstr("<title>S</title>"),
                          HasSubstr("prefers-color-scheme: dark"), HasSubstr("name=\"viewport\""),
                          HasSubstr("role=\"presentation\"")));
}

}  // namespace
}  // namespace weft::weekly_email
