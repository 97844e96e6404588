#include "cli/text_file.h"

#include <fstream>
#include <iostream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

TEST(TextFileTest, NumbersLinesAndTakesOffTheirEnds) {
  std::istringstream in(
      "\xef\xbb\xbf"
      "a\r\n\nlast");
  std::string seen;
  ASSERT_OK(ForEachLine("-", {&in, &std::cout, &std::cerr}, [&](int64_t line, const std::string& text) {
    seen += std::to_string(line) + "=" + text + ";";
  }));
  EXPECT_EQ(seen, "1=a;2=;3=last;");
}

TEST(TextFileTest, ReadsAFile) {
  TempDir dir;
  std::ofstream(dir.File("a")) << "x\ny\n";
  ASSERT_OK_AND_ASSIGN(std::string text, ReadText(dir.File("a"), {nullptr, nullptr, nullptr}));
  EXPECT_EQ(text, "x\ny\n");
}

TEST(TextFileTest, NamesWhatCannotBeRead) {
  TempDir dir;
  EXPECT_THAT(ReadText(dir.File("none"), {nullptr, nullptr, nullptr}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("/none: No such file")));
  EXPECT_THAT(ReadText(dir.path(), {nullptr, nullptr, nullptr}),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr(dir.path())));
}

}  // namespace
}  // namespace weft::cli
