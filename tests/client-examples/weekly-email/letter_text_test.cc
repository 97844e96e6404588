#include "client-examples/weekly-email/letter_text.h"

#include "gtest/gtest.h"

namespace weft::weekly_email {
namespace {

TEST(LetterTextTest, EveryKindOfBlock) {
  Letter letter;
  letter.masthead = "Food Network";
  letter.title = "Für Amara";
  letter.blocks = {
      Paragraph(Words("Hello ").Strong("Amara").Plain(", look ").Link("here", "https://weft.example/i/a").Plain(".")),
      Heading("People"),
      Card(
          "Tuuli", "close match",
          {Bullets({"one", "two"}),
           Facts({{"Brings", "seed"}, {"E-mail", Words().Link("t@m.test", "mailto:t@m.test")}}),
           Quote("First line\nsecond"),
           Buttons({{"Yes", "https://weft.example/i/b", "", true}, {"Not now", "https://weft.example/i/c", "Tuuli"}})}),
      Small("That is all.")};
  letter.footer = {Small("Goodbye.")};
  EXPECT_EQ(LetterText(letter),
            "Food Network\n"
            "\n"
            "Für Amara\n"
            "=========\n"
            "\n"
            "Hello Amara, look here <https://weft.example/i/a>.\n"
            "\n"
            "People\n"
            "------\n"
            "\n"
            "* Tuuli (close match)\n"
            "\n"
            "- one\n"
            "- two\n"
            "\n"
            "Brings: seed\n"
            "E-mail: t@m.test\n"
            "\n"
            "> First line\n"
            "> second\n"
            "\n"
            "Yes:\n"
            "https://weft.example/i/b\n"
            "\n"
            "Not now (Tuuli):\n"
            "https://weft.example/i/c\n"
            "\n"
            "That is all.\n"
            "\n"
            "-- \n"
            "Goodbye.\n");
}

TEST(LetterTextTest, ALongParagraphIsOneLine) {
  Letter letter;
  letter.title = "T";
  letter.blocks = {Paragraph(std::string(500, 'a'))};
  EXPECT_NE(LetterText(letter).find(std::string(500, 'a')), std::string::npos);
}

}  // namespace
}  // namespace weft::weekly_email
