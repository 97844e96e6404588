#include "weft/store/embedding_cache.h"

#include <filesystem>
#include <thread>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/base/file.h"

namespace weft {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using Strings = std::vector<std::string>;

class EmbeddingCacheTest : public testing::Test {
 protected:
  void SetUp() override { Reopen(); }
  void Reopen() {
    cache_.reset();
    absl::StatusOr<std::unique_ptr<EmbeddingCache>> cache = EmbeddingCache::Open(dir_.path());
    ASSERT_THAT(cache, IsOk());
    cache_ = *std::move(cache);
  }
  TempDir dir_;
  const std::string path_ = dir_.File("cache/embeddings.db");
  std::unique_ptr<EmbeddingCache> cache_;
};

TEST_F(EmbeddingCacheTest, FindsByFingerprintAndText) {
  const std::string bytes("\0\1\2", 3);
  ASSERT_OK(cache_->Insert("f", Strings{"a", "b", ""}, Strings{"va", bytes, "empty text"}));
  EXPECT_THAT(*cache_->Lookup("f", Strings{"b", "x", "a", "b", ""}), ElementsAre(bytes, "", "va", bytes, "empty text"));
  EXPECT_THAT(*cache_->Lookup("g", Strings{"a"}), ElementsAre(""));
  EXPECT_THAT(*cache_->Lookup("fa", Strings{""}), ElementsAre("")) << "text and fingerprint must not run together";
  EXPECT_THAT(*cache_->Lookup("f", Strings{}), ElementsAre());
  Reopen();
  EXPECT_THAT(*cache_->Lookup("f", Strings{"a"}), ElementsAre("va"));
}

TEST_F(EmbeddingCacheTest, LastInsertWins) {
  ASSERT_OK(cache_->Insert("f", Strings{"a", "a"}, Strings{"1", "1"}));
  ASSERT_OK(cache_->Insert("f", Strings{"a"}, Strings{"2"}));
  EXPECT_THAT(*cache_->Lookup("f", Strings{"a"}), ElementsAre("2"));
}

TEST_F(EmbeddingCacheTest, TextIsNotStored) {
  const std::string secret = "zanzibar-the-unmistakable";
  ASSERT_OK(cache_->Insert("f", Strings{secret}, Strings{"v"}));
  cache_.reset();
  ASSERT_OK_AND_ASSIGN(const std::string bytes, ReadFile(path_));
  EXPECT_EQ(bytes.find(secret), std::string::npos);
}

TEST_F(EmbeddingCacheTest, DamagedFileIsMovedAsideAndBegunAnew) {
  ASSERT_OK(cache_->Insert("f", Strings{"a"}, Strings{"va"}));
  cache_.reset();
  for (const char* content : {"", "garbage", "SQLite format 3 and then nothing"}) {
    ASSERT_OK(WriteFileDurably(path_, content));
    Reopen();
    EXPECT_THAT(*cache_->Lookup("f", Strings{"a"}), ElementsAre(""));
    ASSERT_OK(cache_->Insert("f", Strings{"a"}, Strings{"va"}));
    EXPECT_THAT(*cache_->Lookup("f", Strings{"a"}), ElementsAre("va"));
    cache_.reset();
    ASSERT_OK_AND_ASSIGN(const std::string aside, ReadFile(path_ + ".damaged"));
    EXPECT_EQ(aside, content);
  }
}

TEST_F(EmbeddingCacheTest, DamageFoundInUseBeginsAnew) {
  Strings texts;
  for (int i = 0; i < 500; ++i) texts.push_back(absl::StrCat("text ", i));
  ASSERT_OK(cache_->Insert("f", texts, Strings(texts.size(), std::string(1000, 'v'))));
  cache_.reset();
  ASSERT_OK_AND_ASSIGN(std::string bytes, ReadFile(path_));
  // All pages but the first lose their heads.
  for (size_t page = 2 * 4096; page < bytes.size(); page += 4096) bytes.replace(page, 100, 100, '\xee');
  ASSERT_OK(WriteFileDurably(path_, bytes));
  Reopen();
  EXPECT_THAT(*cache_->Lookup("f", texts), Each(""));
  EXPECT_TRUE(std::filesystem::exists(path_ + ".damaged"));
  ASSERT_OK(cache_->Insert("f", texts, Strings(texts.size(), "v")));
  EXPECT_THAT(*cache_->Lookup("f", texts), Each("v"));
}

TEST_F(EmbeddingCacheTest, FlippedByteOfAValueIsNotTrusted) {
  ASSERT_OK(cache_->Insert("f", Strings{"a"}, Strings{std::string(100, 'v')}));
  cache_.reset();
  ASSERT_OK_AND_ASSIGN(std::string bytes, ReadFile(path_));
  const size_t at = bytes.find(std::string(100, 'v'));
  ASSERT_NE(at, std::string::npos);
  bytes[at + 50] = 'w';
  ASSERT_OK(WriteFileDurably(path_, bytes));
  Reopen();
  EXPECT_THAT(*cache_->Lookup("f", Strings{"a"}), ElementsAre(""));
}

TEST_F(EmbeddingCacheTest, ThreadsAndProcessesShareIt) {
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<EmbeddingCache> other, EmbeddingCache::Open(dir_.path()));
  std::vector<std::thread> threads;
  std::vector<absl::Status> statuses(6);
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&, t] {
      EmbeddingCache* cache = t % 2 == 0 ? cache_.get() : other.get();
      for (int i = 0; i < 20 && statuses[t].ok(); ++i) {
        const Strings texts = {absl::StrCat(t, "-", i), absl::StrCat("shared ", i)};
        statuses[t] = cache->Insert("f", texts, texts);
        absl::StatusOr<Strings> found = cache->Lookup("f", texts);
        if (!found.ok()) statuses[t] = found.status();
        if (found.ok() && *found != texts) statuses[t] = absl::InternalError("lost an own insert");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const absl::Status& status : statuses) EXPECT_OK(status);
}

}  // namespace
}  // namespace weft
