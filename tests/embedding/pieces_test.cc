#include "weft/embedding/pieces.h"

#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "tests/embedding/test_models.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Six reserved pieces and a few of our own.
Pieces SmallVocabulary() {
  static const ModelPiece kPieces[] = {{0, "\xef\xbf\xbd"}, {0, "<s>"}, {0, "</s>"}, {0, "x1"},
                                       {0, "x2"},           {0, "x3"},  {-2, "▁"},   {-3, "a"},
                                       {-3, "b"},           {-6, "ab"}, {-1, "▁c"},  {-9, "日"}};
  return Pieces(kPieces);
}

TEST(PiecesTest, AgreesWithTheReference) {
  const Pieces pieces(Int8Model().pieces());
  const std::vector<std::string> expected = absl::StrSplit(TestData("encoder_golden_ids.txt"), '\n', absl::SkipEmpty());
  ASSERT_EQ(expected.size(), GoldenTexts().size());
  for (size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(absl::StrJoin(pieces.Encode(GoldenTexts()[i]), " "), expected[i]) << GoldenTexts()[i];
  }
}

TEST(PiecesTest, EmptyTextHasNone) { EXPECT_THAT(SmallVocabulary().Encode(""), IsEmpty()); }

TEST(PiecesTest, OfEqualPathsTheShorterLastPieceWins) {
  EXPECT_THAT(SmallVocabulary().Encode("ab"), ElementsAre(6, 7, 8));  // -3 - 3 = -6: not piece 9.
}

TEST(PiecesTest, SpacesBecomeOnePieceWithTheWord) {
  EXPECT_THAT(SmallVocabulary().Encode("c c"), ElementsAre(10, 10));
  EXPECT_EQ(SmallVocabulary().space(), 6);
}

TEST(PiecesTest, RunsOfUnknownCharactersAreOnePiece) {
  EXPECT_THAT(SmallVocabulary().Encode("zzz"), ElementsAre(6, 0));
  EXPECT_THAT(SmallVocabulary().Encode("azzb"), ElementsAre(6, 7, 0, 8));
}

TEST(PiecesTest, InvalidBytesAreUnknown) {
  EXPECT_THAT(SmallVocabulary().Encode("a\xff\xfe"), ElementsAre(6, 7, 0));
  EXPECT_THAT(SmallVocabulary().Encode("\xe6\x97"), ElementsAre(6, 0));  // A cut 日.
}

TEST(PiecesTest, NormalizesFirst) { EXPECT_THAT(SmallVocabulary().Encode("ａ"), ElementsAre(6, 7)); }

TEST(PiecesTest, RareWordsAreUnlikely) {
  const Pieces pieces(Int8Model().pieces());
  EXPECT_GT(pieces.LogProbability("the"), pieces.LogProbability("garden"));
  EXPECT_GT(pieces.LogProbability("garden"), pieces.LogProbability("kubernetes"));
  EXPECT_LT(pieces.LogProbability("日本語"), pieces.LogProbability("garden"));
  EXPECT_DOUBLE_EQ(SmallVocabulary().LogProbability("azz"), -2 - 3 - 9 - 9);
}

}  // namespace
}  // namespace weft
