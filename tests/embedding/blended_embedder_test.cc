#include "weft/embedding/blended_embedder.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;

// Two dimensions: knows texts that begin with `letter`.
class FirstLetter : public Embedder {
 public:
  explicit FirstLetter(char letter) : letter_(letter), fingerprint_(std::string("letter-") + letter) {}
  const std::string& fingerprint() const override { return fingerprint_; }
  int dimension() const override { return 2; }
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override {
    for (size_t i = 0; i < texts.size(); ++i) {
      rows[2 * i] = 0;
      rows[2 * i + 1] = texts[i].find(letter_) != std::string::npos ? 1.0f : 0.0f;
    }
    return absl::OkStatus();
  }

 private:
  const char letter_;
  const std::string fingerprint_;
};

TEST(BlendedEmbedderTest, WeighsBothAndLetsOneStandAlone) {
  const BlendedEmbedder blend(std::make_unique<FirstLetter>('a'), 0.64, std::make_unique<FirstLetter>('b'));
  EXPECT_EQ(blend.dimension(), 4);
  const std::vector<std::string> texts = {"ab", "a", "b", ""};
  std::vector<float> rows(16, 9.0f);
  EXPECT_OK(blend.Embed(texts, absl::MakeSpan(rows)));
  EXPECT_THAT(rows, ElementsAre(0, FloatNear(0.8f, 1e-6), 0, FloatNear(0.6f, 1e-6),  //
                                0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0));
}

TEST(BlendedEmbedderTest, FingerprintNamesPartsAndShare) {
  const BlendedEmbedder blend(std::make_unique<FirstLetter>('a'), 0.7, std::make_unique<FirstLetter>('b'));
  EXPECT_EQ(blend.fingerprint(), "blend(0.7 letter-a + letter-b)");
}

TEST(BlendedEmbedderTest, RowsOfTheWrongSizeAreRefused) {
  const BlendedEmbedder blend(std::make_unique<FirstLetter>('a'), 0.7, std::make_unique<FirstLetter>('b'));
  std::vector<float> rows(3);
  const std::vector<std::string> texts = {"a"};
  EXPECT_THAT(blend.Embed(texts, absl::MakeSpan(rows)), HasReason("INVALID_FIELD"));
}

}  // namespace
}  // namespace weft
