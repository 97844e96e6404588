#include "bench/eval/eval_commands.h"

#include <filesystem>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/bench/eval/eval_files.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/status_matchers.h"
#include "weft/base/file.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct Ran {
  int exit_code = 0;
  std::string out, err;
};

Ran RunEval(std::vector<std::string> arguments, EvalEnvironment environment = EvalEnvironment()) {
  std::vector<const char*> argv = {"weft-eval"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  environment.load_embedder = [] {
    return absl::StatusOr<std::unique_ptr<Embedder>>(std::make_unique<HashEmbedder>(64));
  };
  Ran ran;
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  ran.exit_code = RunEvalCommands(static_cast<int>(argv.size()), argv.data(), environment);
  ran.out = testing::internal::GetCapturedStdout();
  ran.err = testing::internal::GetCapturedStderr();
  return ran;
}

class EvalCommandsTest : public testing::Test {
 protected:
  EvalCommandsTest()
      : grouped_(MakeGroupedNetwork(6)),
        files_(grouped_.members, TieCsv(grouped_.train), TieCsv(grouped_.test) + "m00,m00\n") {}
  std::vector<std::string> Arguments(const std::vector<std::string>& more) const {
    const NetworkFiles files = files_.Get();
    std::vector<std::string> all = {"--members", files.members, "--train", files.train, "--test",
                                    files.test,  "--resamples", "20",      "--shares",  "0,0.3"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  const GroupedNetwork grouped_;
  const EvalFiles files_;
};

TEST_F(EvalCommandsTest, PrintsTheTableAndWritesTheFiles) {
  const Ran ran = RunEval(Arguments({"--lists", files_.Out("lists.csv"), "--json", files_.Out("out.json")}));
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("60 members, 120 train ties, 60 test ties; lists of 10 for the "));
  EXPECT_THAT(ran.out, HasSubstr("\nweft_0.3 "));
  EXPECT_THAT(ran.out, HasSubstr("natural share"));
  EXPECT_THAT(ran.err, HasSubstr("test.csv:62: b: is 'm00' as a is; a tie joins two members; left out\n"));
  ASSERT_OK_AND_ASSIGN(const std::string lists, ReadFile(files_.Out("lists.csv")));
  EXPECT_THAT(lists, StartsWith("method,member,rank,candidate,kind\nweft_0,m"));
  ASSERT_OK_AND_ASSIGN(const std::string json, ReadFile(files_.Out("out.json")));
  EXPECT_EQ(nlohmann::json::parse(json)["counts"]["left_out"]["test_self"], 1);
}

TEST_F(EvalCommandsTest, WritesThePageAndThePicture) {
  const Ran ran = RunEval(Arguments({"--html", files_.Out("out.html"), "--picture", files_.Out("out.svg")}));
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  ASSERT_OK_AND_ASSIGN(const std::string html, ReadFile(files_.Out("out.html")));
  EXPECT_THAT(html, StartsWith("<!doctype html>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">weft_0.3</th>"));
  ASSERT_OK_AND_ASSIGN(const std::string picture, ReadFile(files_.Out("out.svg")));
  EXPECT_THAT(picture, StartsWith("<svg "));
}

TEST_F(EvalCommandsTest, OtherMethodsStandBesideWeftUnlessLeftOut) {
  EvalEnvironment environment;
  environment.others = [](const EvalNetwork& network, const BuiltNetwork&, const std::vector<uint32_t>&, int,
                          const Progress&) {
    OtherLists out;
    const std::vector<RankedList> none(network.members.size());
    out.lists.push_back({"silent", none});
    out.lists.push_back({"silent_mmr_0.5", none, {}, MethodFamily::kReranker, 0.5});
    out.curves.push_back({"mmr", {0, 1}});
    return absl::StatusOr<OtherLists>(std::move(out));
  };
  const Ran ran = RunEval(Arguments({}), environment);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("\nsilent "));
  EXPECT_THAT(ran.out, testing::Not(HasSubstr("silent_mmr_0.5")));  // Shown as a curve.
  const Ran alone = RunEval(Arguments({"--weft-only"}), environment);
  EXPECT_EQ(alone.exit_code, 0) << alone.err;
  EXPECT_THAT(alone.out, testing::Not(HasSubstr("silent")));
}

TEST_F(EvalCommandsTest, FailuresSayWhyAndExitWithOne) {
  NetworkFiles files = files_.Get();
  const Ran missing = RunEval({"--members", files.members, "--train", files.train, "--test", "nowhere.csv"});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_THAT(missing.out, IsEmpty());
  EXPECT_THAT(missing.err, StartsWith("weft-eval: error: "));
  EXPECT_THAT(missing.err, HasSubstr("nowhere.csv"));
  const Ran unwritable = RunEval(Arguments({"--json", files_.Out("none/out.json")}));
  EXPECT_EQ(unwritable.exit_code, 1);
  EXPECT_THAT(unwritable.out, IsEmpty());
}

TEST_F(EvalCommandsTest, MeasuresNeeds) {
  ASSERT_TRUE(OverwriteFile(files_.Out("ret.tsv"), "C\tx\tbicycle repair\nC\ty\ttax law\nQ\tx\tbicycle repair\n"));
  const Ran ran = RunEval({"needs", "--retrieval", files_.Out("ret.tsv"), "--json", files_.Out("needs.json")});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("1 needs over 2 offers\nMRR     1.0000\nhit@1   1.0000\nhit@10  1.0000\n"));
  ASSERT_OK_AND_ASSIGN(const std::string json, ReadFile(files_.Out("needs.json")));
  EXPECT_EQ(nlohmann::json::parse(json)["queries"], 1);
}

struct UsageCase {
  const char* name;
  std::vector<std::string> arguments;
  int exit_code;
  const char* said;
};

class UsageTest : public testing::TestWithParam<UsageCase> {};

TEST_P(UsageTest, IsExplained) {
  const Ran ran = RunEval(GetParam().arguments);
  EXPECT_EQ(ran.exit_code, GetParam().exit_code);
  EXPECT_THAT(GetParam().exit_code == 0 ? ran.out : ran.err, HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(All, UsageTest,
                         testing::Values(UsageCase{"Help", {"--help"}, 0, "held-back ties"},
                                         UsageCase{"NeedsHelp", {"needs", "--help"}, 0, "--retrieval"},
                                         UsageCase{"Nothing", {}, 2, "--members is required"},
                                         UsageCase{
                                             "NoTest", {"--members", "m", "--train", "t"}, 2, "--test is required"},
                                         UsageCase{"NeedsWithoutFile", {"needs"}, 2, "--retrieval is required"},
                                         UsageCase{"ShareOutOfRange", {"--shares", "1.5"}, 2, "--shares"},
                                         UsageCase{"UnknownFlag", {"--frobnicate"}, 2, "frobnicate"}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
