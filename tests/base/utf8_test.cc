#include "weft/base/utf8.h"

#include <string>

#include "gtest/gtest.h"

namespace weft {
namespace {

struct Utf8Case {
  const char* name;
  std::string text;
  size_t valid;  // Bytes of it.
};

class Utf8Test : public testing::TestWithParam<Utf8Case> {};

TEST_P(Utf8Test, PrefixLength) {
  EXPECT_EQ(Utf8PrefixLength(GetParam().text), GetParam().valid);
  EXPECT_EQ(IsValidUtf8(GetParam().text), GetParam().valid == GetParam().text.size());
}

INSTANTIATE_TEST_SUITE_P(
    All, Utf8Test,
    testing::Values(Utf8Case{"Empty", "", 0}, Utf8Case{"Ascii", "seed saving", 11},
                    Utf8Case{"Nul", std::string("a\0b", 3), 3}, Utf8Case{"TwoBytes", "K\xc3\xb6ln", 5},
                    Utf8Case{"FourBytes", "\xf0\x9f\x8c\xb1", 4}, Utf8Case{"HighestCodePoint", "\xf4\x8f\xbf\xbf", 4},
                    Utf8Case{"AboveHighest", "a\xf4\x90\x80\x80", 1}, Utf8Case{"OverlongSlash", "ab\xc0\xaf", 2},
                    Utf8Case{"OverlongThreeBytes", "\xe0\x80\xaf", 0}, Utf8Case{"OverlongNul", "\xc0\x80", 0},
                    Utf8Case{"LoneHighSurrogate", "x\xed\xa0\x80", 1}, Utf8Case{"LoneLowSurrogate", "x\xed\xbf\xbf", 1},
                    Utf8Case{"LoneContinuation", "abcdefgh\x80", 8}, Utf8Case{"CutShort", "abc\xe2\x82", 3},
                    Utf8Case{"Latin1", "caf\xe9", 3}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
