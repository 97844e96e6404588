#include "cli/text_table.h"

#include "gtest/gtest.h"

namespace weft::cli {
namespace {

struct WidthCase {
  const char* name;
  std::string text;
  int width;
};

class WidthTest : public testing::TestWithParam<WidthCase> {};

TEST_P(WidthTest, CountsColumns) { EXPECT_EQ(DisplayWidth(GetParam().text), GetParam().width); }

INSTANTIATE_TEST_SUITE_P(All, WidthTest,
                         testing::Values(WidthCase{"Empty", "", 0}, WidthCase{"Ascii", "Rosa", 4},
                                         WidthCase{"Accent", "Tomás", 5}, WidthCase{"Combining", "Toma\xcc\x81s", 5},
                                         WidthCase{"Vietnamese", "Thủy", 4}, WidthCase{"Wide", "森林", 4},
                                         WidthCase{"Broken", "\xff\xfe", 2}),
                         [](const auto& info) { return info.param.name; });

TEST(Utf8Test, TellsBrokenBytes) {
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_TRUE(IsUtf8("Sigrún 🌱"));
  EXPECT_FALSE(IsUtf8("caf\xe9"));
  EXPECT_FALSE(IsUtf8("\xc0\x80"));
}

TEST(PrintableTest, DefusesWhatSteersTerminals) {
  EXPECT_EQ(Printable("a\nb\tc"), "a b c");
  EXPECT_EQ(Printable("\x1b[2Jx"), "\xef\xbf\xbd[2Jx");
  EXPECT_EQ(Printable("\xe2\x80\xaex"), "\xef\xbf\xbdx");  // Right-to-left override.
  EXPECT_EQ(Printable("\xffx"), "\xef\xbf\xbdx");
  EXPECT_EQ(Printable("Sigrún 🌱"), "Sigrún 🌱");
}

TEST(ClippedTest, CutsByColumnsAndSaysSo) {
  EXPECT_EQ(Clipped("abc", 3), "abc");
  EXPECT_EQ(Clipped("abcd", 3), "ab…");
  EXPECT_EQ(Clipped("森林林", 4), "森…");
}

TEST(TextTableTest, AlignsByWidthAndLeavesNoBlanksBehind) {
  TextTable table({"NAME", "X"});
  table.AddRow({"Thủy", "1"});
  table.AddRow({"森林林", ""});
  EXPECT_EQ(table.ToString(),
            "NAME    X\n"
            "Thủy    1\n"
            "森林林\n");
}

}  // namespace
}  // namespace weft::cli
