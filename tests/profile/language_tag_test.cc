#include "weft/profile/language_tag.h"

#include <string>

#include "gtest/gtest.h"

namespace weft {
namespace {

struct TagCase {
  const char* name;
  std::string text;
  std::string canonical;
  bool valid;  // Of the canonical form.
};

class LanguageTagTest : public testing::TestWithParam<TagCase> {};

TEST_P(LanguageTagTest, CanonicalForm) {
  EXPECT_EQ(CanonicalLanguageTag(GetParam().text), GetParam().canonical);
  EXPECT_EQ(IsLanguageTag(GetParam().canonical), GetParam().valid);
  EXPECT_EQ(CanonicalLanguageTag(GetParam().canonical), GetParam().canonical);
}

INSTANTIATE_TEST_SUITE_P(
    All, LanguageTagTest,
    testing::Values(
        TagCase{"Plain", "en", "en", true}, TagCase{"ThreeLetters", "gsw", "gsw", true},
        TagCase{"Region", "PT_br", "pt-BR", true}, TagCase{"NumericRegion", "es-419", "es-419", true},
        TagCase{"Script", "ZH-hANT-tw", "zh-Hant-TW", true},
        TagCase{"Extension", "de-DE-u-CO-phonebk", "de-DE-u-co-phonebk", true},
        TagCase{"PrivateUse", "x-Klingon", "x-klingon", true}, TagCase{"Empty", "", "", false},
        TagCase{"Name", "Portuguese (Brazil)", "Portuguese (Brazil)", false}, TagCase{"OneLetter", "e", "e", false},
        TagCase{"OnlyX", "x", "x", false}, TagCase{"Digits", "12", "12", false},
        TagCase{"EmptyPart", "en--US", "en--US", false}, TagCase{"TrailingHyphen", "en-", "en-", false},
        TagCase{"LongPart", "abcdefghi", "abcdefghi", false}, TagCase{"Umlaut", "d\xc3\xa4", "d\xc3\xa4", false},
        TagCase{"TooLong", "en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd", "en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd", false}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
