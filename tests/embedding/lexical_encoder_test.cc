#include "weft/embedding/lexical_encoder.h"

#include <numeric>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/embedding/test_models.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

double Cosine(const std::string& a, const std::string& b) {
  static const LexicalEncoder& encoder = *new LexicalEncoder(Int8Model());
  const std::vector<std::string> texts = {a, b};
  std::vector<float> rows(2 * encoder.dimension(), 99.0f);
  EXPECT_OK(encoder.Embed(texts, absl::MakeSpan(rows)));
  return std::inner_product(rows.begin(), rows.begin() + encoder.dimension(), rows.begin() + encoder.dimension(), 0.0);
}

TEST(LexicalWordsTest, SplitsAnyScript) {
  EXPECT_THAT(LexicalWords("Node.js, C++ & C#!"), ElementsAre("node", "js", "c++", "c#"));
  EXPECT_THAT(LexicalWords("Überblick über 日本語"), ElementsAre("überblick", "über", "日本語"));
  EXPECT_THAT(LexicalWords("c++11 a#b + #tag"), ElementsAre("c++", "11", "a#", "b", "tag"));
  EXPECT_THAT(LexicalWords("ﬁne\xff"), ElementsAre("fine"));
  EXPECT_THAT(LexicalWords(" .,;🌱 \t"), IsEmpty());
}

TEST(LexicalEncoderTest, UnitLengthOrZeros) {
  EXPECT_NEAR(Cosine("kubernetes", "kubernetes"), 1, 1e-6);
  EXPECT_EQ(Cosine("", ""), 0);
  EXPECT_EQ(Cosine("!!", "!!"), 0);
}

TEST(LexicalEncoderTest, SharedRareWordsCountMoreThanCommonOnes) {
  EXPECT_GT(Cosine("the kubernetes cluster", "kubernetes"), 0.4);
  EXPECT_GT(Cosine("help with kubernetes", "some kubernetes"),
            Cosine("help with kubernetes", "help with gardening") + 0.1);
}

TEST(LexicalEncoderTest, ForgivesInflectionCaseAndSlips) {
  EXPECT_GT(Cosine("gardening", "Gardens"), 0.6);
  EXPECT_GT(Cosine("kubernetes", "kubernets"), 0.2);
  EXPECT_NEAR(Cosine("日本語", "日本語"), 1, 1e-6);
  EXPECT_LT(Cosine("日本語", "한국어"), 0.3);
}

TEST(LexicalEncoderTest, SignsTellLanguagesApart) {
  EXPECT_NEAR(Cosine("C++", "c++"), 1, 1e-6);
  EXPECT_LT(Cosine("c++", "c#"), 0.5);
}

TEST(LexicalEncoderTest, UnrelatedTextsAreNearZero) { EXPECT_LT(std::abs(Cosine("boat hire", "tax law")), 0.25); }

TEST(LexicalEncoderTest, WordWeightsStayInBounds) {
  const LexicalEncoder encoder(Int8Model());
  EXPECT_NEAR(encoder.WordWeight("the"), LexicalEncoderOptions().common_weight, 1e-6);
  EXPECT_DOUBLE_EQ(encoder.WordWeight("xyzzyplugh"), 1.0);
  EXPECT_GT(encoder.WordWeight("garden"), encoder.WordWeight("people"));
}

TEST(LexicalEncoderTest, OptionsChangeDimensionAndFingerprint) {
  LexicalEncoderOptions options;
  options.dimension = 1024;
  const LexicalEncoder wide(Int8Model(), options);
  EXPECT_EQ(wide.dimension(), 1024);
  EXPECT_NE(wide.fingerprint(), LexicalEncoder(Int8Model()).fingerprint());
}

}  // namespace
}  // namespace weft
