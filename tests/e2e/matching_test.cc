// recommend, search, explain and purpose over the food sample, through the built programs.

#include <algorithm>

#include "gmock/gmock.h"
#include "tests/e2e/weft_fixture.h"
#include "tests/testing/paths.h"

namespace weft::e2e {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class MatchingTest : public WeftFixture {
 protected:
  void SetUp() override {
    MakeFoodNetwork();
    StartServer();
  }
  // Ids of the members whom `member` knows.
  std::vector<std::string> Neighbours(const std::string& member) const {
    std::vector<std::string> ids;
    const nlohmann::json answer = CtlJson({"tie", "list", "food/" + member});
    for (const nlohmann::json& tie : answer["ties"]) {
      for (const char* end : {"member_a", "member_b"}) {
        const std::string id = tie[end].get<std::string>().substr(std::string("networks/food/members/").size());
        if (id != member) ids.push_back(id);
      }
    }
    return ids;
  }
};

TEST_F(MatchingTest, ListsMixCloseMatchesAndAWiderCircleWithReasons) {
  nlohmann::json answer = CtlJson({"recommend", "networks/food/members/fn-amara"});
  ASSERT_EQ(answer["recommendations"].size(), 10u);
  int wider = 0;
  for (const nlohmann::json& entry : answer["recommendations"]) {
    EXPECT_NE(entry["display_name"], "");
    EXPECT_FALSE(entry["reasons"].empty());
    for (const nlohmann::json& reason : entry["reasons"]) EXPECT_NE(reason["text"], "");
    if (entry["kind"] == "KIND_WEAK_TIE") ++wider;
  }
  EXPECT_EQ(wider, 3);  // 0.3 of ten.
  EXPECT_EQ(answer["shortage_reason"], "SHORTAGE_REASON_UNSPECIFIED");
  EXPECT_NE(answer["snapshot_version"], "");
  EXPECT_THAT(Ids(answer["recommendations"]), Contains("fn-tuuli"));
}

TEST_F(MatchingTest, NobodyGetsThemselvesOrTheirAcquaintances) {
  for (const char* member : {"fn-amara", "fn-arjun", "fn-mariam", "fn-wren"}) {
    const std::vector<std::string> known = Neighbours(member);
    ASSERT_THAT(known, Not(IsEmpty()));
    const std::vector<std::string> ids = Recommended(member, {"--page-size", "30"});
    EXPECT_THAT(ids, Not(Contains(member)));
    for (const std::string& id : known) EXPECT_THAT(ids, Not(Contains(id))) << member;
  }
}

TEST_F(MatchingTest, ReadsChangeNothingAndRepeat) {
  nlohmann::json first = CtlJson({"recommend", "food/fn-kofi", "--seed", "7"});
  EXPECT_EQ(CtlJson({"recommend", "food/fn-kofi", "--seed", "7"}), first);
  StopServer();
  StartServer();
  EXPECT_EQ(CtlJson({"recommend", "food/fn-kofi", "--seed", "7"}), first);
}

TEST_F(MatchingTest, TheShareIsKept) {
  for (const auto& [share, expected] : {std::pair<const char*, int>{"0", 0}, {"0.5", 5}}) {
    nlohmann::json answer = CtlJson({"recommend", "food/fn-amara", "--weak-tie-share", share});
    int wider = 0;
    for (const nlohmann::json& entry : answer["recommendations"]) wider += entry["kind"] == "KIND_WEAK_TIE";
    EXPECT_EQ(wider, expected) << share;
  }
}

TEST_F(MatchingTest, NewcomersGetAnAnswerThatSaysSo) {
  nlohmann::json answer = CtlJson({"recommend", "food/fn-isaac"});
  EXPECT_EQ(answer["cold_start"], "COLD_START_NO_TIES");
  EXPECT_FALSE(answer["recommendations"].empty());
}

// The same members, and nobody is known to know anybody: a network on its first day.
TEST_F(MatchingTest, ANetworkWithoutTiesHasProvisionalClustersUntilTheFirstTie) {
  const std::string members = SourcePath("samples/food-network/members.jsonl");
  Finished import = Indexer("import", {"--network", "first-day", "--members", members, "--unspoken", "show"});
  ASSERT_EQ(import.exit_code, 0) << import.err;
  const auto build = [this] {
    const Finished built = Indexer("build", {"--network", "first-day", "--json"});
    EXPECT_EQ(built.exit_code, 0) << built.err;
    return nlohmann::json::parse(built.out, nullptr, /*allow_exceptions=*/false);
  };
  const nlohmann::json first = build();
  EXPECT_EQ(first["provisional_clusters"], true);
  EXPECT_GE(first["cluster_count"], 3);
  EXPECT_TRUE(Eventually([this] {
    const Finished finished = Ctl({"recommend", "first-day/fn-amara", "--json"});
    return finished.exit_code == 0 && nlohmann::json::parse(finished.out)["snapshot_version"] != "";
  }));
  const nlohmann::json answer = CtlJson({"recommend", "first-day/fn-amara"});
  EXPECT_EQ(answer["provisional_clusters"], true);
  EXPECT_EQ(answer["cold_start"], "COLD_START_NO_TIES");
  EXPECT_EQ(answer["shortage_reason"], "SHORTAGE_REASON_UNSPECIFIED");
  ASSERT_EQ(answer["recommendations"].size(), 10u);
  EXPECT_EQ(Ids(answer["recommendations"])[0], "fn-leila");  // Each has what the other looks for.
  int wider = 0;
  for (const nlohmann::json& entry : answer["recommendations"]) {
    EXPECT_FALSE(entry["reasons"].empty());
    wider += entry["kind"] == "KIND_WEAK_TIE";
  }
  EXPECT_EQ(wider, 3);
  EXPECT_THAT(Ctl({"recommend", "first-day/fn-amara"}).out, HasSubstr("interests stand in for them"));

  const std::string ties = WriteText("ties.csv", "a,b\nfn-amara,fn-ingrid\nfn-amara,fn-tuuli\nfn-kofi,fn-bao\n");
  Finished tied = Indexer("import", {"--network", "first-day", "--members", members, "--ties", ties});
  ASSERT_EQ(tied.exit_code, 0) << tied.err;
  const nlohmann::json second = build();
  EXPECT_EQ(second["provisional_clusters"], false);
  EXPECT_EQ(second["cluster_count"], 2);
  EXPECT_TRUE(second["clusters"]["splits"].empty());
  EXPECT_TRUE(second["clusters"]["merges"].empty());
  EXPECT_TRUE(second["clusters"]["carried_on"].empty());
  EXPECT_EQ(second["clusters"]["vanished"].size(), first["cluster_count"]);
  EXPECT_TRUE(Eventually([this] {
    return CtlJson({"recommend", "first-day/fn-amara"})["provisional_clusters"] == false;
  }));
}

TEST_F(MatchingTest, SearchPutsThoseWhoOfferItFirst) {
  const std::vector<std::string> ids = Found("someone who can help with grant writing");
  ASSERT_GE(ids.size(), 5u);
  EXPECT_THAT((std::vector<std::string>{ids[0], ids[1]}), testing::UnorderedElementsAre("fn-amina", "fn-grace"));
  // "fundraising and proposals", "feedback on funding applications", "filling in funding forms": no word in common.
  EXPECT_THAT((std::vector<std::string>{ids[2], ids[3], ids[4]}),
              testing::UnorderedElementsAre("fn-zawadi", "fn-henrik", "fn-hana"));
}

TEST_F(MatchingTest, APurposeOverridesTheProfile) {
  nlohmann::json answer = CtlJson(
      {"recommend", "food/fn-amara", "--purpose", "start a seed library", "--group-size", "4", "--with", "fn-leila"});
  const std::vector<std::string> ids = Ids(answer["recommendations"]);
  EXPECT_FALSE(ids.empty());
  EXPECT_THAT(ids, Not(Contains("fn-leila")));
  bool about_purpose = false;
  for (const nlohmann::json& entry : answer["recommendations"]) {
    for (const nlohmann::json& reason : entry["reasons"]) about_purpose |= reason["type"] == "TYPE_PURPOSE";
  }
  EXPECT_TRUE(about_purpose);
}

TEST_F(MatchingTest, ExplainsAPair) {
  nlohmann::json answer = CtlJson({"explain", "food/fn-arjun", "food/fn-stella"});
  EXPECT_EQ(answer["availability"], "AVAILABILITY_AVAILABLE");
  EXPECT_FALSE(answer["recommendation"]["reasons"].empty());
  EXPECT_EQ(CtlJson({"explain", "food/fn-amara", "food/fn-ingrid"})["availability"], "AVAILABILITY_ALREADY_TIED");
}

TEST_F(MatchingTest, ErrorsNameWhatIsWrong) {
  Finished missing = Ctl({"recommend", "food/fn-nobody"});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_THAT(missing.err, HasSubstr("NOT_FOUND (MEMBER_NOT_FOUND)"));
  EXPECT_THAT(missing.err, HasSubstr("fn-nobody"));
  Finished network = Ctl({"search", "nowhere", "seeds"});
  EXPECT_THAT(network.err, HasSubstr("NETWORK_NOT_FOUND"));
  Finished share = Ctl({"recommend", "food/fn-amara", "--weak-tie-share", "1.5"});
  EXPECT_EQ(share.exit_code, 1);
  EXPECT_THAT(share.err, HasSubstr("weak_tie_share"));
}

}  // namespace
}  // namespace weft::e2e
