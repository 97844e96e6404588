#include "client-examples/weekly-email/command_line.h"

#include <fstream>
#include <map>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/temp_dir.h"

namespace weft::weekly_email {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Task = CommandLine::Task;

struct Parsed {
  absl::optional<CommandLine> line;
  int exit_code = -1;
  std::string out;
  std::string err;
};

Parsed Parse(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& variables = {}) {
  std::ostringstream out;
  std::ostringstream err;
  Parsed parsed;
  parsed.line = ParseCommandLine(
      arguments,
      [&](const char* name) -> const char* {
        auto variable = variables.find(name);
        return variable == variables.end() ? nullptr : variable->second.c_str();
      },
      &out, &err, &parsed.exit_code);
  parsed.out = out.str();
  parsed.err = err.str();
  return parsed;
}

std::vector<std::string> Sending(std::vector<std::string> more = {}) {
  more.insert(more.begin(), {"--network", "food", "--smtp", "smtp://mail.example:587", "--from",
                             "Lind Valley <w@x.org>", "--journal", "j"});
  return more;
}

TEST(CommandLineTest, Defaults) {
  const Parsed parsed = Parse(Sending());
  ASSERT_TRUE(parsed.line.has_value()) << parsed.err;
  EXPECT_EQ(parsed.line->task, Task::kSend);
  EXPECT_EQ(parsed.line->server.address, "127.0.0.1:7700");
  EXPECT_EQ(parsed.line->server.network, "networks/food");
  EXPECT_EQ(parsed.line->smtp.starttls, SmtpOptions::Starttls::kRequired);
  EXPECT_EQ(parsed.line->mailer.sender.from.name, "Lind Valley");
  EXPECT_EQ(parsed.line->mailer.interval, absl::Seconds(2));
  EXPECT_FALSE(parsed.line->once);
}

TEST(CommandLineTest, Everything) {
  TempDir dir;
  std::ofstream(dir.File("password")) << "s3cret\n";
  const Parsed parsed = Parse(Sending({"--server",        "weft.example:1",
                                       "--envelope-from", "b@x.org",
                                       "--user",          "u",
                                       "--password-file", dir.File("password"),
                                       "--ca-file",       dir.File("password"),
                                       "--smtp-timeout",  "5s",
                                       "--rate",          "1/second",
                                       "--kind",          "weekly",
                                       "--kind",          "did-you-meet",
                                       "--once",          "--json"}));
  ASSERT_TRUE(parsed.line.has_value()) << parsed.err;
  EXPECT_EQ(parsed.line->smtp.password, "s3cret");
  EXPECT_EQ(parsed.line->mailer.sender.envelope, "b@x.org");
  EXPECT_EQ(parsed.line->smtp.timeout, absl::Seconds(5));
  EXPECT_EQ(parsed.line->smtp.answer_timeout, absl::Seconds(50));
  EXPECT_EQ(parsed.line->mailer.longest, absl::Seconds(55));
  EXPECT_THAT(parsed.line->mailer.kinds, ElementsAre(v1::Message::KIND_DID_YOU_MEET, v1::Message::KIND_WEEKLY));
  EXPECT_TRUE(parsed.line->once);
  EXPECT_TRUE(parsed.line->json);
}

TEST(CommandLineTest, ThePasswordMayComeFromTheEnvironment) {
  EXPECT_EQ(Parse(Sending({"--user", "u"}), {{"WEFT_SMTP_PASSWORD", "p"}}).line->smtp.password, "p");
}

TEST(CommandLineTest, TheEnvironmentNamesTheServerWhereNoFlagDoes) {
  EXPECT_EQ(Parse(Sending(), {{"WEFT_SERVER", "weft.example:1"}}).line->server.address, "weft.example:1");
  EXPECT_EQ(Parse(Sending({"--server", "b:2"}), {{"WEFT_SERVER", "weft.example:1"}}).line->server.address, "b:2");
}

TEST(CommandLineTest, TheJournalHasAPlaceOfItsOwn) {
  const std::vector<std::string> arguments = {"--network", "networks/food", "--smtp", "smtps://m", "--from", "w@x.org"};
  EXPECT_EQ(Parse(arguments, {{"STATE_DIRECTORY", "/var/lib/weft"}, {"HOME", "/h"}}).line->journal,
            "/var/lib/weft/food.journal");
  EXPECT_EQ(Parse(arguments, {{"XDG_STATE_HOME", "/s"}, {"HOME", "/h"}}).line->journal,
            "/s/weft-weekly-email/food.journal");
  EXPECT_EQ(Parse(arguments, {{"HOME", "/h"}}).line->journal, "/h/.local/state/weft-weekly-email/food.journal");
  EXPECT_THAT(Parse(arguments).err, HasSubstr("--journal is required"));
}

TEST(CommandLineTest, OtherTasksNeedNoMailServer) {
  Parsed parsed = Parse({"--network", "food", "--preview", "dir", "--member", "fn-amara"});
  ASSERT_TRUE(parsed.line.has_value()) << parsed.err;
  EXPECT_EQ(parsed.line->task, Task::kPreview);
  EXPECT_EQ(parsed.line->member, "fn-amara");
  EXPECT_EQ(Parse({"--network", "food", "--record-bounce"}).line->task, Task::kRecordBounce);
  parsed = Parse({"--network", "food", "--resolve-unsent", "networks/food/messages/m"});
  EXPECT_EQ(parsed.line->task, Task::kResolve);
  EXPECT_EQ(parsed.line->message, "networks/food/messages/m");
  EXPECT_FALSE(parsed.line->was_sent);
  EXPECT_TRUE(Parse({"--network", "food", "--resolve-sent", "networks/food/messages/m"}).line->was_sent);
}

TEST(CommandLineTest, Help) {
  const Parsed parsed = Parse({"--help"});
  EXPECT_EQ(parsed.exit_code, kExitOk);
  EXPECT_THAT(parsed.out, HasSubstr("--preview"));
}

struct UsageCase {
  const char* name;
  std::vector<std::string> arguments;
  const char* says;
};

class UsageTest : public testing::TestWithParam<UsageCase> {};

TEST_P(UsageTest, IsWrong) {
  const Parsed parsed = Parse(GetParam().arguments, {{"HOME", "/h"}});
  EXPECT_FALSE(parsed.line.has_value());
  EXPECT_EQ(parsed.exit_code, kExitUsage);
  EXPECT_THAT(parsed.err, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    All, UsageTest,
    testing::Values(
        UsageCase{"NoNetwork", {"--smtp", "smtp://m"}, "--network is required"},
        UsageCase{"NoSmtp", {"--network", "food", "--from", "w@x.org"}, "--smtp is required"},
        UsageCase{"NoFrom", {"--network", "food", "--smtp", "smtp://m"}, "--from"},
        UsageCase{"NoSuchUrl", {"--network", "food", "--smtp", "http://m", "--from", "w@x.org"}, "no mail server"},
        UsageCase{
            "PasswordInUrl", {"--network", "food", "--smtp", "smtp://u:p@m", "--from", "w@x.org"}, "no mail server"},
        UsageCase{"BadEnvelope", Sending({"--envelope-from", "nobody"}), "--envelope-from"},
        UsageCase{"NoPassword", Sending({"--user", "u"}), "WEFT_SMTP_PASSWORD"},
        UsageCase{"PasswordInTheClear", Sending({"--user", "u", "--starttls", "opportunistic"}), "in the clear"},
        UsageCase{"BadRate", Sending({"--rate", "fast"}), "--rate"},
        UsageCase{"BadTimeout", Sending({"--smtp-timeout", "1h"}), "--smtp-timeout"},
        UsageCase{"BadKind", Sending({"--kind", "gossip"}), "--kind"},
        UsageCase{"BadStarttls", Sending({"--starttls", "never"}), "--starttls"},
        UsageCase{"TwoTasks", {"--network", "food", "--record-bounce", "--preview", "d"}, "exclude"},
        UsageCase{"Unknown", {"--network", "food", "--fast"}, "--fast"}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft::weekly_email
