#include "cli/match_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

void AddReason(const std::string& text, v1::Recommendation* recommendation) {
  recommendation->add_reasons()->set_text(text);
}

TEST(MatchTextTest, RecommendationsReadAsANumberedList) {
  v1::RecommendCollaboratorsResponse response;
  v1::Recommendation* first = response.add_recommendations();
  first->set_member("networks/food/members/fn-tuuli");
  first->set_display_name("Tuuli, seed grower");
  first->set_kind(v1::Recommendation::KIND_STRONG_FIT);
  AddReason("You are looking for *people*; this member offers *time*.", first);
  AddReason("You both care about seeds.", first);
  v1::Recommendation* second = response.add_recommendations();
  second->set_member("networks/food/members/fn-johan");
  second->set_kind(v1::Recommendation::KIND_WEAK_TIE);
  AddReason("A wider circle.", second);
  EXPECT_EQ(RecommendationsText("networks/food/members/fn-amara", response),
            "For food/fn-amara:\n"
            " 1. Tuuli, seed grower [close match] food/fn-tuuli\n"
            "    - You are looking for *people*; this member offers *time*.\n"
            "    - You both care about seeds.\n"
            " 2. fn-johan [a wider circle] food/fn-johan\n"
            "    - A wider circle.\n");
}

struct NoteCase {
  const char* name;
  v1::RecommendCollaboratorsResponse::ColdStart cold_start;
  v1::RecommendCollaboratorsResponse::ShortageReason shortage;
  bool provisional;
  std::string note;  // Empty: none.
};

class NoteTest : public testing::TestWithParam<NoteCase> {};

TEST_P(NoteTest, ComesFirst) {
  v1::RecommendCollaboratorsResponse response;
  response.set_cold_start(GetParam().cold_start);
  response.set_shortage_reason(GetParam().shortage);
  response.set_provisional_clusters(GetParam().provisional);
  const std::string expected = GetParam().note.empty() ? "Nobody can be" : "Note: " + GetParam().note;
  EXPECT_THAT(RecommendationsText("networks/n/members/m", response), HasSubstr("For n/m:\n" + expected));
}

using Response = v1::RecommendCollaboratorsResponse;
INSTANTIATE_TEST_SUITE_P(
    All, NoteTest,
    testing::Values(
        NoteCase{"None", {}, {}, false, ""},
        NoteCase{"NoTies", Response::COLD_START_NO_TIES, {}, false, "No ties are known yet"},
        NoteCase{"NoText", Response::COLD_START_NO_TEXT, {}, false, "The profile says nothing yet"},
        NoteCase{"Neither", Response::COLD_START_NO_TIES_AND_NO_TEXT, {}, false, "Hardly anything is known"},
        NoteCase{"Provisional", {}, {}, true, "There are no ties to find clusters in"},
        NoteCase{"Floor", {}, Response::SHORTAGE_REASON_FIT_FLOOR, false, "Fewer introductions into a wider circle"},
        NoteCase{"OneCluster", {}, Response::SHORTAGE_REASON_NO_OTHER_CLUSTER, false, "Fewer introductions"},
        NoteCase{"NobodyEligible", {}, Response::SHORTAGE_REASON_NOBODY_ELIGIBLE, false, "Fewer introductions"}),
    [](const auto& info) { return info.param.name; });

TEST(MatchTextTest, SearchShowsThePhrasesFound) {
  v1::SearchMembersResponse response;
  v1::SearchMembersResponse::Result* result = response.add_results();
  result->set_member("networks/food/members/fn-grace");
  result->set_display_name("Grace");
  result->add_phrases("grant writing");
  result->add_phrases("budgets");
  EXPECT_EQ(SearchText(response), " 1. Grace food/fn-grace\n    grant writing; budgets\n");
  EXPECT_EQ(SearchText({}), "Nobody was found.\n");
}

TEST(MatchTextTest, ExplanationShowsBothDirections) {
  v1::ExplainMatchResponse response;
  response.mutable_recommendation()->set_display_name("Johan");
  response.mutable_recommendation()->set_kind(v1::Recommendation::KIND_WEAK_TIE);
  AddReason("A wider circle.", response.mutable_recommendation());
  response.set_availability(v1::ExplainMatchResponse::AVAILABILITY_ALREADY_TIED);
  response.set_fit_for_member(0.5);
  response.set_fit_for_other(0.25);
  response.set_crosses_clusters(true);
  response.set_mutual_tie_count(2);
  EXPECT_EQ(ExplanationText("networks/food/members/a", "networks/food/members/b", response),
            "food/a and Johan [a wider circle] food/b\n"
            "    - A wider circle.\n"
            "  now: know each other already\n"
            "  fit for the first 0.50, for the second 0.25\n"
            "  acquaintances in common: 2\n"
            "  wider circle: yes, no cluster, circle or organization in common\n");
}

TEST(MatchTextTest, HostileNamesCannotSteerTheTerminal) {
  v1::SearchMembersResponse response;
  response.add_results()->set_display_name("\x1b]0;owned\x07");
  EXPECT_EQ(SearchText(response).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace weft::cli
