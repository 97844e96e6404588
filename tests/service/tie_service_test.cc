#include "tests/service/service_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

class TieServiceTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddNetwork("n1");
    for (const char* id : {"ann", "bob", "cid", "dan"}) AddMember(id);
  }

  std::vector<std::string> List(const std::string& parent, int page_size) {
    v1::ListTiesRequest request;
    request.set_parent(parent);
    request.set_page_size(page_size);
    std::vector<std::string> out;
    do {
      v1::ListTiesResponse page;
      EXPECT_THAT(client_->ListTies(request, &page), IsGrpcOk());
      for (const v1::Tie& tie : page.ties()) {
        out.push_back(tie.member_a().substr(Name("").size()) + "-" + tie.member_b().substr(Name("").size()));
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return out;
  }

  v1::BatchUpsertTiesResponse Upsert(const v1::BatchUpsertTiesRequest& request) {
    v1::BatchUpsertTiesResponse response;
    EXPECT_THAT(client_->BatchUpsertTies(request, &response), IsGrpcOk());
    return response;
  }
};

TEST_F(TieServiceTest, ListsByBothEnds) {
  AddTie("dan", "bob");
  AddTie("ann", "cid");
  AddTie("bob", "ann");
  for (int size : {1, 2, 50}) {
    EXPECT_THAT(List("networks/n1", size), ElementsAre("ann-bob", "ann-cid", "bob-dan"));
    EXPECT_THAT(List(Name("bob"), size), ElementsAre("ann-bob", "bob-dan"));
  }
}

TEST_F(TieServiceTest, WritesAllOrNone) {
  v1::BatchUpsertTiesRequest request = NewTie("ann", "bob");
  v1::Tie* bad = request.add_ties();
  bad->set_member_a(Name("ann"));
  bad->set_member_b(Name("zed"));
  EXPECT_THAT(client_->BatchUpsertTies(request), FailsWith(grpc::StatusCode::NOT_FOUND, "MEMBER_NOT_FOUND"));
  EXPECT_THAT(List("networks/n1", 0), ElementsAre());
}

TEST_F(TieServiceTest, NamesEveryBadTieAsSent) {
  v1::BatchUpsertTiesRequest request = NewTie("bob", "ann");
  request.mutable_ties(0)->set_weight(-1);
  v1::Tie* other = request.add_ties();
  other->set_member_a("nobody");
  other->set_member_b(Name("ann"));
  EXPECT_THAT(ErrorOf(client_->BatchUpsertTies(request)).fields, ElementsAre("ties[0].weight", "ties[1].member_a"));
}

TEST_F(TieServiceTest, ReplacesAndKeepsWhatItIsSent) {
  v1::BatchUpsertTiesRequest request = NewTie("ann", "bob");
  request.mutable_ties(0)->set_weight(3);
  request.mutable_ties(0)->set_kind("worked together");
  request.mutable_ties(0)->mutable_last_contact()->set_seconds(1700000000);
  EXPECT_EQ(Upsert(request).upserted_count(), 1);
  v1::ListTiesRequest list;
  list.set_parent("networks/n1");
  v1::ListTiesResponse response;
  ASSERT_THAT(client_->ListTies(list, &response), IsGrpcOk());
  EXPECT_EQ(response.ties(0).weight(), 3);
  EXPECT_EQ(response.ties(0).kind(), "worked together");
  EXPECT_EQ(response.ties(0).last_contact().seconds(), 1700000000);
}

TEST_F(TieServiceTest, WhatAMemberRemovedStaysRemoved) {
  AddTie("ann", "bob");
  v1::DeleteTieRequest remove;
  remove.set_member_a(Name("ann"));
  remove.set_member_b(Name("bob"));
  remove.set_speaker(v1::SPEAKER_MEMBER);
  ASSERT_THAT(client_->DeleteTie(remove), IsGrpcOk());
  v1::BatchUpsertTiesRequest again = NewTie("ann", "bob");
  v1::BatchUpsertTiesResponse response = Upsert(again);
  EXPECT_EQ(response.kept_count(), 1);
  EXPECT_EQ(response.upserted_count(), 0);
  EXPECT_THAT(List("networks/n1", 0), ElementsAre());
  again.set_speaker(v1::SPEAKER_MEMBER);
  EXPECT_EQ(Upsert(again).upserted_count(), 1);
  EXPECT_THAT(List("networks/n1", 0), ElementsAre("ann-bob"));
}

TEST_F(TieServiceTest, RepeatedWritesAreDoneOnce) {
  v1::BatchUpsertTiesRequest request = NewTie("ann", "bob");
  request.set_request_id("1");
  EXPECT_EQ(Upsert(request).upserted_count(), 1);
  v1::DeleteTieRequest remove;
  remove.set_member_a(Name("ann"));
  remove.set_member_b(Name("bob"));
  remove.set_request_id("2");
  ASSERT_THAT(client_->DeleteTie(remove), IsGrpcOk());
  EXPECT_THAT(client_->DeleteTie(remove), IsGrpcOk());
  EXPECT_EQ(Upsert(request).upserted_count(), 1);
  EXPECT_THAT(List("networks/n1", 0), ElementsAre());
}

}  // namespace
}  // namespace weft
