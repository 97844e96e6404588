#include "indexer/text_file_embedding.h"

#include <cstring>
#include <filesystem>

#include "gtest/gtest.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/overwrite_file.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/base/file.h"

namespace weft {
namespace {

TEST(EmbedTextFileTest, OneRowALineAndZerosForAnEmptyOne) {
  TempDir dir;
  const HashEmbedder embedder(32);
  ASSERT_TRUE(OverwriteFile(dir.File("in"), "seed saving\n\ngrant writing"));
  ASSERT_OK_AND_ASSIGN(uint64_t rows, EmbedTextFile(embedder, dir.File("in"), dir.File("out"), nullptr));
  EXPECT_EQ(rows, 3u);
  ASSERT_OK_AND_ASSIGN(std::string bytes, ReadFile(dir.File("out")));
  std::vector<float> expected(3 * 32);
  ASSERT_OK(embedder.Embed({"seed saving", "", "grant writing"}, absl::MakeSpan(expected)));
  ASSERT_EQ(bytes.size(), expected.size() * sizeof(float));
  EXPECT_EQ(std::memcmp(bytes.data(), expected.data(), bytes.size()), 0);
}

TEST(EmbedTextFileTest, ManyLinesKeepTheirOrder) {
  TempDir dir;
  const HashEmbedder embedder(32);
  std::string text;
  for (int i = 0; i < 2500; ++i) text += i % 2 == 0 ? "even\n" : "odd\n";
  ASSERT_TRUE(OverwriteFile(dir.File("in"), text));
  ASSERT_OK_AND_ASSIGN(uint64_t rows, EmbedTextFile(embedder, dir.File("in"), dir.File("out"), nullptr));
  EXPECT_EQ(rows, 2500u);
  ASSERT_OK_AND_ASSIGN(std::string bytes, ReadFile(dir.File("out")));
  ASSERT_EQ(bytes.size(), 2500u * 32 * sizeof(float));
  EXPECT_EQ(bytes.substr(0, 128), bytes.substr(2048 * 128, 128));
  EXPECT_NE(bytes.substr(0, 128), bytes.substr(2049 * 128, 128));
}

TEST(EmbedTextFileTest, AnEmptyFileGivesNoRows) {
  TempDir dir;
  ASSERT_TRUE(OverwriteFile(dir.File("in"), ""));
  ASSERT_OK_AND_ASSIGN(uint64_t rows, EmbedTextFile(HashEmbedder(32), dir.File("in"), dir.File("out"), nullptr));
  EXPECT_EQ(rows, 0u);
  EXPECT_TRUE(std::filesystem::exists(dir.File("out")));
}

TEST(EmbedTextFileTest, RefusesALineItCannotRead) {
  TempDir dir;
  ASSERT_TRUE(OverwriteFile(dir.File("in"), "seeds\ncaf\xe9\n"));
  EXPECT_THAT(EmbedTextFile(HashEmbedder(32), dir.File("in"), dir.File("out"), nullptr).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("in:2 is not UTF-8 (byte 4)")));
  ASSERT_TRUE(OverwriteFile(dir.File("in"), std::string(2 << 20, 'x')));
  EXPECT_THAT(EmbedTextFile(HashEmbedder(32), dir.File("in"), dir.File("out"), nullptr).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("in:1 is 2097152 bytes long")));
  EXPECT_FALSE(std::filesystem::exists(dir.File("out")));
}

TEST(EmbedTextFileTest, NamesTheFileThatFails) {
  TempDir dir;
  EXPECT_THAT(EmbedTextFile(HashEmbedder(32), dir.File("absent"), dir.File("out"), nullptr).status(),
              StatusIs(absl::StatusCode::kNotFound, testing::HasSubstr("absent")));
  EXPECT_FALSE(std::filesystem::exists(dir.File("out")));
  ASSERT_TRUE(OverwriteFile(dir.File("in"), "x"));
  EXPECT_THAT(EmbedTextFile(HashEmbedder(32), dir.File("in"), dir.File("no/such/out"), nullptr).status(),
              StatusIs(absl::StatusCode::kInternal, testing::HasSubstr("no/such/out")));
}

}  // namespace
}  // namespace weft
