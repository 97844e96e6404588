#include "cli/weftctl.h"

#include <algorithm>
#include <cstdlib>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

struct UsageCase {
  const char* name;
  std::vector<std::string> arguments;
  std::string said;
};

class UsageTest : public testing::TestWithParam<UsageCase> {};

TEST_P(UsageTest, ExitsWithTwoAndSaysWhy) {
  Outcome outcome = Weftctl(GetParam().arguments);
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(
    All, UsageTest,
    testing::Values(UsageCase{"NoCommand", {}, "A command is required"},
                    UsageCase{"UnknownCommand", {"dance"}, "dance"},
                    UsageCase{"NoSubcommand", {"member"}, "A command is required"},
                    UsageCase{"MissingArgument", {"search", "food"}, "TEXT is required"},
                    UsageCase{"BadName", {"recommend", "food"}, "is not a member"},
                    UsageCase{"BadTimeout", {"--timeout", "soon", "health"}, "is not a duration"},
                    UsageCase{"BadNumber", {"recommend", "a/b", "--page-size", "many"}, "page-size"},
                    UsageCase{
                        "BadWeight", {"tie", "put", "a/b", "a/c", "--weight", "-1"}, "'-1' is not a number above 0"},
                    UsageCase{"BadPort", {"--server", "127.0.0.1:99999", "health"}, "65535"},
                    UsageCase{"NotUtf8", {"search", "food", "caf\xe9"}, "is not UTF-8 text"},
                    UsageCase{"UnknownFlag", {"health", "--colour"}, "--colour"}),
    [](const auto& info) { return info.param.name; });

class HelpTest : public testing::TestWithParam<std::vector<std::string>> {};

TEST_P(HelpTest, IsPrintedWithExamples) {
  std::vector<std::string> arguments = GetParam();
  arguments.push_back("--help");
  Outcome outcome = Weftctl(arguments);
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("Usage: weftctl"));
  const std::vector<std::string> groups = {"member", "tie", "network", "index", "contact", "introductions", "round"};
  if (arguments.size() != 2 || std::count(groups.begin(), groups.end(), arguments[0]) == 0) {
    EXPECT_THAT(outcome.out, HasSubstr("Examples:\n"));
  }
}

using Words = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(
    All, HelpTest,
    testing::Values(Words{}, Words{"recommend"}, Words{"search"}, Words{"explain"}, Words{"member"},
                    Words{"member", "get"}, Words{"member", "list"}, Words{"member", "put"}, Words{"member", "delete"},
                    Words{"tie"}, Words{"tie", "put"}, Words{"tie", "list"}, Words{"tie", "delete"}, Words{"network"},
                    Words{"network", "create"}, Words{"network", "get"}, Words{"network", "list"},
                    Words{"network", "set-policy"}, Words{"network", "policy-history"}, Words{"import"}, Words{"index"},
                    Words{"index", "status"}, Words{"index", "reload"}, Words{"health"}, Words{"contact"},
                    Words{"contact", "get"}, Words{"contact", "put"}, Words{"contact", "import"},
                    Words{"introductions"}, Words{"round"}, Words{"round", "plan"}, Words{"round", "show"},
                    Words{"round", "list"}, Words{"round", "hold"}, Words{"round", "edit"}, Words{"round", "open"},
                    Words{"round", "close"}, Words{"round", "report"}, Words{"needs-a-hand"}));

TEST(WeftctlTest, VersionIsPrinted) {
  Outcome outcome = Weftctl({"--version"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("weftctl "));
}

TEST(WeftctlTest, GlobalFlagsMayStandAnywhere) {
  FakeServer server;
  Outcome outcome = Weftctl({"network", "list", "--server", server.address(), "--timeout", "5s"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
}

TEST(WeftctlTest, TheEnvironmentNamesTheServerWhereNoFlagDoes) {
  FakeServer server;
  ASSERT_EQ(setenv("WEFT_SERVER", server.address().c_str(), 1), 0);
  const Outcome by_environment = Weftctl({"network", "list"});
  ASSERT_EQ(setenv("WEFT_SERVER", "127.0.0.1:99999", 1), 0);
  const Outcome by_flag = Weftctl({"network", "list", "--server", server.address()});
  const Outcome bad = Weftctl({"network", "list"});
  ASSERT_EQ(unsetenv("WEFT_SERVER"), 0);
  EXPECT_EQ(by_environment.exit_code, 0) << by_environment.err;
  EXPECT_EQ(by_flag.exit_code, 0) << by_flag.err;
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_THAT(bad.err, HasSubstr("WEFT_SERVER: '127.0.0.1:99999' has no port that there can be"));
}

TEST(WeftctlTest, NoServerIsAFailureWithAHint) {
  Outcome outcome = Weftctl({"--server", "127.0.0.1:1", "health"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("weftctl: UNAVAILABLE"));
  EXPECT_THAT(outcome.err, HasSubstr("hint: nothing answers at 127.0.0.1:1"));
}

}  // namespace
}  // namespace weft::cli
