#include "client-examples/weekly-email/preview.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/sample_messages.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft::weekly_email {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

const Sender kSender = {{"", "preview@weft.invalid"}, ""};

TEST(PreviewTest, WritesMailsAndPages) {
  TempDir dir;
  v1::Message sample = StillWelcomeMessage();
  sample.clear_email_message_id();
  for (v1::Link& link : *sample.mutable_recipients(0)->mutable_links()) link.clear_url();
  sample.mutable_recipients(0)->set_member("networks/food/members/../~a");
  ASSERT_OK_AND_ASSIGN(
      std::vector<std::string> files,
      WritePreviews({WeeklyMessage(), MutualMessage(), sample}, kSender, absl::FromUnixSeconds(0), dir.File("mails")));
  const std::string base = dir.File("mails/");
  EXPECT_THAT(files, ElementsAre(base + "01-weekly-fn-amara.eml", base + "01-weekly-fn-amara.html",
                                 base + "02-mutual-all.eml", base + "02-mutual-all.html",
                                 base + "03-still-welcome-_a.eml", base + "03-still-welcome-_a.html"));
  EXPECT_THAT(Content(files[0]), AllOf(HasSubstr("Subject: "), HasSubstr("multipart/alternative")));
  EXPECT_THAT(Content(files[1]), HasSubstr("<!DOCTYPE html>"));
  EXPECT_THAT(Content(files[5]), HasSubstr("https://weft.invalid/i/t2-13"));
}

TEST(PreviewTest, NothingDueIsNoFile) {
  TempDir dir;
  ASSERT_OK_AND_ASSIGN(std::vector<std::string> files, WritePreviews({}, kSender, absl::Now(), dir.File("mails")));
  EXPECT_THAT(files, testing::IsEmpty());
}

TEST(PreviewTest, AFolderThatCannotBeMadeIsNamed) {
  EXPECT_THAT(WritePreviews({}, kSender, absl::Now(), "/proc/none"),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("/proc/none")));
}

}  // namespace
}  // namespace weft::weekly_email
