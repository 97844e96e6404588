#include "absl/strings/str_join.h"
#include "service/unary_call.h"
#include "tests/service/service_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class MatchServiceTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddNetwork("n1");
    AddMember("ann", {"seed saving", "bread"});
    AddMember("bob", {"seed saving"});
    AddMember("cid", {"bread baking"});
    v1::CreateMemberRequest dan = NewMember("dan", {"seed saving"});
    dan.mutable_member()->set_display_name("Dan");
    dan.mutable_member()->add_circles("Garden");
    dan.mutable_member()->add_languages("pt-BR");
    ASSERT_THAT(client_->CreateMember(dan), IsGrpcOk());
  }

  static v1::RecommendCollaboratorsRequest ForAnn() {
    v1::RecommendCollaboratorsRequest request;
    request.set_member(Name("ann"));
    return request;
  }

  std::vector<std::string> Members(const v1::RecommendCollaboratorsRequest& request) {
    v1::RecommendCollaboratorsResponse response;
    EXPECT_THAT(client_->RecommendCollaborators(request, &response), IsGrpcOk());
    std::vector<std::string> out;
    for (const auto& r : response.recommendations()) out.push_back(r.member().substr(Name("").size()));
    return out;
  }
};

TEST_F(MatchServiceTest, RecommendsWithReasonsAndSaysFromWhat) {
  v1::RecommendCollaboratorsResponse response;
  ASSERT_THAT(client_->RecommendCollaborators(ForAnn(), &response), IsGrpcOk());
  ASSERT_GE(response.recommendations_size(), 1);
  for (const v1::Recommendation& recommendation : response.recommendations()) {
    EXPECT_THAT(recommendation.reasons(), Not(IsEmpty()));
    EXPECT_THAT(recommendation.display_name(), Not(IsEmpty()));
    EXPECT_NE(recommendation.kind(), v1::Recommendation::KIND_UNSPECIFIED);
  }
  EXPECT_EQ(response.snapshot_version(), "");
  EXPECT_EQ(response.change_sequence(), Index().change_sequence());
  EXPECT_DOUBLE_EQ(response.weak_tie_share(), 0.3);
  EXPECT_EQ(response.cold_start(), v1::RecommendCollaboratorsResponse::COLD_START_NO_TIES);
  EXPECT_TRUE(response.provisional_clusters());
}

// Exploration says its chances, to the caller and in the log, and nothing about anybody.
TEST_F(MatchServiceTest, ExplorationLogsItsPropensities) {
  for (const char* id : {"eve", "fay", "gus"}) {
    v1::CreateMemberRequest member = NewMember(id, {"seed saving"});
    member.mutable_member()->add_circles(id);
    ASSERT_THAT(client_->CreateMember(member), IsGrpcOk());
  }
  v1::RecommendCollaboratorsRequest request;
  request.set_member(Name("eve"));
  request.set_weak_tie_share(1);
  request.set_page_size(1);
  request.mutable_balance()->set_exploration_share(1);
  request.mutable_balance()->set_fit_floor(0);
  v1::RecommendCollaboratorsResponse response;
  bool explored = false;
  for (int seed = 0; seed < 20 && !explored; ++seed) {
    request.set_seed(seed);
    ASSERT_THAT(client_->RecommendCollaborators(request, &response), IsGrpcOk());
    explored = response.recommendations_size() > 0 && response.recommendations(0).has_propensity();
  }
  ASSERT_TRUE(explored);
  const double propensity = response.recommendations(0).propensity();
  EXPECT_GT(propensity, 0);
  EXPECT_LE(propensity, 1);
  const std::string lines = absl::StrJoin(log_.lines(), "\n");
  EXPECT_THAT(lines, testing::HasSubstr("\"event\":\"explored\""));
  EXPECT_THAT(lines, testing::HasSubstr(absl::StrCat("\"propensity\":\"", propensity, "\"")));
  EXPECT_THAT(lines, Not(testing::HasSubstr("seed saving")));
}

TEST_F(MatchServiceTest, SameCallSameAnswer) {
  v1::RecommendCollaboratorsRequest request = ForAnn();
  request.set_seed(42);
  v1::RecommendCollaboratorsResponse first;
  v1::RecommendCollaboratorsResponse second;
  ASSERT_THAT(client_->RecommendCollaborators(request, &first), IsGrpcOk());
  ASSERT_THAT(client_->RecommendCollaborators(request, &second), IsGrpcOk());
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
}

TEST_F(MatchServiceTest, PageSizeLimits) {
  v1::RecommendCollaboratorsRequest request = ForAnn();
  request.set_page_size(1);
  EXPECT_EQ(Members(request).size(), 1u);
  request.set_page_size(1000000);
  EXPECT_LE(Members(request).size(), 100u);
}

TEST_F(MatchServiceTest, ShareOfTheCallCounts) {
  v1::RecommendCollaboratorsRequest request = ForAnn();
  request.set_weak_tie_share(0);
  v1::RecommendCollaboratorsResponse response;
  ASSERT_THAT(client_->RecommendCollaborators(request, &response), IsGrpcOk());
  EXPECT_EQ(response.weak_tie_share(), 0);
}

TEST_F(MatchServiceTest, FiltersAsProfilesAreWritten) {
  v1::RecommendCollaboratorsRequest request = ForAnn();
  request.mutable_filter()->add_circles("  Garden ");
  EXPECT_THAT(Members(request), ElementsAre("dan"));
  request = ForAnn();
  request.mutable_filter()->add_circles("Garden");
  request.mutable_filter()->add_languages("PT_br");
  EXPECT_THAT(Members(request), ElementsAre("dan"));
  request.mutable_filter()->add_excluded_members(Name("dan"));
  EXPECT_THAT(Members(request), IsEmpty());
}

TEST_F(MatchServiceTest, PurposeLeavesOutWhoIsIn) {
  v1::RecommendCollaboratorsRequest request = ForAnn();
  request.mutable_purpose()->set_text("a bread baking school");
  request.mutable_purpose()->set_group_size(3);
  EXPECT_EQ(Members(request).front(), "cid");
  request.mutable_purpose()->add_members(Name("cid"));
  EXPECT_THAT(Members(request), Not(testing::Contains("cid")));
}

TEST_F(MatchServiceTest, SearchFindsAndShowsPhrases) {
  v1::SearchMembersResponse response;
  ASSERT_THAT(client_->SearchMembers(Search("bread baking"), &response), IsGrpcOk());
  ASSERT_GE(response.results_size(), 1);
  EXPECT_EQ(response.results(0).member(), Name("cid"));
  EXPECT_EQ(response.results(0).display_name(), "cid");
  EXPECT_THAT(response.results(0).phrases(), ElementsAre("bread baking"));
  EXPECT_EQ(response.change_sequence(), Index().change_sequence());
}

TEST_F(MatchServiceTest, ExplainSaysWhetherNow) {
  v1::ExplainMatchRequest request;
  request.set_member(Name("ann"));
  request.set_other(Name("dan"));
  v1::ExplainMatchResponse response;
  ASSERT_THAT(client_->ExplainMatch(request, &response), IsGrpcOk());
  EXPECT_EQ(response.availability(), v1::ExplainMatchResponse::AVAILABILITY_AVAILABLE);
  EXPECT_EQ(response.recommendation().member(), Name("dan"));
  EXPECT_EQ(response.recommendation().display_name(), "Dan");
  EXPECT_GT(response.fit_for_member(), 0);
}

TEST_F(MatchServiceTest, TellsTheTimeItTook) {
  grpc::ClientContext context;
  v1::RecommendCollaboratorsResponse response;
  ASSERT_THAT(client_->match->RecommendCollaborators(&context, ForAnn(), &response), IsGrpcOk());
  const auto& trailer = context.GetServerTrailingMetadata();
  const auto found = trailer.find(kServerTimeKey);
  ASSERT_NE(found, trailer.end());
  EXPECT_GT(std::stoll(std::string(found->second.data(), found->second.size())), 0);
}

TEST_F(MatchServiceTest, LogsNoWords) {
  Found("bread baking");
  EXPECT_THAT(client_->SearchMembers(Search(std::string(2000, 'q'))), Not(IsGrpcOk()));
  for (const std::string& line : log_.lines()) {
    for (const char* word : {"bread", "seed", "Dan", "qqq"}) EXPECT_EQ(line.find(word), std::string::npos) << line;
  }
}

}  // namespace
}  // namespace weft
