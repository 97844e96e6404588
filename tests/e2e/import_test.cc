// weft-indexer import, and import through a server: what is good gets in, what is bad is named.

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "tests/e2e/weft_fixture.h"

namespace weft::e2e {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

using ImportTest = WeftFixture;

constexpr char kMembers[] =
    "{\"id\":\"ada\",\"interests\":[\"seeds\"]}\n"
    "{\"id\":\"bad id\"}\n"
    "no json\n"
    "{\"id\":\"ben\",\"skills\":\"one\"}\n"
    "{\"id\":\"ada\"}\n"
    "{\"id\":\"cleo\",\"offers\":[\"\xff\"]}\n"
    "{\"id\":\"dora\",\"offers\":[\"bread\"],\"rank\":1}\n";
constexpr char kTies[] =
    "a,b,weight,time\n"
    "ada,dora,1,2026-01-01\n"
    "ada,ada,1,\n"
    "ada,nobody,1,\n"
    "ada,dora,nan,\n"
    "ada,dora,0,\n"
    "ada,dora,1,soon\n";

// A bad line is named by its number, whatever stands around it.
testing::Matcher<const std::string&> NamesLines(const std::vector<int>& lines) {
  testing::Matcher<const std::string&> all = testing::_;
  for (int line : lines) all = AllOf(all, ContainsRegex(absl::StrCat("(line |:)", line, "[^0-9]")));
  return all;
}

TEST_F(ImportTest, BadLinesAreNamedAndTheGoodOnesGetIn) {
  Finished import = Indexer("import", {"--network", "n", "--members", WriteText("members.jsonl", kMembers), "--ties",
                                       WriteText("ties.csv", kTies)});
  EXPECT_EQ(import.exit_code, 1);
  EXPECT_THAT(import.out + import.err, NamesLines({2, 3, 4, 5, 6, 7}));
  EXPECT_THAT(import.out + import.err, HasSubstr("rank"));
  StartServer();
  nlohmann::json network = CtlJson({"network", "get", "n"});
  EXPECT_EQ(network["member_count"], "2");
  EXPECT_EQ(network["tie_count"], "1");
}

TEST_F(ImportTest, StrictImportsNothingThen) {
  Finished import =
      Indexer("import", {"--network", "n", "--members", WriteText("members.jsonl", kMembers), "--strict"});
  EXPECT_EQ(import.exit_code, 1);
  StartServer();
  Finished get = Ctl({"member", "get", "n/ada"});
  EXPECT_EQ(get.exit_code, 1);
  EXPECT_THAT(get.err, HasSubstr("NOT_FOUND"));
}

TEST_F(ImportTest, DryRunImportsNothing) {
  Finished import =
      Indexer("import", {"--network", "n", "--members", WriteText("members.jsonl", "{\"id\":\"ada\"}\n"), "--dry-run"});
  EXPECT_EQ(import.exit_code, 0) << import.err;
  StartServer();
  EXPECT_EQ(Ctl({"member", "get", "n/ada"}).exit_code, 1);
}

TEST_F(ImportTest, ThroughAServerLinesAreNamedToo) {
  StartServer();
  CtlJson({"network", "create", "n", "--unspoken", "show", "--unspoken-ground", "they signed up"});
  Finished import =
      Ctl({"import", "networks/n", WriteText("members.jsonl", kMembers), "--ties", WriteText("ties.csv", kTies)});
  EXPECT_EQ(import.exit_code, 1);
  EXPECT_THAT(import.err, NamesLines({2, 3, 4, 6, 7}));
  nlohmann::json network = CtlJson({"network", "get", "n"});
  EXPECT_EQ(network["member_count"], "2");
  EXPECT_EQ(network["tie_count"], "1");
}

TEST_F(ImportTest, BesideARunningServerIsSeen) {
  MakeFoodNetwork();
  StartServer();
  Finished import =
      Indexer("import", {"--network", "food", "--members",
                         WriteText("more.jsonl", "{\"id\":\"zoe\",\"offers\":[\"stone-ground flour\"]}\n"),
                         "--unspoken", "show"});
  ASSERT_EQ(import.exit_code, 0) << import.err;
  EXPECT_TRUE(Eventually([this] { return Ctl({"member", "get", "food/zoe"}).exit_code == 0; }));
  EXPECT_TRUE(Eventually([this] {
    const std::vector<std::string> found = Found("stone-ground flour");
    return !found.empty() && found[0] == "zoe";
  }));
}

TEST_F(ImportTest, WhatAMemberHasSaidIsKept) {
  MakeFoodNetwork();
  StartServer();
  CtlJson({"member", "put", "food/fn-kofi", "--as-member", "--refuse-found"});
  Finished import = Indexer(
      "import", {"--network", "food", "--members",
                 WriteText("again.jsonl", "{\"id\":\"fn-kofi\",\"being_found\":\"agreed\",\"bio\":\"New.\"}\n")});
  EXPECT_THAT(import.out + import.err, HasSubstr("being_found"));
  EXPECT_TRUE(Eventually([this] { return CtlJson({"member", "get", "food/fn-kofi"})["bio"] == "New."; }));
  EXPECT_EQ(CtlJson({"member", "get", "food/fn-kofi"})["participation"]["being_found"], "WORD_REFUSED");
}

}  // namespace
}  // namespace weft::e2e
