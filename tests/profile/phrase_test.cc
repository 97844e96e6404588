#include "weft/profile/phrase.h"

#include <utf8proc.h>

#include <string>

#include "gtest/gtest.h"
#include "weft/base/random.h"
#include "weft/base/utf8.h"

namespace weft {
namespace {

struct PhraseCase {
  const char* name;
  std::string text;
  std::string clean;
  std::string key;
};

class PhraseTest : public testing::TestWithParam<PhraseCase> {};

TEST_P(PhraseTest, CleanTextAndKey) {
  EXPECT_EQ(CleanText(GetParam().text), GetParam().clean);
  EXPECT_EQ(NormalizePhrase(GetParam().text), GetParam().key);
}

INSTANTIATE_TEST_SUITE_P(
    All, PhraseTest,
    testing::Values(PhraseCase{"Empty", "", "", ""}, PhraseCase{"OnlySpace", " \t\r\n\xc2\xa0", "", ""},
                    PhraseCase{"Case", "SEED Saving", "SEED Saving", "seed saving"},
                    PhraseCase{"SpaceCollapses", "  seed\t\n saving  ", "seed saving", "seed saving"},
                    PhraseCase{"HyphenStays", "seed-saving", "seed-saving", "seed-saving"},
                    PhraseCase{"ControlsGo", std::string("se\0e\x01\x7f\x1b[d", 9), "see[d", "see[d"},
                    PhraseCase{"C1ControlsGo",
                               "a\xc2\x80"
                               "b",
                               "ab", "ab"},
                    PhraseCase{"NextLineIsSpace",
                               "a\xc2\x85"
                               "b",
                               "a b", "a b"},
                    PhraseCase{"IdeographicSpace", "\xe3\x80\x80x\xe3\x80\x80y", "x y", "x y"},
                    PhraseCase{"Composes", "Cafe\xcc\x81", "Caf\xc3\xa9", "caf\xc3\xa9"},
                    PhraseCase{"ControlBetweenBaseAndMark", "e\x01\xcc\x81", "\xc3\xa9", "\xc3\xa9"},
                    PhraseCase{"FullWidth", "\xef\xbc\xa1\xef\xbc\xa2", "\xef\xbc\xa1\xef\xbc\xa2", "ab"},
                    PhraseCase{"Ligature", "\xef\xac\x81sh", "\xef\xac\x81sh", "fish"},
                    PhraseCase{"FractionKeepsItsMeaning", "2\xc2\xbd days", "2\xc2\xbd days",
                               "21\xe2\x81\x84"
                               "2 days"},
                    PhraseCase{"SharpS",
                               "Stra\xc3\x9f"
                               "e",
                               "Stra\xc3\x9f"
                               "e",
                               "strasse"},
                    PhraseCase{"FinalSigma", "\xce\xa3\xcf\x82", "\xce\xa3\xcf\x82", "\xcf\x83\xcf\x83"},
                    PhraseCase{"DirectionOverrideGoes",
                               "a\xe2\x80\xae"
                               "b",
                               "ab", "ab"},
                    PhraseCase{"ByteOrderMarkGoes", "\xef\xbb\xbfx", "x", "x"},
                    PhraseCase{"JoinersStayInText", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x8c\xbe",
                               "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x8c\xbe", "\xf0\x9f\x91\xa9\xf0\x9f\x8c\xbe"},
                    PhraseCase{"InvisibleHasNoKey", "\xe2\x80\x8b\xc2\xad", "\xe2\x80\x8b\xc2\xad", ""},
                    PhraseCase{"InvalidComesBack", " A\xff ", " A\xff ", " A\xff "}),
    [](const auto& info) { return info.param.name; });

void Append(utf8proc_int32_t c, std::string* text) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t n = utf8proc_encode_char(c, bytes);
  text->append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(n));
}

void ExpectStable(const std::string& text) {
  const std::string clean = CleanText(text);
  const std::string key = NormalizePhrase(text);
  ASSERT_TRUE(IsValidUtf8(clean) && IsValidUtf8(key)) << testing::PrintToString(text);
  ASSERT_EQ(CleanText(clean), clean) << testing::PrintToString(text);
  ASSERT_EQ(NormalizePhrase(key), key) << testing::PrintToString(text);
  ASSERT_EQ(NormalizePhrase(clean), key) << testing::PrintToString(text);
}

TEST(PhraseTest, EveryCodePointIsStable) {
  for (utf8proc_int32_t c = 0; c <= 0x10ffff; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    // Of ideographs, syllables, private use and the unassigned a sample.
    if (((c > 0x3400 && c < 0xf900) || c > 0x20000) && c % 64 != 0) continue;
    std::string text;
    Append(c, &text);
    ExpectStable(text);
  }
}

TEST(PhraseTest, RandomTextIsStable) {
  Random random(7);
  const utf8proc_int32_t ends[] = {0x80, 0x250, 0x370, 0x600, 0x2100, 0xd800, 0x20000};
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (int n = 0; n < 6; ++n) Append(static_cast<utf8proc_int32_t>(random.Below(ends[random.Below(6)])), &text);
    ExpectStable(text);
  }
}

TEST(PhraseTest, TenMegabytes) {
  std::string text;
  while (text.size() < 10u << 20) text += "\xc3\x84 e\xcc\x81\t";
  EXPECT_GT(CleanText(text).size(), 1u << 20);
  EXPECT_EQ(NormalizePhrase(std::string(10 << 20, ' ')), "");
}

}  // namespace
}  // namespace weft
