#include "indexer/embedding_store.h"

#include <limits>

#include "gtest/gtest.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/random_rows.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft {
namespace {

TEST(RowBytesTest, RoundTripLosesOneRoundingOnly) {
  Random random(1);
  const std::vector<float> row = RandomUnitVector(64, &random);
  const absl::optional<std::vector<float>> back = DecodeRow(EncodeRow(row), 64);
  ASSERT_TRUE(back.has_value());
  for (int i = 0; i < 64; ++i) EXPECT_NEAR((*back)[i], row[i], 0.005);
  EXPECT_EQ(*DecodeRow(EncodeRow(*back), 64), *back);
}

TEST(RowBytesTest, RefusesWhatIsNoRow) {
  const std::string good = EncodeRow(std::vector<float>(32, 1.0f));
  EXPECT_TRUE(DecodeRow(good, 32).has_value());
  EXPECT_FALSE(DecodeRow(good, 64).has_value());
  EXPECT_FALSE(DecodeRow("", 32).has_value());
  std::string bad = good;
  bad[2] = bad[3] = '\xff';
  EXPECT_FALSE(DecodeRow(bad, 32).has_value());
}

// Counts the texts it is asked for.
class CountingEmbedder : public HashEmbedder {
 public:
  CountingEmbedder() : HashEmbedder(64) {}
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const override {
    count += texts.size();
    return HashEmbedder::Embed(texts, rows);
  }
  mutable size_t count = 0;
};

TEST(CacheInStoreTest, EmbedsEachTextOnceForAll) {
  TempDir dir;
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<EmbeddingCache> cache, EmbeddingCache::Open(dir.path()));
  const CountingEmbedder counting;
  const CachingEmbedder caching(&counting, CacheInStore(cache.get(), counting.fingerprint(), 64));
  const std::vector<std::string> texts = {"seed saving", "", "grant writing", "seed saving"};
  std::vector<float> first(4 * 64);
  std::vector<float> second(4 * 64);
  ASSERT_OK(caching.Embed(texts, absl::MakeSpan(first)));
  const size_t embedded = counting.count;
  EXPECT_LE(embedded, 3u);
  ASSERT_OK(caching.Embed(texts, absl::MakeSpan(second)));
  EXPECT_EQ(counting.count, embedded);
  EXPECT_EQ(first, second);
}

}  // namespace
}  // namespace weft
