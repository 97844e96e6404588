#include "weft/snapshot/array_file.h"

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/base/file.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ArrayFileTest : public testing::Test {
 protected:
  ArrayFileTest() : path_(dir_.File("some.arrays")) {
    const std::vector<uint32_t> numbers = {1, 2, 3};
    const std::vector<float> none;
    Strings strings;
    strings.Add("one");
    strings.Add("");
    strings.Add("three");
    ArrayFileWriter writer;
    writer.Add("numbers", absl::MakeConstSpan(numbers));
    writer.Add("none", absl::MakeConstSpan(none));
    writer.Add("strings", strings.view());
    EXPECT_OK(writer.Write(path_));
    auto mapped = MappedFile::Open(path_);
    EXPECT_OK(mapped);
    file_ = *std::move(mapped);
  }

  TempDir dir_;
  const std::string path_;
  std::unique_ptr<MappedFile> file_;
};

TEST_F(ArrayFileTest, ReadsWhatWasWritten) {
  ASSERT_OK_AND_ASSIGN(ArrayFileReader reader, ArrayFileReader::Parse(file_->bytes(), path_));
  absl::Span<const uint32_t> numbers;
  absl::Span<const float> none;
  StringsView strings;
  ASSERT_OK(reader.Take("numbers", &numbers));
  ASSERT_OK(reader.Take("none", &none));
  ASSERT_OK(reader.Take("strings", &strings));
  EXPECT_THAT(numbers, ElementsAre(1, 2, 3));
  EXPECT_EQ(reinterpret_cast<uintptr_t>(numbers.data()) % 64, 0u);
  EXPECT_TRUE(none.empty());
  ASSERT_EQ(strings.size(), 3u);
  EXPECT_EQ(strings[0], "one");
  EXPECT_EQ(strings[1], "");
  EXPECT_EQ(strings[2], "three");
}

TEST_F(ArrayFileTest, MissingAndOtherTypesAreNamed) {
  ASSERT_OK_AND_ASSIGN(ArrayFileReader reader, ArrayFileReader::Parse(file_->bytes(), path_));
  absl::Span<const float> floats;
  EXPECT_THAT(reader.Take("numbers", &floats), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("another type")));
  EXPECT_THAT(reader.Take("absent", &floats), StatusIs(absl::StatusCode::kDataLoss, HasSubstr(path_)));
}

TEST_F(ArrayFileTest, EveryTruncationIsRefused) {
  for (size_t size = 0; size < file_->bytes().size(); ++size) {
    EXPECT_THAT(ArrayFileReader::Parse(file_->bytes().substr(0, size), path_).status(), HasReason("SNAPSHOT_CORRUPT"))
        << size;
  }
}

// Checksums catch flipped bits; but without one nothing may lead outside of the file either.
TEST_F(ArrayFileTest, NoFlippedBitLeadsOutside) {
  const absl::string_view bytes = file_->bytes();
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string changed(bytes);
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    absl::StatusOr<ArrayFileReader> reader = ArrayFileReader::Parse(changed, path_);
    if (!reader.ok()) {
      EXPECT_THAT(reader.status(), HasReason("SNAPSHOT_CORRUPT"));
      continue;
    }
    absl::Span<const uint32_t> numbers;
    StringsView strings;
    if (reader->Take("numbers", &numbers).ok()) {
      EXPECT_GE(reinterpret_cast<const char*>(numbers.data()), changed.data());
      EXPECT_LE(reinterpret_cast<const char*>(numbers.data() + numbers.size()), changed.data() + changed.size());
    }
    if (reader->Take("strings", &strings).ok()) {
      size_t read = 0;
      for (size_t i = 0; i < strings.size(); ++i) read += strings[i].size();
      EXPECT_EQ(read, strings.bytes.size());
    }
  }
}

TEST_F(ArrayFileTest, OffsetsOutOfOrderAreRefused) {
  for (const std::vector<uint64_t>& offsets :
       {std::vector<uint64_t>{0, 5, 3}, {1, 3}, {0, 2}, {0, 4}, {0, ~uint64_t{0}, 3}, {}}) {
    const std::vector<uint32_t> values = {1, 2, 3};
    ArrayFileWriter writer;
    writer.Add("lists", ListsView<uint32_t>{offsets, values});
    ASSERT_OK(writer.Write(dir_.File("lists")));
    ASSERT_OK_AND_ASSIGN(auto mapped, MappedFile::Open(dir_.File("lists")));
    ASSERT_OK_AND_ASSIGN(ArrayFileReader reader, ArrayFileReader::Parse(mapped->bytes(), "lists"));
    ListsView<uint32_t> lists;
    EXPECT_THAT(reader.Take("lists", &lists), HasReason("SNAPSHOT_CORRUPT"));
  }
}

}  // namespace
}  // namespace weft
