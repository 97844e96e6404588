#include "weft/base/quoted.h"

#include <string>

#include "gtest/gtest.h"
#include "weft/base/utf8.h"

namespace weft {
namespace {

TEST(QuotedTest, ShowsCutsAndEscapes) {
  EXPECT_EQ(Quoted("K\xc3\xb6ln"), "'K\xc3\xb6ln'");
  EXPECT_EQ(Quoted("a\nb\x1b"), "'a\\nb\\x1b'");
  EXPECT_EQ(Quoted("caf\xe9"), "'caf\\xe9'");
  EXPECT_EQ(Quoted(std::string(81, 'x')), "'" + std::string(80, 'x') + "…'");
}

TEST(QuotedTest, CutsBetweenCharacters) {
  for (size_t lead = 76; lead <= 80; ++lead) {
    const std::string shown = Quoted(std::string(lead, 'x') + "\xf0\x9f\x8c\xb1" + "yyyyy");
    EXPECT_TRUE(IsValidUtf8(shown)) << shown;
    EXPECT_EQ(shown.find('\\'), std::string::npos) << shown;
  }
}

}  // namespace
}  // namespace weft
