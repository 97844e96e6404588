#include "bench/network_copies.h"

#include <set>
#include <sstream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/testing/temp_dir.h"
#include "weft/base/file.h"

namespace weft {
namespace {

using testing::HasSubstr;

class NetworkCopiesTest : public testing::Test {
 protected:
  NetworkCopiesTest() {
    options_.members = Write("m.jsonl", R"({"id":"a","offers":["seed"],"circles":["stewards"]})"
                                        "\n"
                                        R"({"id":"b","groups":["stewards"]})"
                                        "\n"
                                        R"({"id":"c"})"
                                        "\n");
    options_.ties = Write("t.csv", "a,b,weight\na,b,2\nb,c,1\n");
    options_.output_dir = absl::StrCat(dir_.path(), "/out");
    options_.rewired = 0;
  }
  std::string Write(const std::string& name, const std::string& content) {
    const std::string path = absl::StrCat(dir_.path(), "/", name);
    EXPECT_TRUE(WriteFileDurably(path, content).ok());
    return path;
  }
  std::vector<std::string> Lines(const std::string& name) {
    const auto content = ReadFile(absl::StrCat(options_.output_dir, "/", name));
    EXPECT_TRUE(content.ok());
    return absl::StrSplit(*content, '\n', absl::SkipEmpty());
  }

  TempDir dir_;
  NetworkCopiesOptions options_;
};

TEST_F(NetworkCopiesTest, CopiesHaveMembersCirclesAndTiesOfTheirOwn) {
  options_.count = 5;
  const auto written = WriteNetworkCopies(options_);
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(written->members, 5);
  EXPECT_EQ(written->ties, 3);
  const std::vector<std::string> members = Lines("members.jsonl");
  ASSERT_EQ(members.size(), 5u);
  const auto fourth = nlohmann::json::parse(members[3]);
  EXPECT_EQ(fourth["id"], "c1-a");
  EXPECT_EQ(fourth["circles"][0], "c1-stewards");
  EXPECT_EQ(fourth["offers"][0], "seed");
  EXPECT_EQ(nlohmann::json::parse(members[1])["groups"][0], "c0-stewards");
  // The tie of c1-b with c1-c is left out with its end.
  EXPECT_THAT(Lines("ties.csv"), testing::ElementsAre("a,b,weight", "c0-a,c0-b,2", "c0-b,c0-c,1", "c1-a,c1-b,2"));
}

TEST_F(NetworkCopiesTest, RewiredTiesJoinTheCopies) {
  options_.count = 300;
  options_.rewired = 0.5;
  ASSERT_TRUE(WriteNetworkCopies(options_).ok());
  int crossing = 0;
  std::set<std::string> seen;
  const std::vector<std::string> lines = Lines("ties.csv");
  for (size_t l = 1; l < lines.size(); ++l) {
    const std::vector<std::string> cells = absl::StrSplit(lines[l], ',');
    EXPECT_NE(cells[0], cells[1]);
    EXPECT_TRUE(seen.insert(std::min(cells[0], cells[1]) + " " + std::max(cells[0], cells[1])).second) << lines[l];
    crossing += cells[0].substr(0, cells[0].find('-')) != cells[1].substr(0, cells[1].find('-'));
  }
  EXPECT_GT(crossing, 50);
  EXPECT_LT(crossing, 150);
}

TEST_F(NetworkCopiesTest, TheSameForTheSameSeed) {
  options_.count = 30;
  options_.rewired = 0.5;
  ASSERT_TRUE(WriteNetworkCopies(options_).ok());
  const auto first = Lines("ties.csv");
  ASSERT_TRUE(WriteNetworkCopies(options_).ok());
  EXPECT_EQ(Lines("ties.csv"), first);
  options_.seed = 2;
  ASSERT_TRUE(WriteNetworkCopies(options_).ok());
  EXPECT_NE(Lines("ties.csv"), first);
}

TEST_F(NetworkCopiesTest, NamesWhatItCannotRead) {
  options_.members = Write("bad.jsonl", "{\"id\":\"a\"}\n[1]\n");
  EXPECT_THAT(std::string(WriteNetworkCopies(options_).status().message()), HasSubstr("bad.jsonl:2"));
  options_.members = Write("empty.jsonl", "");
  EXPECT_THAT(std::string(WriteNetworkCopies(options_).status().message()), HasSubstr("no member"));
}

}  // namespace
}  // namespace weft
