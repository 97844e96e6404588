#include "weft/profile/member_reader.h"

#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/base/file.h"
#include "weft/base/limits.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Read {
  explicit Read(const std::string& text, bool strict = false) {
    std::istringstream in(text);
    absl::StatusOr<ReadSummary> read = ReadMembers(
        &in, *NetworkName::FromId("n"), {strict},
        [this](MemberRow row) {
          members.push_back(absl::StrCat(row.line, ":", row.member.name().substr(19)));
          return absl::OkStatus();
        },
        [this](ImportError error) { errors.push_back(ToLine("f", error)); });
    EXPECT_OK(read);
    if (read.ok()) summary = *read;
  }
  std::vector<std::string> members;
  std::vector<std::string> errors;
  ReadSummary summary;
};

TEST(MemberReaderTest, GoodRowsPassBadRowsAreNamed) {
  Read read("\xef\xbb\xbf{\"id\":\"a\"}\r\n\r\n  \n{\"id\":\n{\"id\":\"b\",\"bio\":1,\"offers\":2}\n{\"id\":\"c\"}");
  EXPECT_THAT(read.members, ElementsAre("1:a", "6:c"));
  EXPECT_THAT(
      read.errors,
      ElementsAre(
          "f:4: is no valid JSON at byte 7: syntax error while parsing value - unexpected end of input; expected "
          "'[', '{', or a literal",
          "f:5: bio: is a number; expected a string", "f:5: offers: is a number; expected a list of strings"));
  EXPECT_EQ(read.summary.row_count, 4);
  EXPECT_EQ(read.summary.bad_row_count, 2);
}

TEST(MemberReaderTest, EmptyFileHasNoRows) {
  EXPECT_EQ(Read("").summary.row_count, 0);
  EXPECT_EQ(Read("\xef\xbb\xbf").summary.row_count, 0);
  EXPECT_THAT(Read("\n\n").errors, IsEmpty());
}

TEST(MemberReaderTest, DuplicatesNameTheFirstGoodLine) {
  Read read("{\"id\":\"a\",\"bio\":1}\n{\"id\":\"a\"}\n{\"id\":\"A\"}\n{\"id\":\"a\"}\n");
  EXPECT_THAT(read.members, ElementsAre("2:a", "3:A"));
  EXPECT_THAT(read.errors,
              ElementsAre("f:1: bio: is a number; expected a string", "f:4: id: is the same as in line 2"));
}

TEST(MemberReaderTest, UnknownKeysAreCountedOrRefused) {
  const std::string text =
      "{\"id\":\"a\",\"packages\":[]}\n{\"id\":\"b\",\"packages\":1,\"title\":\"x\"}\n{\"id\":\"c\"}\n";
  Read read(text);
  EXPECT_EQ(read.summary.unknown_keys.ToString(), "packages (2), title (1)");
  EXPECT_THAT(read.errors, IsEmpty());
  Read strict(text, /*strict=*/true);
  EXPECT_THAT(strict.members, ElementsAre("3:c"));
  EXPECT_THAT(strict.errors, ElementsAre("f:1: has an unknown key 'packages'", "f:2: has an unknown key 'packages'",
                                         "f:2: has an unknown key 'title'"));
}

TEST(MemberReaderTest, TenMegabyteProfileIsSkipped) {
  Read read("{\"id\":\"a\",\"bio\":\"" + std::string(10 << 20, 'x') + "\"}\n{\"id\":\"b\"}\n");
  EXPECT_THAT(read.members, ElementsAre("2:b"));
  EXPECT_THAT(read.errors, ElementsAre("f:1: is 10485779 bytes long; at most 1048576 are allowed"));
}

TEST(MemberReaderTest, MillionTagsAreSkipped) {
  std::string line = "{\"id\":\"a\",\"interests\":[\"x\"";
  for (int i = 0; i < 1000000; ++i) line += ",\"x\"";
  EXPECT_THAT(Read(line + "]}").errors, ElementsAre("f:1: is 4000028 bytes long; at most 1048576 are allowed"));
}

TEST(MemberReaderTest, LongestLineIsRead) {
  std::string line = "{\"id\":\"a\",\"x\":\"";
  line += std::string(kImportLineBytesMax - line.size() - 2, 'x') + "\"}";
  EXPECT_THAT(Read(line + "\r\n").members, ElementsAre("1:a"));
  EXPECT_EQ(Read(line + " \n").errors.size(), 1u);
}

TEST(MemberReaderTest, TheCallerCanStop) {
  std::istringstream in("{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
  int calls = 0;
  auto stop = [&calls](MemberRow) {
    ++calls;
    return absl::AbortedError("enough");
  };
  EXPECT_THAT(ReadMembers(&in, *NetworkName::FromId("n"), {}, stop, [](ImportError) {}),
              StatusIs(absl::StatusCode::kAborted, "enough"));
  EXPECT_EQ(calls, 1);
}

TEST(MemberReaderTest, FilesThatAreNone) {
  TempDir dir;
  auto ignore_member = [](MemberRow) { return absl::OkStatus(); };
  auto ignore_error = [](ImportError) {};
  EXPECT_THAT(ReadMembersFile(dir.path(), *NetworkName::FromId("n"), {}, ignore_member, ignore_error),
              HasReason("NOT_A_FILE"));
  EXPECT_THAT(ReadMembersFile(dir.File("x"), *NetworkName::FromId("n"), {}, ignore_member, ignore_error),
              HasReason("FILE_NOT_FOUND"));
  ASSERT_OK(WriteFileDurably(dir.File("x"), "{\"id\":\"a\"}"));
  ASSERT_OK_AND_ASSIGN(ReadSummary summary,
                       ReadMembersFile(dir.File("x"), *NetworkName::FromId("n"), {}, ignore_member, ignore_error));
  EXPECT_EQ(summary.row_count, 1);
}

}  // namespace
}  // namespace weft
