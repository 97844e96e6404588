#include "weft/base/file.h"

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

TEST(FileTest, WritesReadsAndReplaces) {
  TempDir dir;
  const std::string path = dir.File("a");
  EXPECT_OK(WriteFileDurably(path, std::string("x\0y", 3)));
  EXPECT_OK(ReplaceFileDurably(path, "second"));
  ASSERT_OK_AND_ASSIGN(std::string content, ReadFile(path));
  EXPECT_EQ(content, "second");
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<MappedFile> mapped, MappedFile::Open(path));
  EXPECT_EQ(mapped->bytes(), "second");
}

TEST(FileTest, MissingFileIsNamed) {
  EXPECT_THAT(ReadFile("/nonexistent/file").status(),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("/nonexistent/file")));
  EXPECT_THAT(MappedFile::Open("/nonexistent/file").status(), HasReason("FILE_NOT_FOUND"));
}

TEST(FileTest, EmptyFileMaps) {
  TempDir dir;
  EXPECT_OK(WriteFileDurably(dir.File("empty"), ""));
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<MappedFile> mapped, MappedFile::Open(dir.File("empty")));
  EXPECT_EQ(mapped->bytes(), "");
}

TEST(FileTest, FolderIsNoFile) {
  TempDir dir;
  EXPECT_THAT(MappedFile::Open(dir.path()).status(), HasReason("NOT_A_FILE"));
}

TEST(FileTest, ChecksumIsXxh3) {
  EXPECT_EQ(Checksum(""), "99aa06d3014798d86001c324468d497f");  // Published test vector of XXH3-128.
  EXPECT_NE(Checksum("a"), Checksum("b"));
}

TEST(FileLockTest, SecondHolderIsRefusedAndToldWho) {
  TempDir dir;
  const std::string path = dir.File("server.lock");
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<FileLock> first, FileLock::Acquire(path));
  absl::Status refused = FileLock::Acquire(path).status();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("pid ")));
  EXPECT_THAT(refused, HasReason("LOCKED"));
  first.reset();
  EXPECT_OK(FileLock::Acquire(path).status());
}

}  // namespace
}  // namespace weft
