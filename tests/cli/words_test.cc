#include "cli/words.h"

#include "gtest/gtest.h"

namespace weft::cli {
namespace {

TEST(WordsTest, EnumsReadLikeWords) {
  EXPECT_EQ(EnumWords("STATE_AWAITING_INTRODUCER", "STATE_"), "awaiting introducer");
  EXPECT_EQ(EnumWords("RHYTHM_WEEKLY", "RHYTHM_"), "weekly");
  EXPECT_EQ(EnumWords("7", "STATE_"), "7");  // A value that this program does not know.
}

TEST(WordsTest, OneIsSingular) {
  EXPECT_EQ(Counted(0, "pair"), "0 pairs");
  EXPECT_EQ(Counted(1, "pair"), "1 pair");
  EXPECT_EQ(Counted(22, "pair"), "22 pairs");
}

TEST(WordsTest, WhatIsQuotedSteersNoTerminal) { EXPECT_EQ(Quoted("a\x1b[31m\nb"), "“a\xef\xbf\xbd[31m b”"); }

}  // namespace
}  // namespace weft::cli
