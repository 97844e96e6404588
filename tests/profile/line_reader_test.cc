#include "weft/profile/line_reader.h"

#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The lines of a text as "number:text", or "number!size" if too long.
std::vector<std::string> Lines(const std::string& text, size_t bytes_max) {
  std::istringstream in(text);
  LineReader reader(&in, bytes_max);
  LineReader::Line line;
  std::vector<std::string> lines;
  while (reader.Next(&line)) {
    lines.push_back(line.too_long ? absl::StrCat(line.number, "!", line.size)
                                  : absl::StrCat(line.number, ":", line.text));
    if (!line.too_long) {
      EXPECT_EQ(line.size, line.text.size());
    }
  }
  EXPECT_OK(reader.status());
  return lines;
}

TEST(LineReaderTest, SplitsLines) {
  EXPECT_THAT(Lines("", 9), IsEmpty());
  EXPECT_THAT(Lines("\n", 9), ElementsAre("1:"));
  EXPECT_THAT(Lines("a\nb", 9), ElementsAre("1:a", "2:b"));
  EXPECT_THAT(Lines("a\r\n\r\nb\r\n", 9), ElementsAre("1:a", "2:", "3:b"));
  EXPECT_THAT(Lines("\xef\xbb\xbf"
                    "a\n\xef\xbb\xbf"
                    "b\n",
                    9),
              ElementsAre("1:a",
                          "2:\xef\xbb\xbf"
                          "b"));
  EXPECT_THAT(Lines(std::string("a\0b\n", 4), 9), ElementsAre(std::string("1:a\0b", 5)));
}

TEST(LineReaderTest, SkipsLinesThatAreTooLong) {
  EXPECT_THAT(Lines("\xef\xbb\xbf"
                    "1234\r\n12345\n123456789012\nab",
                    4),
              ElementsAre("1:1234", "2!5", "3!12", "4:ab"));
}

TEST(LineReaderTest, LinesAcrossBuffers) {
  // The buffer holds 65,536 bytes: line breaks before, on and after its end.
  for (size_t length : {65534, 65535, 65536, 65537, 131072, 200000}) {
    const std::string big(length, 'x');
    EXPECT_THAT(Lines(big + "\r\nb\n", 1 << 20), ElementsAre("1:" + big, "2:b")) << length;
    EXPECT_THAT(Lines(big + "\nb", length - 1), ElementsAre(absl::StrCat("1!", length), "2:b")) << length;
  }
}

TEST(OpenForReadingTest, NamesWhatCannotBeRead) {
  TempDir dir;
  EXPECT_THAT(OpenForReading(dir.path()), HasReason("NOT_A_FILE"));
  EXPECT_THAT(OpenForReading(dir.File("none")), HasReason("FILE_NOT_FOUND"));
  EXPECT_THAT(OpenForReading(dir.File("none")), StatusIs(absl::StatusCode::kNotFound, HasSubstr(dir.File("none"))));
  EXPECT_OK(OpenForReading("/dev/null"));
}

TEST(LineReaderTest, SaysThatReadingFailed) {
  struct Broken : std::streambuf {
    std::streamsize xsgetn(char*, std::streamsize) override { throw std::ios_base::failure("disk"); }
  } broken;
  std::istream in(&broken);
  LineReader reader(&in, 9);
  LineReader::Line line;
  EXPECT_FALSE(reader.Next(&line));
  EXPECT_THAT(reader.status(), HasReason("FILE_FAILED"));
}

}  // namespace
}  // namespace weft
