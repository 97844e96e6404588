#include "client-examples/weekly-email/bounce_report.h"

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/paths.h"
#include "tests/testing/status_matchers.h"

namespace weft::weekly_email {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string Bounce(const std::string& name) {
  std::ifstream in(SourcePath("tests/client-examples/weekly-email/testdata/" + name), std::ios::binary);
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

TEST(BounceReportTest, OneOfTwoRecipients) {
  ASSERT_OK_AND_ASSIGN(BounceReport report, ReadBounce(Bounce("bounce_joint.eml")));
  EXPECT_EQ(report.message_id, "<m-mutual@weft.example>");
  ASSERT_THAT(report.failures, SizeIs(1));
  EXPECT_EQ(report.failures[0].member_id, "fn-tuuli");
  EXPECT_TRUE(report.failures[0].permanent);
  EXPECT_THAT(report.failures[0].detail, HasSubstr("5.1.1"));
}

TEST(BounceReportTest, HeadersOnlyAndAForwardedAddress) {
  ASSERT_OK_AND_ASSIGN(BounceReport report, ReadBounce(Bounce("bounce_headers_only.eml")));
  EXPECT_EQ(report.message_id, "<m-proposal@weft.example>");
  ASSERT_THAT(report.failures, SizeIs(1));
  EXPECT_EQ(report.failures[0].member_id, "fn-amara");
  EXPECT_FALSE(report.failures[0].permanent) << "a full mailbox is emptied some day";
}

TEST(BounceReportTest, ADelayIsNoBounce) {
  EXPECT_THAT(ReadBounce(absl::StrReplaceAll(Bounce("bounce_joint.eml"), {{"Action: failed", "Action: delayed"}})),
              StatusIs(absl::StatusCode::kNotFound, testing::_));
}

TEST(BounceReportTest, RefusedByPolicyIsNoReasonToStrikeAnAddressOff) {
  ASSERT_OK_AND_ASSIGN(BounceReport report, ReadBounce(absl::StrReplaceAll(Bounce("bounce_joint.eml"),
                                                                           {{"Status: 5.1.1", "Status: 5.7.1"}})));
  EXPECT_FALSE(report.failures[0].permanent);
}

TEST(BounceReportTest, WindowsLineEnds) {
  ASSERT_OK_AND_ASSIGN(BounceReport report,
                       ReadBounce(absl::StrReplaceAll(Bounce("bounce_joint.eml"), {{"\n", "\r\n"}})));
  EXPECT_EQ(report.failures[0].member_id, "fn-tuuli");
}

TEST(BounceReportTest, WhatIsNoReport) {
  for (const std::string& mail :
       {std::string(), std::string("Subject: I am away until Monday\n\nBest wishes\n"), std::string("\0\xff\n\n", 4),
        absl::StrCat("Content-Type: multipart/report; boundary=x\n\n--x\n\n--x--\n"),
        absl::StrReplaceAll(Bounce("bounce_joint.eml"), {{"Message-Id: <m-mutual@weft.example>\n", ""}})}) {
    EXPECT_THAT(ReadBounce(mail), StatusIs(absl::StatusCode::kNotFound, testing::_));
  }
}

}  // namespace
}  // namespace weft::weekly_email
