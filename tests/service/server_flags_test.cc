#include "service/server_flags.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

ServerCommandLine Parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "weft-server");
  return ParseServerFlags(static_cast<int>(arguments.size()), arguments.data());
}

TEST(ServerFlagsTest, Defaults) {
  const ServerCommandLine line = Parse({"--data", "d"});
  ASSERT_TRUE(line.flags.has_value()) << line.output;
  EXPECT_EQ(line.flags->server.data_directory, "d");
  EXPECT_EQ(line.flags->server.listen, "127.0.0.1:7700");
  EXPECT_EQ(line.flags->server.http_listen, "127.0.0.1:7780");
  EXPECT_FALSE(line.flags->server.http_required);
  EXPECT_EQ(line.flags->server.public_url, "");
  EXPECT_EQ(line.flags->server.connections_max, 1000);
  EXPECT_EQ(line.flags->server.workers, 0);
  EXPECT_EQ(line.flags->log_level, Log::Level::kInfo);
}

TEST(ServerFlagsTest, TakesAll) {
  const ServerCommandLine line = Parse({"--data=d", "--listen", "[::1]:1", "--model", "m", "--connections-max", "5",
                                        "--workers", "3", "--queue-max", "7", "--log-level", "debug", "--http",
                                        "127.0.0.1:2", "--public-url", "https://weft.example.org"});
  ASSERT_TRUE(line.flags.has_value()) << line.output;
  EXPECT_EQ(line.flags->server.listen, "[::1]:1");
  EXPECT_EQ(line.flags->server.http_listen, "127.0.0.1:2");
  EXPECT_TRUE(line.flags->server.http_required);
  EXPECT_EQ(line.flags->server.public_url, "https://weft.example.org");
  EXPECT_EQ(line.flags->model, "m");
  EXPECT_EQ(line.flags->server.connections_max, 5);
  EXPECT_EQ(line.flags->server.workers, 3);
  EXPECT_EQ(line.flags->server.queue_max, 7);
  EXPECT_EQ(line.flags->log_level, Log::Level::kDebug);
}

TEST(ServerFlagsTest, HelpNamesEveryOption) {
  const ServerCommandLine line = Parse({"--help"});
  EXPECT_FALSE(line.flags.has_value());
  EXPECT_EQ(line.exit_code, 0);
  for (const char* option : {"--data", "--listen", "--http", "--public-url", "--model", "--connections-max",
                             "--workers", "--queue-max", "--log-level", "SIGTERM"}) {
    EXPECT_THAT(line.output, HasSubstr(option));
  }
}

class BadCommandLineTest : public testing::TestWithParam<std::vector<const char*>> {};

TEST_P(BadCommandLineTest, IsRefused) {
  const ServerCommandLine line = Parse(GetParam());
  EXPECT_FALSE(line.flags.has_value());
  EXPECT_EQ(line.exit_code, 2);
  EXPECT_NE(line.output, "");
}

INSTANTIATE_TEST_SUITE_P(Cases, BadCommandLineTest,
                         testing::Values(std::vector<const char*>{}, std::vector<const char*>{"--data"},
                                         std::vector<const char*>{"--data", "d", "--colour"},
                                         std::vector<const char*>{"--data", "d", "--public-url", "weft.example.org"},
                                         std::vector<const char*>{"--data", "d", "more"},
                                         std::vector<const char*>{"--data", "d", "--connections-max", "0"},
                                         std::vector<const char*>{"--data", "d", "--queue-max", "x"},
                                         std::vector<const char*>{"--data", "d", "--workers", "-1"},
                                         std::vector<const char*>{"--data", "d", "--log-level", "loud"}));

}  // namespace
}  // namespace weft
