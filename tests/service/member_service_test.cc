#include "tests/service/service_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class MemberServiceTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddNetwork("n1");
  }

  v1::Member Get(const std::string& id) {
    v1::GetMemberRequest request;
    request.set_name(Name(id));
    v1::Member member;
    EXPECT_THAT(client_->GetMember(request, &member), IsGrpcOk());
    return member;
  }

  static v1::UpdateMemberRequest Rhythm(const std::string& id, v1::Participation::Rhythm rhythm, v1::Speaker speaker) {
    v1::UpdateMemberRequest request;
    request.mutable_member()->set_name(Name(id));
    request.mutable_member()->mutable_participation()->set_rhythm(rhythm);
    request.set_speaker(speaker);
    return request;
  }
};

TEST_F(MemberServiceTest, CreateReturnsWhatIsStored) {
  v1::CreateMemberRequest request = NewMember("ann", {" seed   saving ", "Seed saving"});
  request.mutable_member()->set_name("ignored");
  request.mutable_member()->set_display_name("Ann");
  v1::Member created;
  ASSERT_THAT(client_->CreateMember(request, &created), IsGrpcOk());
  EXPECT_EQ(created.name(), Name("ann"));
  EXPECT_THAT(created.interests(), ElementsAre("seed saving"));
  EXPECT_THAT(created.etag(), Not(IsEmpty()));
  EXPECT_EQ(created.create_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
  EXPECT_EQ(Get("ann").SerializeAsString(), created.SerializeAsString());
}

TEST_F(MemberServiceTest, RepeatedCreateReturnsTheFirst) {
  v1::CreateMemberRequest request = NewMember("ann", {"seeds"});
  request.set_request_id("7");
  v1::Member first;
  v1::Member second;
  ASSERT_THAT(client_->CreateMember(request, &first), IsGrpcOk());
  ASSERT_THAT(client_->CreateMember(request, &second), IsGrpcOk());
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  request.mutable_member()->add_interests("bees");
  EXPECT_THAT(client_->CreateMember(request), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "REQUEST_ID_REUSED"));
}

TEST_F(MemberServiceTest, RequestIdExpiresAfterADay) {
  v1::CreateMemberRequest request = NewMember("ann");
  request.set_request_id("7");
  ASSERT_THAT(client_->CreateMember(request), IsGrpcOk());
  clock_.Advance(absl::Hours(25));
  EXPECT_THAT(client_->CreateMember(request), FailsWith(grpc::StatusCode::ALREADY_EXISTS, "MEMBER_EXISTS"));
}

TEST_F(MemberServiceTest, UpdateChangesTheEtag) {
  AddMember("ann", {"seeds"});
  const v1::Member before = Get("ann");
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name(Name("ann"));
  request.mutable_member()->set_etag(before.etag());
  request.mutable_member()->set_bio("I grow things.");
  v1::Member after;
  ASSERT_THAT(client_->UpdateMember(request, &after), IsGrpcOk());
  EXPECT_EQ(after.bio(), "I grow things.");
  EXPECT_THAT(after.interests(), ElementsAre("seeds"));
  EXPECT_NE(after.etag(), before.etag());
  EXPECT_THAT(client_->UpdateMember(request), FailsWith(grpc::StatusCode::ABORTED, "ETAG_MISMATCH"));
}

TEST_F(MemberServiceTest, RepeatedUpdateIsDoneOnce) {
  AddMember("ann", {"seeds"});
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name(Name("ann"));
  request.mutable_member()->set_etag(Get("ann").etag());
  request.mutable_member()->set_bio("first");
  request.set_request_id("7");
  ASSERT_THAT(client_->UpdateMember(request), IsGrpcOk());
  const std::string etag = Get("ann").etag();
  // The etag is no longer the present one; but the request has been carried out.
  EXPECT_THAT(client_->UpdateMember(request), IsGrpcOk());
  EXPECT_EQ(Get("ann").etag(), etag);
}

TEST_F(MemberServiceTest, RepeatedUpdateStandsThoughTheMemberHasSpokenSince) {
  AddMember("ann");
  v1::UpdateMemberRequest weaver = Rhythm("ann", v1::Participation::RHYTHM_WEEKLY, v1::SPEAKER_UNSPECIFIED);
  weaver.set_request_id("7");
  ASSERT_THAT(client_->UpdateMember(weaver), IsGrpcOk());
  ASSERT_THAT(client_->UpdateMember(Rhythm("ann", v1::Participation::RHYTHM_MONTHLY, v1::SPEAKER_MEMBER)), IsGrpcOk());
  v1::Member answer;
  EXPECT_THAT(client_->UpdateMember(weaver, &answer), IsGrpcOk());
  EXPECT_EQ(answer.participation().rhythm(), v1::Participation::RHYTHM_MONTHLY);
}

TEST_F(MemberServiceTest, UpdateMayCreate) {
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name(Name("ann"));
  request.mutable_member()->set_bio("new here");
  request.mutable_member()->add_offers("bread");
  request.mutable_update_mask()->add_paths("bio");  // Ignored for a new member.
  request.set_allow_missing(true);
  v1::Member created;
  ASSERT_THAT(client_->UpdateMember(request, &created), IsGrpcOk());
  EXPECT_THAT(created.offers(), ElementsAre("bread"));
}

TEST_F(MemberServiceTest, OnlyTheMembersWordOverwritesIt) {
  AddMember("ann");
  ASSERT_THAT(client_->UpdateMember(Rhythm("ann", v1::Participation::RHYTHM_MONTHLY, v1::SPEAKER_MEMBER)), IsGrpcOk());
  EXPECT_THAT(Get("ann").participation().spoken_fields(), ElementsAre("rhythm"));
  const grpc::Status refused =
      client_->UpdateMember(Rhythm("ann", v1::Participation::RHYTHM_WEEKLY, v1::SPEAKER_UNSPECIFIED));
  EXPECT_THAT(refused, FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "MEMBER_HAS_SPOKEN"));
  EXPECT_EQ(ErrorOf(refused).metadata["fields"], "rhythm");
  EXPECT_EQ(Get("ann").participation().rhythm(), v1::Participation::RHYTHM_MONTHLY);
  ASSERT_THAT(client_->UpdateMember(Rhythm("ann", v1::Participation::RHYTHM_WEEKLY, v1::SPEAKER_MEMBER)), IsGrpcOk());
  EXPECT_EQ(Get("ann").participation().rhythm(), v1::Participation::RHYTHM_WEEKLY);
}

TEST_F(MemberServiceTest, DeleteMayMiss) {
  v1::DeleteMemberRequest request;
  request.set_name(Name("ann"));
  request.set_allow_missing(true);
  EXPECT_THAT(client_->DeleteMember(request), IsGrpcOk());
}

TEST_F(MemberServiceTest, RepeatedDeleteIsOk) {
  AddMember("ann");
  v1::DeleteMemberRequest request;
  request.set_name(Name("ann"));
  request.set_request_id("7");
  ASSERT_THAT(client_->DeleteMember(request), IsGrpcOk());
  EXPECT_THAT(client_->DeleteMember(request), IsGrpcOk());
}

TEST_F(MemberServiceTest, PagesCoverAllOnceInOrder) {
  std::vector<std::string> expected;
  for (int i = 0; i < 25; ++i) {
    expected.push_back("m" + std::to_string(100 + i));
    AddMember(expected.back());
  }
  for (int size : {1, 7, 25, 1000, 5000}) {
    v1::ListMembersRequest request;
    request.set_parent("networks/n1");
    request.set_page_size(size);
    std::vector<std::string> ids;
    do {
      v1::ListMembersResponse page;
      ASSERT_THAT(client_->ListMembers(request, &page), IsGrpcOk());
      for (const v1::Member& member : page.members()) ids.push_back(member.name().substr(Name("").size()));
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    EXPECT_EQ(ids, expected) << size;
  }
}

TEST_F(MemberServiceTest, PageOfLargeMembersStaysBelowAMessage) {
  v1::CreateMemberRequest request = NewMember("");
  request.mutable_member()->set_bio(std::string(4000, 'b'));
  for (int i = 0; i < 64; ++i) request.mutable_member()->add_circles(std::string(190, 'c') + std::to_string(i));
  for (int i = 0; i < 300; ++i) {
    request.set_member_id("m" + std::to_string(i));
    ASSERT_THAT(client_->CreateMember(request), IsGrpcOk());
  }
  v1::ListMembersRequest list;
  list.set_parent("networks/n1");
  list.set_page_size(1000);
  int count = 0;
  do {
    v1::ListMembersResponse page;
    ASSERT_THAT(client_->ListMembers(list, &page), IsGrpcOk());
    EXPECT_LT(page.ByteSizeLong(), 4u << 20);
    count += page.members_size();
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(count, 300);
}

TEST_F(MemberServiceTest, TokenOfAnotherNetworkIsRefused) {
  AddNetwork("n2");
  AddMember("ann");
  AddMember("bob");
  v1::ListMembersRequest request;
  request.set_parent("networks/n1");
  request.set_page_size(1);
  v1::ListMembersResponse page;
  ASSERT_THAT(client_->ListMembers(request, &page), IsGrpcOk());
  request.set_parent("networks/n2");
  request.set_page_token(page.next_page_token());
  EXPECT_THAT(client_->ListMembers(request), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "PAGE_TOKEN_INVALID"));
}

}  // namespace
}  // namespace weft
