#include "weft/embedding/sentence_encoder.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "tests/embedding/test_models.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

constexpr int kWidth = Transformer::kDimension;

std::vector<float> Embed(const Embedder& embedder, const std::vector<std::string>& texts) {
  std::vector<float> rows(texts.size() * embedder.dimension(), 99.0f);
  EXPECT_OK(embedder.Embed(texts, absl::MakeSpan(rows)));
  return rows;
}

double Dot(const float* a, const float* b) {
  double sum = 0;
  for (int i = 0; i < kWidth; ++i) sum += static_cast<double>(a[i]) * b[i];
  return sum;
}

std::unique_ptr<SentenceEncoder> Create(const ModelFile& file, bool lower_case) {
  SentenceEncoderOptions options;
  options.lower_case = lower_case;
  return SentenceEncoder::Create(file, options).value();
}

TEST(SentenceEncoderTest, FloatWeightsGiveTheReferencesVectors) {
  const std::vector<float> rows = Embed(*Create(FloatModel(), false), GoldenTexts());
  ASSERT_EQ(rows.size(), GoldenRows().size());
  double worst = 0;
  for (size_t i = 0; i < rows.size(); ++i)
    worst = std::max(worst, std::abs(static_cast<double>(rows[i]) - GoldenRows()[i]));
  EXPECT_LT(worst, 1e-5);
}

TEST(SentenceEncoderTest, Int8WeightsStayWithinTheirBound) {
  const std::vector<float> rows = Embed(*Create(Int8Model(), false), GoldenTexts());
  ASSERT_EQ(rows.size(), GoldenRows().size());
  double lowest = 1, sum = 0;
  for (size_t i = 0; i < GoldenTexts().size(); ++i) {
    const double cosine = Dot(&rows[i * kWidth], &GoldenRows()[i * kWidth]);
    lowest = std::min(lowest, cosine);
    sum += cosine;
  }
  EXPECT_GE(lowest, 0.999);
  EXPECT_GE(sum / static_cast<double>(GoldenTexts().size()), 0.9996);
}

TEST(SentenceEncoderTest, RowsAreOfUnitLengthOrZeros) {
  const std::unique_ptr<SentenceEncoder> encoder = Create(Int8Model(), true);
  const std::vector<std::string> texts = {"garden",        "",         " ", " \t\n", "🌱", "日本語",
                                          "日本語 한국어", "\xff\xfe", "a", "\xff a"};
  const std::vector<bool> empty = {false, true, true, true, true, true, true, true, false, false};
  const std::vector<float> rows = Embed(*encoder, texts);
  for (size_t i = 0; i < texts.size(); ++i) {
    EXPECT_NEAR(Dot(&rows[i * kWidth], &rows[i * kWidth]), empty[i] ? 0 : 1, 1e-5) << texts[i];
  }
}

TEST(SentenceEncoderTest, VeryLongTextIsCutAt128Pieces) {
  const std::unique_ptr<SentenceEncoder> encoder = Create(Int8Model(), true);
  std::string garden;
  for (int i = 0; i < 128; ++i) garden += "garden ";
  std::string longer = garden;
  for (int i = 0; i < 20000; ++i) longer += "boat ";
  // "garden" is one piece and the last space another.
  const std::vector<float> rows = Embed(*encoder, {garden, longer});
  EXPECT_TRUE(std::equal(rows.begin(), rows.begin() + kWidth, rows.begin() + kWidth));
  EXPECT_NEAR(Dot(&rows[0], &rows[0]), 1, 1e-5);
}

TEST(SentenceEncoderTest, ATextsRowDoesNotDependOnTheOthers) {
  const std::unique_ptr<SentenceEncoder> encoder = Create(Int8Model(), true);
  std::vector<std::string> texts(GoldenTexts().begin(), GoldenTexts().begin() + 60);
  texts[7] = "";
  const std::vector<float> together = Embed(*encoder, texts);
  for (size_t i = 0; i < texts.size(); i += 7) {
    const std::vector<float> alone = Embed(*encoder, {texts[i]});
    EXPECT_TRUE(std::equal(alone.begin(), alone.end(), together.begin() + static_cast<ptrdiff_t>(i * kWidth))) << i;
  }
}

TEST(SentenceEncoderTest, LowerCasesUnlessTold) {
  const std::vector<float> lower = Embed(*Create(Int8Model(), true), {"Community GARDENING", "community gardening"});
  EXPECT_TRUE(std::equal(lower.begin(), lower.begin() + kWidth, lower.begin() + kWidth));
  const std::vector<float> kept = Embed(*Create(Int8Model(), false), {"Community GARDENING", "community gardening"});
  EXPECT_FALSE(std::equal(kept.begin(), kept.begin() + kWidth, kept.begin() + kWidth));
}

TEST(SentenceEncoderTest, MeaningIsNear) {
  const std::vector<float> rows = Embed(*Create(Int8Model(), true), {"bicycle repair", "fixing bikes", "tax law"});
  EXPECT_GT(Dot(&rows[0], &rows[kWidth]), Dot(&rows[0], &rows[2 * kWidth]) + 0.1);
}

TEST(SentenceEncoderTest, FingerprintTellsWeightsAndOptions) {
  const std::string fingerprint = Create(Int8Model(), true)->fingerprint();
  EXPECT_EQ(fingerprint, Create(Int8Model(), true)->fingerprint());
  EXPECT_NE(fingerprint, Create(Int8Model(), false)->fingerprint());
  EXPECT_NE(fingerprint, Create(FloatModel(), true)->fingerprint());
}

TEST(SentenceEncoderTest, RowsOfTheWrongSizeAreRefused) {
  std::vector<float> rows(kWidth - 1);
  const std::vector<std::string> texts = {"a"};
  EXPECT_THAT(Create(Int8Model(), true)->Embed(texts, absl::MakeSpan(rows)), HasReason("INVALID_FIELD"));
}

TEST(SentenceEncoderTest, ConcurrentCallsGiveTheSameRows) {
  const std::unique_ptr<SentenceEncoder> encoder = Create(Int8Model(), true);
  const std::vector<std::string> texts(GoldenTexts().begin(), GoldenTexts().begin() + 40);
  const std::vector<float> expected = Embed(*encoder, texts);
  std::vector<std::vector<float>> rows(4);
  std::vector<std::thread> threads;
  for (std::vector<float>& mine : rows) {
    threads.emplace_back([&] {
      mine.resize(expected.size());
      for (int round = 0; round < 3; ++round) {
        if (!encoder->Embed(texts, absl::MakeSpan(mine)).ok()) mine.clear();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<float>& mine : rows) EXPECT_EQ(mine, expected);
}

}  // namespace
}  // namespace weft
