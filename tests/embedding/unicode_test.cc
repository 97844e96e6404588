#include "weft/embedding/unicode.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

struct Utf8Case {
  const char* name;
  std::string bytes;
  std::string valid;  // What it becomes: U+FFFD is EF BF BD.
};

class CodePointsTest : public testing::TestWithParam<Utf8Case> {};

TEST_P(CodePointsTest, ReplacesWhatIsNotUtf8) { EXPECT_EQ(Utf8(CodePoints(GetParam().bytes)), GetParam().valid); }

INSTANTIATE_TEST_SUITE_P(All, CodePointsTest,
                         testing::Values(Utf8Case{"Empty", "", ""}, Utf8Case{"Ascii", "abc", "abc"},
                                         Utf8Case{"Umlaut", "ä", "ä"}, Utf8Case{"Emoji", "🌱", "🌱"},
                                         Utf8Case{"Nul", std::string("a\0b", 3), std::string("a\0b", 3)},
                                         Utf8Case{"LoneContinuation", "a\x80z", "a\xef\xbf\xbdz"},
                                         Utf8Case{"Latin1", "caf\xe9", "caf\xef\xbf\xbd"},
                                         Utf8Case{"CutShort", "\xf0\x9f", "\xef\xbf\xbd\xef\xbf\xbd"},
                                         Utf8Case{"Surrogate", "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
                                         Utf8Case{"Overlong", "\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd"},
                                         Utf8Case{"BeyondUnicode", "\xf5\x80", "\xef\xbf\xbd\xef\xbf\xbd"}),
                         [](const auto& info) { return info.param.name; });

TEST(UnicodeTest, NfkcComposesAndReplacesCompatibilityForms) {
  EXPECT_EQ(Nfkc("cafe\xcc\x81"), "café");
  EXPECT_EQ(Nfkc("ﬁne ① ｗｅｆｔ"), "fine 1 weft");
  EXPECT_EQ(Nfkc("a\xc2\xa0z"), "a z");
  EXPECT_EQ(Nfkc("\xff"), "\xef\xbf\xbd");
  EXPECT_EQ(Nfkc(std::string("ä\0z", 4)), std::string("ä\0z", 4));
}

TEST(UnicodeTest, LowerCaseInAnyScript) {
  EXPECT_EQ(LowerCase("C++ And GO"), "c++ and go");
  EXPECT_EQ(LowerCase("ÄÖÜ ΣΑ Привет"), "äöü σα привет");
  EXPECT_EQ(LowerCase("日本"), "日本");
}

TEST(UnicodeTest, KindsOfCharacters) {
  for (char32_t c : U"aZ9äσ日é") {
    EXPECT_EQ(IsWordCharacter(c), c != 0) << static_cast<uint32_t>(c);
  }
  for (char32_t c : U" .,+#🌱\t\ufffd") {
    EXPECT_FALSE(IsWordCharacter(c)) << static_cast<uint32_t>(c);
  }
}

TEST(UnicodeTest, CodePointsAreCounted) { EXPECT_THAT(CodePoints("a日"), ElementsAre(U'a', U'日')); }

}  // namespace
}  // namespace weft
