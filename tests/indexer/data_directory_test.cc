#include "indexer/data_directory.h"

#include <filesystem>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/overwrite_file.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft {
namespace {

TEST(DataDirectoryTest, NewOneIsFine) {
  TempDir dir;
  EXPECT_OK(CheckStoreNotLost(dir.path()));
  EXPECT_OK(CheckStoreNotLost(dir.File("absent")));
  ASSERT_TRUE(std::filesystem::create_directories(dir.File("snapshots")));
  EXPECT_OK(CheckStoreNotLost(dir.path()));
}

TEST(DataDirectoryTest, SnapshotsWithoutTheirStoreAreNot) {
  TempDir dir;
  ASSERT_TRUE(std::filesystem::create_directories(dir.File("snapshots/food")));
  const absl::Status status = CheckStoreNotLost(dir.path());
  EXPECT_THAT(status, HasReason("STORE_MISSING"));
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr("weft.db"));
  ASSERT_TRUE(OverwriteFile(dir.File("weft.db"), "x"));
  EXPECT_OK(CheckStoreNotLost(dir.path()));
}

}  // namespace
}  // namespace weft
