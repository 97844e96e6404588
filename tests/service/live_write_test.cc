// A write that has been acknowledged is visible to every call begun afterwards.

#include <functional>

#include "tests/service/service_fixture.h"

namespace weft {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// Runs on changes alone, and on top of a snapshot.
class LiveWriteTest : public ServiceTest, public testing::WithParamInterface<bool> {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddNetwork("n1");
    AddMember("ann", {"seed saving"});
    AddMember("bob", {"seed saving", "beekeeping"});
    AddMember("cid", {"web design"});
    if (!GetParam()) return;
    Build();
    v1::ReloadIndexRequest reload;
    reload.set_name("networks/n1");
    ASSERT_THAT(client_->ReloadIndex(reload), IsGrpcOk());
    ASSERT_EQ(Index().state(), v1::IndexStatus::STATE_LOADED);
  }

  void Update(const std::string& id, v1::Speaker speaker, const std::function<void(v1::Member*)>& change) {
    v1::UpdateMemberRequest request;
    request.mutable_member()->set_name(Name(id));
    request.set_speaker(speaker);
    change(request.mutable_member());
    ASSERT_THAT(client_->UpdateMember(request), IsGrpcOk());
  }

  // Of a member's, those that a search shows.
  std::vector<std::string> Phrases(const std::string& id, const std::string& query) {
    v1::SearchMembersResponse response;
    EXPECT_THAT(client_->SearchMembers(Search(query), &response), IsGrpcOk());
    for (const auto& result : response.results()) {
      if (result.member() == Name(id)) return {result.phrases().begin(), result.phrases().end()};
    }
    return {};
  }
};

INSTANTIATE_TEST_SUITE_P(On, LiveWriteTest, testing::Bool(),
                         [](const auto& info) { return info.param ? "Snapshot" : "ChangesAlone"; });

TEST_P(LiveWriteTest, NewMember) {
  EXPECT_THAT(Found("mushrooms"), Not(Contains("dan")));
  AddMember("dan", {"mushrooms"});
  EXPECT_EQ(Found("mushrooms").front(), "dan");
  AddMember("eve", {"seed saving"});
  EXPECT_THAT(Recommended("ann"), Contains("eve"));
}

TEST_P(LiveWriteTest, ChangedProfile) {
  EXPECT_THAT(Phrases("cid", "web design"), ElementsAre("web design"));
  Update("cid", v1::SPEAKER_UNSPECIFIED, [](v1::Member* m) { m->add_interests("mushrooms"); });
  EXPECT_EQ(Found("mushrooms").front(), "cid");
  EXPECT_THAT(Phrases("cid", "web design"), ElementsAre("mushrooms"));
}

TEST_P(LiveWriteTest, MemberWhoRefusesVanishes) {
  EXPECT_THAT(Found("seed saving"), Contains("bob"));
  Update("bob", v1::SPEAKER_MEMBER,
         [](v1::Member* m) { m->mutable_participation()->set_being_found(v1::Participation::WORD_REFUSED); });
  EXPECT_THAT(Found("seed saving"), Not(Contains("bob")));
  EXPECT_THAT(Recommended("ann"), Not(Contains("bob")));
}

TEST_P(LiveWriteTest, PausedMemberIsNotRecommendedUntilThen) {
  EXPECT_THAT(Recommended("ann"), Contains("bob"));
  Update("bob", v1::SPEAKER_MEMBER, [this](v1::Member* m) {
    m->mutable_participation()->mutable_paused_until()->set_seconds(absl::ToUnixSeconds(clock_.Now()) + 3600);
  });
  EXPECT_THAT(Recommended("ann"), Not(Contains("bob")));
  clock_.Advance(absl::Hours(2));
  EXPECT_THAT(Recommended("ann"), Contains("bob"));
}

TEST_P(LiveWriteTest, DeletedMember) {
  v1::DeleteMemberRequest request;
  request.set_name(Name("bob"));
  ASSERT_THAT(client_->DeleteMember(request), IsGrpcOk());
  EXPECT_THAT(Found("seed saving"), Not(Contains("bob")));
  EXPECT_THAT(Recommended("ann"), Not(Contains("bob")));
  v1::RecommendCollaboratorsRequest recommend;
  recommend.set_member(Name("bob"));
  EXPECT_THAT(client_->RecommendCollaborators(recommend), FailsWith(grpc::StatusCode::NOT_FOUND, "MEMBER_NOT_FOUND"));
}

TEST_P(LiveWriteTest, TieComesAndGoes) {
  EXPECT_THAT(Recommended("ann"), Contains("bob"));
  AddTie("ann", "bob");
  EXPECT_THAT(Recommended("ann"), Not(Contains("bob")));
  v1::ExplainMatchRequest explain;
  explain.set_member(Name("ann"));
  explain.set_other(Name("bob"));
  v1::ExplainMatchResponse explanation;
  ASSERT_THAT(client_->ExplainMatch(explain, &explanation), IsGrpcOk());
  EXPECT_EQ(explanation.availability(), v1::ExplainMatchResponse::AVAILABILITY_ALREADY_TIED);
  v1::DeleteTieRequest remove;
  remove.set_member_a(Name("bob"));
  remove.set_member_b(Name("ann"));
  ASSERT_THAT(client_->DeleteTie(remove), IsGrpcOk());
  EXPECT_THAT(Recommended("ann"), Contains("bob"));
}

TEST_P(LiveWriteTest, Policy) {
  EXPECT_THAT(Found("seed saving"), Not(IsEmpty()));
  v1::UpdatePolicyRequest request;
  request.set_name("networks/n1");
  request.set_reason("we ask first now");
  request.mutable_policy()->set_unspoken(v1::Policy::UNSPOKEN_HIDE);
  ASSERT_THAT(client_->UpdatePolicy(request), IsGrpcOk());
  EXPECT_THAT(Recommended("ann"), IsEmpty());
}

TEST_P(LiveWriteTest, Import) {
  v1::ImportMembersRequest message;
  message.set_parent("networks/n1");
  v1::Member* member = message.add_members();
  member->set_name("dan");
  member->add_interests("mushrooms");
  v1::ImportMembersResponse response;
  ASSERT_THAT(client_->ImportMembers({message}, &response), IsGrpcOk());
  EXPECT_EQ(Found("mushrooms").front(), "dan");
  EXPECT_EQ(Index().change_sequence(), response.change_sequence());
}

TEST_P(LiveWriteTest, SurvivesARestart) {
  AddMember("dan", {"mushrooms"});
  Start();
  EXPECT_EQ(Found("mushrooms").front(), "dan");
  EXPECT_EQ(Index().member_count(), 4);
}

TEST_P(LiveWriteTest, StaysInItsNetwork) {
  AddNetwork("n2");
  v1::CreateMemberRequest other = NewMember("ann", {"seed saving"});
  other.set_parent("networks/n2");
  ASSERT_THAT(client_->CreateMember(other), IsGrpcOk());
  EXPECT_THAT(Found("seed saving", "n2"), ElementsAre("ann"));
  const int64_t before = Index("n2").change_sequence();
  AddMember("dan", {"seed saving"});
  AddTie("ann", "dan");
  EXPECT_THAT(Found("seed saving", "n2"), ElementsAre("ann"));
  EXPECT_EQ(Index("n2").change_sequence(), before);

  v1::DeleteMemberRequest erase;
  erase.set_name("networks/n2/members/ann");
  ASSERT_THAT(client_->DeleteMember(erase), IsGrpcOk());
  EXPECT_THAT(Found("seed saving", "n2"), IsEmpty());
  EXPECT_THAT(Found("seed saving"), Contains("ann"));
  v1::ListTiesRequest ties;
  ties.set_parent("networks/n2");
  v1::ListTiesResponse none;
  ASSERT_THAT(client_->ListTies(ties, &none), IsGrpcOk());
  EXPECT_EQ(none.ties_size(), 0);
}

}  // namespace
}  // namespace weft
