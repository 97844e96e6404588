// The built program, killed with SIGKILL at every step of a run and started again: nobody gets a message twice, and who
// gets none is known to be uncertain.

#include <signal.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/fake_message_service.h"
#include "tests/client-examples/weekly-email/sample_messages.h"
#include "tests/client-examples/weekly-email/smtp_server.h"
#include "tests/e2e/process.h"
#include "tests/testing/paths.h"
#include "tests/testing/temp_dir.h"

namespace weft::weekly_email {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using M = v1::Message;

constexpr int kMessages = 3;
constexpr absl::Duration kPatience = absl::Seconds(60);

// Where the program is killed: at the `number`-th command to the mail server, or call of Weft, before or after it took
// effect.
struct KillCase {
  std::string where;
  int number;
  bool at_weft;
  bool after;
};

std::vector<KillCase> KillCases() {
  std::vector<KillCase> cases;
  cases.push_back({"EHLO", 1, false, false});
  for (int i = 1; i <= 2; ++i) {
    for (const char* command : {"NOOP", "MAIL", "RCPT", "DATA", "END", "STORED"})
      cases.push_back({command, i, false, false});
    for (const char* call : {"BeginDelivery", "ConfirmDelivery"}) {
      cases.push_back({call, i, true, false});
      cases.push_back({call, i, true, true});
    }
  }
  cases.push_back({"ClaimMessages", 1, true, false});
  cases.push_back({"ClaimMessages", 1, true, true});
  cases.push_back({"ClaimMessages", 2, true, true});
  return cases;
}

class KillTest : public testing::TestWithParam<std::tuple<KillCase, bool>> {
 protected:
  std::unique_ptr<e2e::Process> StartMailer() {
    return e2e::Process::Start({BuildPath("bin/weft-weekly-email"), "--server", weft_.address(), "--network", "food",
                                "--smtp", smtp_.url(), "--starttls", "opportunistic", "--from",
                                "Lind Valley <weekly@weft.example>", "--rate", "100/second", "--journal",
                                dir_.File("food.journal"), "--once"});
  }

  FakeMessageServer weft_;
  SmtpServer smtp_;
  TempDir dir_;
};

TEST_P(KillTest, NobodyGetsAMessageTwice) {
  const auto& [kill_case, lease_ends] = GetParam();
  for (int i = 0; i < kMessages; ++i) weft_.service().Add(NumberedMessage(i));
  if (kill_case.at_weft) {
    weft_.service().HoldAt(kill_case.where, kill_case.number, kill_case.after);
    smtp_.Start();
  } else {
    smtp_.Start({"--hold", absl::StrCat(kill_case.where, ":", kill_case.number)});
  }
  std::unique_ptr<e2e::Process> mailer = StartMailer();
  ASSERT_NE(mailer, nullptr);
  ASSERT_TRUE(kill_case.at_weft ? weft_.service().WaitUntilHeld(absl::Now() + kPatience) : smtp_.WaitUntilHeld());
  mailer->Signal(SIGKILL);
  absl::optional<e2e::Finished> killed = mailer->Wait(absl::Now() + kPatience);
  ASSERT_TRUE(killed.has_value());
  EXPECT_EQ(killed->exit_code, 128 + SIGKILL);
  if (kill_case.at_weft) weft_.service().Release();
  // The mail server finishes what it has, as if it had only been slow.
  if (!kill_case.at_weft) smtp_.Release();
  if (lease_ends) weft_.service().EndLeases();

  // Started again, and once more when time has passed: what can be sent is.
  for (int i = 0; i < 2; ++i) {
    mailer = StartMailer();
    absl::optional<e2e::Finished> finished = mailer->Wait(absl::Now() + kPatience);
    ASSERT_TRUE(finished.has_value());
    EXPECT_EQ(finished->exit_code, 0) << finished->err;
    weft_.service().PassTime();
    weft_.service().EndLeases();
  }
  const std::vector<std::string> uncertain = weft_.service().InState(M::STATE_UNCERTAIN);
  EXPECT_THAT(weft_.service().InState(M::STATE_SENT), SizeIs(kMessages - uncertain.size()));
  EXPECT_THAT(smtp_.CountByAddress(), Each(Pair(testing::_, 1)));
  // Only while the mail server has a complete mail and has not answered nobody can know.
  const bool may_be_uncertain = kill_case.where == "END" || kill_case.where == "STORED";
  EXPECT_THAT(uncertain, SizeIs(may_be_uncertain ? 1 : 0));
  EXPECT_GE(smtp_.CountByAddress().size(), static_cast<size_t>(kMessages - uncertain.size()));
}

INSTANTIATE_TEST_SUITE_P(All, KillTest, testing::Combine(testing::ValuesIn(KillCases()), testing::Bool()),
                         [](const auto& info) {
                           const KillCase& kill_case = std::get<0>(info.param);
                           return absl::StrCat(kill_case.after ? "After" : "At", kill_case.where, kill_case.number,
                                               std::get<1>(info.param) ? "LeaseEnds" : "");
                         });

class ProgramTest : public KillTest {};

TEST_F(ProgramTest, StopsAfterTheMailUnderWay) {
  for (int i = 0; i < kMessages; ++i) weft_.service().Add(NumberedMessage(i));
  smtp_.Start({"--hold", "RCPT:1"});
  std::unique_ptr<e2e::Process> mailer = StartMailer();
  ASSERT_TRUE(smtp_.WaitUntilHeld());
  mailer->Signal(SIGTERM);
  smtp_.Release();
  absl::optional<e2e::Finished> finished = mailer->Wait(absl::Now() + kPatience);
  ASSERT_TRUE(finished.has_value());
  EXPECT_EQ(finished->exit_code, 0) << finished->err;
  EXPECT_THAT(finished->out, HasSubstr("1 sent"));
  EXPECT_THAT(smtp_.Deliveries(), SizeIs(1));
}

TEST_F(ProgramTest, ASecondMailerIsTurnedAway) {
  weft_.service().Add(NumberedMessage(0));
  smtp_.Start({"--hold", "RCPT:1"});
  std::unique_ptr<e2e::Process> first = StartMailer();
  ASSERT_TRUE(smtp_.WaitUntilHeld());
  absl::optional<e2e::Finished> second = StartMailer()->Wait(absl::Now() + kPatience);
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(second->exit_code, 1);
  EXPECT_THAT(second->err, HasSubstr("another mailer"));
  smtp_.Release();
  EXPECT_EQ(first->Wait(absl::Now() + kPatience)->exit_code, 0);
}

TEST_F(ProgramTest, WithoutWeftItFails) {
  smtp_.Start();
  std::unique_ptr<e2e::Process> mailer = e2e::Process::Start(
      {BuildPath("bin/weft-weekly-email"), "--server", "127.0.0.1:1", "--network", "food", "--smtp", smtp_.url(),
       "--starttls", "opportunistic", "--from", "w@weft.example", "--journal", dir_.File("food.journal"), "--once"});
  absl::optional<e2e::Finished> finished = mailer->Wait(absl::Now() + kPatience);
  ASSERT_TRUE(finished.has_value());
  EXPECT_EQ(finished->exit_code, 1);
  EXPECT_THAT(finished->err, HasSubstr("weft-weekly-email: "));
}

}  // namespace
}  // namespace weft::weekly_email
