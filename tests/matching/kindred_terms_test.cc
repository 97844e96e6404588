#include "weft/matching/kindred_terms.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(KindredTermsTest, NamesWhatIsAskedForOtherwise) {
  EXPECT_THAT(KindredTerms("help with Grant Writing"), Contains("fundraising"));
  EXPECT_THAT(KindredTerms("fundraising"), Contains("grant writing"));
  EXPECT_THAT(KindredTerms("a lawyer, for an hour"), Contains("legal advice"));
}

TEST(KindredTermsTest, LeavesOutWhatIsThere) {
  EXPECT_THAT(KindredTerms("fundraising and grant writing"), Not(Contains("fundraising")));
  EXPECT_THAT(KindredTerms("fundraising and grant writing"), Not(Contains("grant writing")));
}

TEST(KindredTermsTest, MostTextsHaveNone) {
  for (const char* text : {"", "bees", "migrant writing", "grant writings", "caravan", "gaveled a vanilla", "Küche"}) {
    EXPECT_THAT(KindredTerms(text), IsEmpty()) << text;
  }
}

TEST(KindredTermsTest, IsShort) {
  EXPECT_EQ(KindredTerms("grant writing").size(), static_cast<size_t>(kKindredTermsMax));
  EXPECT_EQ(KindredTerms("grant writing, bookkeeping, translation, web design").size(),
            static_cast<size_t>(kKindredTermsMax));
}

}  // namespace
}  // namespace weft
