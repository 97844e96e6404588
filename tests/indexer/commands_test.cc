#include "indexer/commands.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "gtest/gtest.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/overwrite_file.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

class CommandsTest : public testing::Test {
 protected:
  struct Outcome {
    int code;
    std::string out;
    std::string err;
  };
  Outcome Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "weft-indexer");
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    CommandEnvironment environment;
    environment.load_embedder = []() -> absl::StatusOr<std::unique_ptr<Embedder>> {
      return std::make_unique<HashEmbedder>(64);
    };
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = RunCommands(static_cast<int>(argv.size()), argv.data(), environment);
    return {code, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
  }
  std::vector<std::string> ImportArguments(const std::string& members) {
    EXPECT_TRUE(OverwriteFile(files_.File("members.jsonl"), members));
    return {"import", "--data", data_, "--network", "food", "--members", files_.File("members.jsonl")};
  }

  TempDir dir_;
  TempDir files_;
  const std::string data_ = dir_.File("data");
};

TEST_F(CommandsTest, HelpIsForEveryCommand) {
  EXPECT_EQ(Run({"--help"}).code, 0);
  for (const char* command : {"import", "build", "verify", "watch", "embed"}) {
    const Outcome outcome = Run({command, "--help"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, HasSubstr("--help"));
    EXPECT_EQ(outcome.err, "");
  }
}

TEST_F(CommandsTest, VersionIsPrinted) {
  const Outcome outcome = Run({"--version"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("weft-indexer "));
}

TEST_F(CommandsTest, UnknownCommandIsNamed) {
  EXPECT_THAT(Run({"improt"}).err, HasSubstr("improt"));
  EXPECT_THAT(Run({}).err, HasSubstr("import, build, verify, watch or embed"));
}

TEST_F(CommandsTest, VerifyFailsWhereThereIsNothing) {
  const Outcome outcome = Run({"verify", "--data", dir_.File("absent")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("no data directory"));
}

TEST_F(CommandsTest, AWrongCommandLineIsRefused) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {},
           {"improt"},
           {"build"},
           {"verify", "--data", data_, "--no-such"},
           {"import", "--data", data_, "--network", "food", "--members", "f", "--unspoken", "maybe"}}) {
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err, "");
  }
}

TEST_F(CommandsTest, ImportBuildVerify) {
  const Outcome import = Run(ImportArguments("{\"id\":\"ann\",\"interests\":[\"seeds\"]}\n"));
  EXPECT_EQ(import.code, 0) << import.err;
  EXPECT_THAT(import.out, HasSubstr("1 created"));
  const Outcome build = Run({"build", "--data", data_, "--network", "food"});
  EXPECT_EQ(build.code, 0) << build.err;
  EXPECT_THAT(build.out, HasSubstr("food: 1 members"));
  EXPECT_THAT(build.out, HasSubstr("\nisolates: 1 members without a tie\n"));
  const Outcome verify = Run({"verify", "--data", data_});
  EXPECT_EQ(verify.code, 0) << verify.err;
  EXPECT_THAT(verify.out, HasSubstr("(current)"));
  ASSERT_TRUE(OverwriteFile(data_ + "/snapshots/stray", "x"));
  const Outcome stray = Run({"verify", "--data", data_});
  EXPECT_EQ(stray.code, 1);
  EXPECT_THAT(stray.err, HasSubstr("/snapshots/stray"));
}

TEST_F(CommandsTest, JsonIsOneDocument) {
  std::vector<std::string> arguments = ImportArguments("{\"id\":\"ann\",\"rank\":1}\nrubbish\n");
  arguments.push_back("--json");
  const Outcome import = Run(arguments);
  EXPECT_EQ(import.code, 1);
  const nlohmann::json imported = nlohmann::json::parse(import.out, nullptr, false);
  ASSERT_TRUE(imported.is_object()) << import.out;
  EXPECT_EQ(imported["members"]["created_count"], 1);
  EXPECT_EQ(imported["members"]["errors"][0]["line"], 2);
  EXPECT_EQ(imported["members"]["unknown_keys"]["rank"], 1);
  const nlohmann::json built =
      nlohmann::json::parse(Run({"build", "--data", data_, "--network", "food", "--json"}).out, nullptr, false);
  EXPECT_EQ(built["member_count"], 1);
  EXPECT_EQ(built["embedder"], "hash-64");
  EXPECT_EQ(built["isolate_count"], 1);
  EXPECT_EQ(built["fine_cluster_count"], 0);
  for (const char* partition : {"clusters", "fine_clusters"}) {
    EXPECT_GE(built[partition]["resolution"], 1);
    EXPECT_EQ(built[partition]["count"], 0);
    for (const char* list : {"carried_on", "appeared", "vanished", "splits", "merges"}) {
      EXPECT_TRUE(built[partition][list].is_array()) << list;
    }
  }
  const nlohmann::json verified = nlohmann::json::parse(Run({"verify", "--data", data_, "--json"}).out, nullptr, false);
  EXPECT_EQ(verified["ok"], true);
  EXPECT_EQ(verified["snapshots"].size(), 1u);
}

TEST_F(CommandsTest, ADryRunMakesNoDataDirectory) {
  std::vector<std::string> arguments = ImportArguments("{\"id\":\"ann\"}\n");
  arguments.push_back("--dry-run");
  const Outcome outcome = Run(arguments);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("nothing was written"));
  EXPECT_FALSE(std::filesystem::exists(data_));
}

TEST_F(CommandsTest, BuildNeedsAStoreANetworkAndAPointInTime) {
  EXPECT_EQ(Run({"build", "--data", data_, "--network", "food"}).code, 1);
  EXPECT_FALSE(std::filesystem::exists(data_));
  ASSERT_EQ(Run(ImportArguments("{\"id\":\"ann\"}\n")).code, 0);
  EXPECT_THAT(Run({"build", "--data", data_, "--network", "foot"}).err, HasSubstr("NETWORK_NOT_FOUND"));
  EXPECT_THAT(Run({"build", "--data", data_, "--network", "food", "--as-of", "7"}).err, HasSubstr("--as-of"));
  EXPECT_THAT(Run({"build", "--data", data_, "--network", "food", "--as-of", "soon"}).err, HasSubstr("--as-of"));
  EXPECT_EQ(Run({"build", "--data", data_, "--network", "food", "--as-of", "2026-01-01"}).code, 0);
}

TEST_F(CommandsTest, EmbedWritesRows) {
  ASSERT_TRUE(OverwriteFile(files_.File("texts"), "seeds\n\n"));
  const Outcome outcome = Run({"embed", "--in", files_.File("texts"), "--out", files_.File("rows"), "--json"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(nlohmann::json::parse(outcome.out, nullptr, false)["row_count"], 2);
  EXPECT_EQ(std::filesystem::file_size(files_.File("rows")), 2 * 64 * sizeof(float));
}

}  // namespace
}  // namespace weft
