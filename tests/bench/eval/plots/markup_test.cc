#include "bench/eval/plots/markup.h"

#include "gtest/gtest.h"

namespace weft {
namespace {

TEST(MarkupTest, NothingReadsAsATag) {
  EXPECT_EQ(EscapeMarkup("<b title=\"x\">R&D's</b>"), "&lt;b title=&quot;x&quot;&gt;R&amp;D&#39;s&lt;/b&gt;");
  EXPECT_EQ(EscapeMarkup("Žluťoučký\t±"), "Žluťoučký\t±");
  EXPECT_EQ(EscapeMarkup(std::string("a\0b\x1b", 4)), "ab");
  EXPECT_EQ(EscapeMarkup(""), "");
}

TEST(MarkupTest, WidthCountsCharactersNotBytes) {
  EXPECT_DOUBLE_EQ(TextWidth("žž", 10), TextWidth("zz", 10));
  EXPECT_DOUBLE_EQ(TextWidth("abcd", 10), 2 * TextWidth("ab", 10));
  EXPECT_EQ(TextWidth("", 10), 0);
}

}  // namespace
}  // namespace weft
