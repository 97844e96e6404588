// What needs no mail server: previews, bounces, resolving, and errors. Sending is in mailer_test.cc and kill_test.cc.

#include "client-examples/weekly-email/weekly_email.h"

#include <fstream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/client-examples/weekly-email/fake_message_service.h"
#include "tests/client-examples/weekly-email/fake_timing.h"
#include "tests/client-examples/weekly-email/sample_messages.h"
#include "tests/testing/paths.h"
#include "tests/testing/temp_dir.h"

namespace weft::weekly_email {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class WeeklyEmailTest : public testing::Test {
 protected:
  int Run(const std::string& input = "") {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int exit_code = RunWeeklyEmail(line_, time_.timing(), {&in, &out, &err});
    out_ = out.str();
    err_ = err.str();
    return exit_code;
  }

  std::string Bounce() const {
    std::ifstream in(SourcePath("tests/client-examples/weekly-email/testdata/bounce_joint.eml"), std::ios::binary);
    std::stringstream content;
    content << in.rdbuf();
    return content.str();
  }

  WeeklyEmailTest() {
    line_.server.address = fake_.address();
    line_.server.network = "networks/food";
    line_.server.attempts = 1;
    line_.mailer.sender = {{"", "preview@weft.invalid"}, ""};
  }

  FakeMessageServer fake_;
  FakeTiming time_;
  TempDir dir_;
  CommandLine line_;
  std::string out_;
  std::string err_;
};

TEST_F(WeeklyEmailTest, APreviewClaimsNothing) {
  fake_.service().Add(WeeklyMessage());
  line_.task = CommandLine::Task::kPreview;
  line_.preview_folder = dir_.File("mails");
  EXPECT_EQ(Run(), kExitOk) << err_;
  EXPECT_EQ(out_, dir_.File("mails/01-weekly-fn-amara.eml") + "\n" + dir_.File("mails/01-weekly-fn-amara.html") + "\n");
  EXPECT_THAT(fake_.service().claims(), IsEmpty());
  EXPECT_EQ(fake_.service().Get(WeeklyMessage().name()).state(), v1::Message::STATE_DUE);
}

TEST_F(WeeklyEmailTest, APreviewOfNothingSaysSo) {
  line_.task = CommandLine::Task::kPreview;
  line_.preview_folder = dir_.File("mails");
  EXPECT_EQ(Run(), kExitOk) << err_;
  EXPECT_EQ(out_, "Nothing is due.\n");
  line_.json = true;
  Run();
  EXPECT_EQ(nlohmann::json::parse(out_)["files"].size(), 0u);
}

TEST_F(WeeklyEmailTest, ABounceIsRecorded) {
  line_.task = CommandLine::Task::kRecordBounce;
  EXPECT_EQ(Run(Bounce()), kExitOk) << err_;
  ASSERT_THAT(fake_.service().bounces(), SizeIs(1));
  const v1::RecordBounceRequest bounce = fake_.service().bounces()[0];
  EXPECT_EQ(bounce.email_message_id(), "<m-mutual@weft.example>");
  EXPECT_EQ(bounce.member(), "networks/food/members/fn-tuuli");
  EXPECT_TRUE(bounce.permanent());
}

TEST_F(WeeklyEmailTest, ANoticeOfAbsenceIsNoBounceAndNoFailure) {
  line_.task = CommandLine::Task::kRecordBounce;
  EXPECT_EQ(Run("Subject: away\n\nI am away.\n"), kExitOk) << err_;
  EXPECT_THAT(out_, HasSubstr("Nothing to record"));
  EXPECT_THAT(fake_.service().bounces(), IsEmpty());
}

TEST_F(WeeklyEmailTest, AnUncertainMessageIsResolved) {
  fake_.service().Add(NumberedMessage(1));
  MessageServer server(line_.server, time_.timing());
  const v1::Message claimed = server.Claim("r", 1, absl::Minutes(1), {})->messages(0);
  ASSERT_TRUE(server.Begin(claimed.name(), claimed.claim()).ok());
  fake_.service().EndLeases();
  line_.task = CommandLine::Task::kResolve;
  line_.message = claimed.name();
  line_.was_sent = true;
  EXPECT_EQ(Run(), kExitOk) << err_;
  EXPECT_EQ(fake_.service().Get(claimed.name()).state(), v1::Message::STATE_SENT);
  EXPECT_EQ(Run(), kExitFailure);
  EXPECT_THAT(err_, HasSubstr("MESSAGE_STATE"));
}

TEST_F(WeeklyEmailTest, ErrorsGoToTheErrorStream) {
  line_.task = CommandLine::Task::kPreview;
  line_.preview_folder = dir_.File("mails");
  fake_.service().Fail("PreviewMessages", grpc::Status(grpc::StatusCode::UNAVAILABLE, "nobody there"));
  EXPECT_EQ(Run(), kExitFailure);
  EXPECT_EQ(err_, "weft-weekly-email: nobody there\n");
  EXPECT_EQ(out_, "");
}

}  // namespace
}  // namespace weft::weekly_email
