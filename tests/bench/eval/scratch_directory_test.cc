#include "bench/eval/scratch_directory.h"

#include <cstdlib>
#include <filesystem>

#include "gtest/gtest.h"
#include "tests/testing/overwrite_file.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

TEST(ScratchDirectoryTest, GoesWithAllThatIsInIt) {
  std::string path;
  {
    ASSERT_OK_AND_ASSIGN(const std::unique_ptr<ScratchDirectory> scratch, ScratchDirectory::Make());
    path = scratch->path();
    EXPECT_TRUE(OverwriteFile(path + "/x", "y"));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(ScratchDirectoryTest, EachHasItsOwn) {
  ASSERT_OK_AND_ASSIGN(const std::unique_ptr<ScratchDirectory> one, ScratchDirectory::Make());
  ASSERT_OK_AND_ASSIGN(const std::unique_ptr<ScratchDirectory> other, ScratchDirectory::Make());
  EXPECT_NE(one->path(), other->path());
}

}  // namespace
}  // namespace weft
