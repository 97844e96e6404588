#include "tests/e2e/weft_fixture.h"

#include <signal.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/testing/paths.h"

namespace weft::e2e {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(60);  // Also under a sanitizer on a busy machine.

std::string Sample(const std::string& file) { return SourcePath("samples/food-network/" + file); }

}  // namespace

std::string Program(const std::string& name) { return BuildPath("bin/" + name); }

void WeftFixture::TearDown() {
  if (server_ != nullptr) StopServer();
}

std::string WeftFixture::WriteText(const std::string& name, const std::string& text) const {
  std::ofstream(dir_.File(name), std::ios::binary) << text;
  return dir_.File(name);
}

Finished WeftFixture::Indexer(const std::string& command, const std::vector<std::string>& more) const {
  std::vector<std::string> argv = {Program("weft-indexer"), command, "--data", data()};
  argv.insert(argv.end(), more.begin(), more.end());
  return RunToEnd(argv);
}

void WeftFixture::MakeFoodNetwork() const {
  Finished import = Indexer("import", {"--network", "food", "--members", Sample("members.jsonl"), "--ties",
                                       Sample("ties.csv"), "--unspoken", "show"});
  ASSERT_EQ(import.exit_code, 0) << import.err;
  Finished build = Indexer("build", {"--network", "food"});
  ASSERT_EQ(build.exit_code, 0) << build.err;
}

void WeftFixture::StartServer() {
  server_ =
      Process::Start({Program("weft-server"), "--data", data(), "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0"});
  ASSERT_NE(server_, nullptr);
  absl::optional<std::string> line = server_->WaitForErrLine("\"serving\"", absl::Now() + kPatience);
  if (!line.has_value()) {
    absl::optional<Finished> finished = server_->Wait(absl::Now());
    server_.reset();
    FAIL() << "the server does not serve: " << (finished.has_value() ? finished->err : "it still runs");
  }
  const nlohmann::json event = nlohmann::json::parse(*line, nullptr, /*allow_exceptions=*/false);
  ASSERT_TRUE(event.is_object() && event.contains("address")) << *line;
  address_ = event["address"].get<std::string>();
}

void WeftFixture::StopServer() {
  server_->Signal(SIGTERM);
  absl::optional<Finished> finished = server_->Wait(absl::Now() + kPatience);
  server_.reset();
  ASSERT_TRUE(finished.has_value()) << "the server does not stop";
  EXPECT_EQ(finished->exit_code, 0) << finished->err;
}

void WeftFixture::KillServer() {
  server_->Signal(SIGKILL);
  absl::optional<Finished> finished = server_->Wait(absl::Now() + kPatience);
  server_.reset();
  ASSERT_TRUE(finished.has_value());
  EXPECT_EQ(finished->exit_code, 128 + SIGKILL) << finished->err;
}

Finished WeftFixture::Ctl(const std::vector<std::string>& arguments) const {
  std::vector<std::string> argv = {Program("weftctl"), "--server", address_, "--timeout", "30s"};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  return RunToEnd(argv);
}

nlohmann::json WeftFixture::CtlJson(std::vector<std::string> arguments) const {
  arguments.push_back("--json");
  Finished finished = Ctl(arguments);
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  nlohmann::json json = nlohmann::json::parse(finished.out, nullptr, /*allow_exceptions=*/false);
  EXPECT_TRUE(json.is_object()) << finished.out;
  return json;
}

std::vector<std::string> WeftFixture::Ids(const nlohmann::json& entries) {
  std::vector<std::string> ids;
  for (const nlohmann::json& entry : entries) {
    const std::string name = entry["member"].get<std::string>();
    ids.push_back(name.substr(name.rfind('/') + 1));
  }
  return ids;
}

std::vector<std::string> WeftFixture::Recommended(const std::string& member,
                                                  const std::vector<std::string>& more) const {
  std::vector<std::string> arguments = {"recommend", absl::StrCat("food/", member)};
  arguments.insert(arguments.end(), more.begin(), more.end());
  nlohmann::json answer = CtlJson(arguments);
  return answer.is_object() ? Ids(answer["recommendations"]) : std::vector<std::string>();
}

std::vector<std::string> WeftFixture::Found(const std::string& query) const {
  nlohmann::json answer = CtlJson({"search", "food", query});
  return answer.is_object() ? Ids(answer["results"]) : std::vector<std::string>();
}

bool WeftFixture::Eventually(const std::function<bool()>& is_so) {
  const absl::Time deadline = absl::Now() + absl::Seconds(20);
  do {
    if (is_so()) return true;
  } while (absl::Now() < deadline);
  return false;
}

}  // namespace weft::e2e
