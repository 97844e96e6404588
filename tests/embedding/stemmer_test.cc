#include "weft/embedding/stemmer.h"

#include "gtest/gtest.h"

namespace weft {
namespace {

struct StemCase {
  const char* name;
  const char* a;
  const char* b;
  bool meet;
};

class StemTest : public testing::TestWithParam<StemCase> {};

TEST_P(StemTest, FamiliesMeetAndOthersDoNot) {
  EXPECT_EQ(Stem(GetParam().a) == Stem(GetParam().b), GetParam().meet)
      << Stem(GetParam().a) << " and " << Stem(GetParam().b);
}

INSTANTIATE_TEST_SUITE_P(
    All, StemTest,
    testing::Values(
        StemCase{"Plural", "boats", "boat", true}, StemCase{"PluralIes", "communities", "community", true},
        StemCase{"PluralEs", "boxes", "box", true}, StemCase{"Gerund", "gardening", "gardens", true},
        StemCase{"Agent", "gardener", "garden", true}, StemCase{"Doubled", "planning", "plan", true},
        StemCase{"Past", "developed", "developing", true}, StemCase{"Development", "development", "developer", true},
        StemCase{"SilentE", "write", "writing", true}, StemCase{"Organization", "organization", "organize", true},
        StemCase{"Translation", "translation", "translate", true}, StemCase{"ShortWordsStay", "us", "u", false},
        StemCase{"NotAPlural", "bus", "bu", false}, StemCase{"Unrelated", "communication", "community", false},
        StemCase{"BoatRepair", "hire", "repair", false}),
    [](const auto& info) { return info.param.name; });

TEST(StemTest, LeavesOtherWordsAlone) {
  for (const char* word : {"", "c++", "web2s", "cafés", "日本語", "s", "sing", "red"}) EXPECT_EQ(Stem(word), word);
}

}  // namespace
}  // namespace weft
