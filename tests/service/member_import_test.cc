#include "tests/service/service_fixture.h"
#include "weft/base/limits.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MemberImportTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddNetwork("n1");
  }

  static v1::ImportMembersRequest Message(const std::vector<std::string>& names) {
    v1::ImportMembersRequest message;
    message.set_parent("networks/n1");
    for (const std::string& name : names) {
      message.add_members()->set_name(name);
      message.mutable_members()->rbegin()->add_interests("seed saving");
    }
    return message;
  }

  v1::ImportMembersResponse Import(const std::vector<v1::ImportMembersRequest>& messages) {
    v1::ImportMembersResponse response;
    EXPECT_THAT(client_->ImportMembers(messages, &response), IsGrpcOk());
    return response;
  }
};

TEST_F(MemberImportTest, TakesIdsAndNames) {
  const v1::ImportMembersResponse response = Import({Message({"ann", Name("bob")}), Message({"cid"})});
  EXPECT_EQ(response.created_count(), 3);
  EXPECT_EQ(response.failed_count(), 0);
  EXPECT_EQ(response.change_sequence(), 4);
  EXPECT_THAT(Found("seed saving"), testing::UnorderedElementsAre("ann", "bob", "cid"));
}

TEST_F(MemberImportTest, CountsWhatItDid) {
  Import({Message({"ann", "bob"})});
  v1::ImportMembersRequest again = Message({"ann", "bob", "cid"});
  again.mutable_members(1)->add_offers("bread");
  const v1::ImportMembersResponse response = Import({again});
  EXPECT_EQ(response.created_count(), 1);
  EXPECT_EQ(response.updated_count(), 1);
  EXPECT_EQ(response.unchanged_count(), 1);
}

TEST_F(MemberImportTest, NamesEachBadRowAndTakesTheGoodOnes) {
  v1::ImportMembersRequest first = Message({"ann", "-bad", "networks/n2/members/bob"});
  v1::ImportMembersRequest second = Message({"", "cid", "dan"});
  second.mutable_members(1)->add_offers(std::string(201, 'x'));
  second.mutable_members(1)->set_bio(std::string(4001, 'x'));
  const v1::ImportMembersResponse response = Import({first, second});
  EXPECT_EQ(response.created_count(), 2);
  EXPECT_EQ(response.failed_count(), 4);
  ASSERT_EQ(response.errors_size(), 4);
  EXPECT_EQ(response.errors(0).row(), 1);
  EXPECT_EQ(response.errors(0).member(), "-bad");
  EXPECT_EQ(response.errors(0).field(), "name");
  EXPECT_EQ(response.errors(1).row(), 2);
  EXPECT_EQ(response.errors(1).field(), "name");
  EXPECT_EQ(response.errors(2).row(), 3);
  EXPECT_EQ(response.errors(3).row(), 4);
  EXPECT_EQ(response.errors(3).field(), "bio");
  EXPECT_THAT(response.errors(3).description(), HasSubstr("and 1 more"));
  EXPECT_THAT(Found("seed saving"), testing::UnorderedElementsAre("ann", "dan"));
}

TEST_F(MemberImportTest, ListsAtMostAThousandBadRows) {
  v1::ImportMembersRequest bad;
  bad.set_parent("networks/n1");
  for (int i = 0; i < 400; ++i) bad.add_members()->set_name("-bad");
  const v1::ImportMembersResponse response = Import({bad, bad, bad});
  EXPECT_EQ(response.failed_count(), 1200);
  EXPECT_EQ(response.errors_size(), 1000);
  EXPECT_EQ(response.change_sequence(), 1);
}

TEST_F(MemberImportTest, KeepsWhatMembersHaveSet) {
  v1::CreateMemberRequest ann = NewMember("ann");
  ann.set_speaker(v1::SPEAKER_MEMBER);
  ann.mutable_member()->mutable_participation()->set_being_found(v1::Participation::WORD_REFUSED);
  ASSERT_THAT(client_->CreateMember(ann), IsGrpcOk());
  v1::ImportMembersRequest message = Message({"ann"});
  message.mutable_members(0)->mutable_participation()->set_being_found(v1::Participation::WORD_AGREED);
  message.mutable_members(0)->mutable_participation()->set_rhythm(v1::Participation::RHYTHM_WEEKLY);
  const v1::ImportMembersResponse response = Import({message});
  ASSERT_EQ(response.kept_size(), 1);
  EXPECT_EQ(response.kept(0).member(), Name("ann"));
  EXPECT_THAT(response.kept(0).fields(), ElementsAre("being_found"));
  EXPECT_EQ(response.updated_count(), 1);
  EXPECT_THAT(Found("seed saving"), IsEmpty());
}

TEST_F(MemberImportTest, LastRowOfAMemberWins) {
  v1::ImportMembersRequest message = Message({"ann", "ann"});
  message.mutable_members(1)->set_bio("second");
  const v1::ImportMembersResponse response = Import({message});
  EXPECT_EQ(response.created_count(), 1);
  EXPECT_EQ(response.updated_count(), 1);
  v1::GetMemberRequest get;
  get.set_name(Name("ann"));
  v1::Member ann;
  ASSERT_THAT(client_->GetMember(get, &ann), IsGrpcOk());
  EXPECT_EQ(ann.bio(), "second");
}

TEST_F(MemberImportTest, RepeatedStreamWritesNothingTwice) {
  v1::ImportMembersRequest first = Message({"ann"});
  first.set_request_id("7");
  const v1::ImportMembersRequest second = Message({"bob"});
  const v1::ImportMembersResponse once = Import({first, second});
  v1::DeleteMemberRequest erase;
  erase.set_name(Name("ann"));
  ASSERT_THAT(client_->DeleteMember(erase), IsGrpcOk());
  const v1::ImportMembersResponse twice = Import({first, second});
  EXPECT_EQ(twice.created_count(), once.created_count());
  EXPECT_THAT(Found("seed saving"), ElementsAre("bob"));
}

TEST_F(MemberImportTest, RefusesStreamsItCannotPlace) {
  v1::ImportMembersResponse response;
  EXPECT_THAT(client_->ImportMembers({}, &response), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  v1::ImportMembersRequest homeless = Message({"ann"});
  homeless.clear_parent();
  const grpc::Status status = client_->ImportMembers({homeless}, &response);
  EXPECT_THAT(status, FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  EXPECT_THAT(ErrorOf(status).fields, ElementsAre("parent"));
  v1::ImportMembersRequest elsewhere = Message({});
  elsewhere.set_parent("networks/n9");
  EXPECT_THAT(client_->ImportMembers({elsewhere}, &response),
              FailsWith(grpc::StatusCode::NOT_FOUND, "NETWORK_NOT_FOUND"));
  v1::ImportMembersRequest many;
  many.set_parent("networks/n1");
  for (size_t i = 0; i <= kMembersPerImportMessageMax; ++i) many.add_members()->set_name("m" + std::to_string(i));
  EXPECT_THAT(client_->ImportMembers({many}, &response),
              FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
}

TEST_F(MemberImportTest, CancelledStreamKeepsWhatWasWritten) {
  {
    grpc::ClientContext context;
    v1::ImportMembersResponse response;
    auto writer = client_->members->ImportMembers(&context, &response);
    ASSERT_TRUE(writer->Write(Message({"ann"})));
    while (Found("seed saving").empty()) {
    }
    context.TryCancel();
    EXPECT_EQ(writer->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_THAT(Found("seed saving"), ElementsAre("ann"));
  EXPECT_EQ(Import({Message({"bob"})}).created_count(), 1);
}

}  // namespace
}  // namespace weft
