#include "weft/embedding/caching_embedder.h"

#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// One dimension: the text's length. Remembers what it was asked.
class LengthEmbedder : public Embedder {
 public:
  const std::string& fingerprint() const override { return fingerprint_; }
  int dimension() const override { return 1; }
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override {
    if (fail) return absl::UnavailableError("no");
    for (size_t i = 0; i < texts.size(); ++i) {
      asked.push_back(texts[i]);
      rows[i] = static_cast<float>(texts[i].size());
    }
    return absl::OkStatus();
  }

  bool fail = false;
  mutable std::vector<std::string> asked;

 private:
  const std::string fingerprint_ = "length";
};

// Keeps rows a little changed, as int8 does.
class FakeCache {
 public:
  VectorCache Functions() {
    VectorCache cache;
    cache.lookup =
        [this](absl::Span<const std::string> texts) -> absl::StatusOr<std::vector<absl::optional<std::vector<float>>>> {
      if (fail_lookup) return absl::InternalError("lookup");
      std::vector<absl::optional<std::vector<float>>> found;
      for (const std::string& text : texts) {
        auto row = rows.find(text);
        found.push_back(row == rows.end() ? absl::nullopt : absl::make_optional(row->second));
      }
      if (short_answer) found.pop_back();
      return found;
    };
    cache.store = [this](absl::Span<const std::string> texts, absl::Span<const float> values) -> absl::Status {
      if (fail_store) return absl::InternalError("store");
      for (size_t i = 0; i < texts.size(); ++i) rows[texts[i]] = {values[i] + 0.25f};
      return absl::OkStatus();
    };
    return cache;
  }

  std::map<std::string, std::vector<float>> rows;
  bool fail_lookup = false;
  bool fail_store = false;
  bool short_answer = false;
};

class CachingEmbedderTest : public testing::Test {
 protected:
  std::vector<float> Embed(const std::vector<std::string>& texts) {
    std::vector<float> rows(texts.size());
    EXPECT_OK(caching_.Embed(texts, absl::MakeSpan(rows)));
    return rows;
  }

  LengthEmbedder embedder_;
  FakeCache cache_;
  std::vector<absl::Status> errors_;
  CachingEmbedder caching_{&embedder_, cache_.Functions(), [this](const absl::Status& s) { errors_.push_back(s); }};
};

TEST_F(CachingEmbedderTest, EmbedsEachDistinctTextOnce) {
  EXPECT_THAT(Embed({"aa", "b", "aa", "aa", "b"}), ElementsAre(2.25f, 1.25f, 2.25f, 2.25f, 1.25f));
  EXPECT_THAT(embedder_.asked, ElementsAre("aa", "b"));
  EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(CachingEmbedderTest, FreshAndCachedRowsAreTheSame) {
  const std::vector<float> fresh = Embed({"aa", "b"});
  EXPECT_EQ(Embed({"aa", "b"}), fresh);
  EXPECT_THAT(embedder_.asked, ElementsAre("aa", "b"));
  EXPECT_THAT(Embed({"ccc", "b"}), ElementsAre(3.25f, 1.25f));
  EXPECT_THAT(embedder_.asked, ElementsAre("aa", "b", "ccc"));
}

TEST_F(CachingEmbedderTest, NoTextsAsksNobody) {
  EXPECT_THAT(Embed({}), IsEmpty());
  EXPECT_THAT(embedder_.asked, IsEmpty());
}

TEST_F(CachingEmbedderTest, RowsOfAnotherWidthDoNotCount) {
  cache_.rows["aa"] = {1, 2, 3};
  EXPECT_THAT(Embed({"aa"}), ElementsAre(2.25f));
}

TEST_F(CachingEmbedderTest, AFailingCacheIsPassedOver) {
  cache_.fail_lookup = true;
  EXPECT_THAT(Embed({"aa"}), ElementsAre(2));
  cache_.fail_lookup = false;
  cache_.fail_store = true;
  EXPECT_THAT(Embed({"bbb"}), ElementsAre(3));
  cache_.fail_store = false;
  cache_.short_answer = true;
  EXPECT_THAT(Embed({"cccc"}), ElementsAre(4));
  EXPECT_GE(errors_.size(), 3u);
}

TEST_F(CachingEmbedderTest, AFailingEmbedderFails) {
  embedder_.fail = true;
  std::vector<float> rows(1);
  const std::vector<std::string> texts = {"a"};
  EXPECT_EQ(caching_.Embed(texts, absl::MakeSpan(rows)).code(), absl::StatusCode::kUnavailable);
}

TEST_F(CachingEmbedderTest, IsWhatItWraps) {
  EXPECT_EQ(caching_.fingerprint(), "length");
  EXPECT_EQ(caching_.dimension(), 1);
}

}  // namespace
}  // namespace weft
