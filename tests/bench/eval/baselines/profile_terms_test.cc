#include "bench/eval/baselines/profile_terms.h"

#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"

namespace weft {
namespace {

using testing::ElementsAre;

struct ProfileCase {
  const char* name;
  std::vector<std::string> interests, offers, needs;
  std::string bio;
  ProfileTermsOptions options;
  std::vector<double> counts;  // In order of first mention.
};

class ProfileTermsTest : public testing::TestWithParam<ProfileCase> {};

TEST_P(ProfileTermsTest, CountsTagsAndWords) {
  const ProfileCase& c = GetParam();
  EvalNetwork network = MakeEvalNetwork(1, {});
  v1::Member& member = network.members[0];
  for (const std::string& tag : c.interests) member.add_interests(tag);
  for (const std::string& tag : c.offers) member.add_offers(tag);
  for (const std::string& tag : c.needs) member.add_needs(tag);
  member.set_bio(c.bio);
  const ProfileTerms terms(network, c.options);
  std::vector<double> counts;
  for (const ProfileTerms::Term& term : terms.TermsOf(0)) counts.push_back(term.count);
  EXPECT_EQ(counts, c.counts);
  EXPECT_EQ(terms.term_count(), counts.size());
}

INSTANTIATE_TEST_SUITE_P(All, ProfileTermsTest,
                         testing::Values(ProfileCase{"NoText", {}, {}, {}, "", {}, {}},
                                         ProfileCase{"TagsCountTwice", {"seed saving"}, {}, {}, "", {}, {2}},
                                         ProfileCase{"AllFacets", {"a"}, {"b"}, {"c"}, "", {}, {2, 2, 2}},
                                         ProfileCase{"SameTagInTwoFacets", {"python"}, {"Python"}, {}, "", {}, {4}},
                                         ProfileCase{"WordsOfTheBio", {}, {}, {}, "Chess engine. Chess!", {}, {2, 1}},
                                         ProfileCase{
                                             "TagAndWordAreOneTerm", {"chess"}, {}, {}, "plays chess", {}, {3, 1}},
                                         ProfileCase{"TagsStayWhole", {"board game"}, {}, {}, "game", {}, {2, 1}},
                                         ProfileCase{"TagsInWords", {"board game"}, {}, {}, "game", {2, true}, {2, 3}},
                                         ProfileCase{"TagsOnce", {"chess"}, {}, {}, "", {1, false}, {1}},
                                         ProfileCase{"NothingVisible", {" "}, {}, {}, "...", {}, {}}),
                         [](const auto& info) { return info.param.name; });

TEST(ProfileTermsTest, KnowsWhoHoldsATerm) {
  EvalNetwork network = MakeEvalNetwork(3, {});
  network.members[0].add_interests("games");
  network.members[2].add_offers("Games");
  network.members[2].set_bio("gnu");
  const ProfileTerms terms(network);
  EXPECT_EQ(terms.member_count(), 3u);
  ASSERT_EQ(terms.term_count(), 2u);
  ASSERT_EQ(terms.HoldersOf(0).size(), 2u);
  EXPECT_EQ(terms.HoldersOf(0)[0].member, 0u);
  EXPECT_EQ(terms.HoldersOf(0)[1].member, 2u);
  EXPECT_EQ(terms.HoldersOf(0)[1].count, 2);
  EXPECT_EQ(terms.HoldersOf(1)[0].member, 2u);
  EXPECT_TRUE(terms.TermsOf(1).empty());
}

}  // namespace
}  // namespace weft
