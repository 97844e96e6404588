// What carries a request_id is done once, whatever has happened since, and its id stands for nothing else.

#include <functional>

#include "tests/service/bad_request.h"

namespace weft {
namespace {

struct RepeatedCase {
  const char* name;
  std::function<grpc::Status(C client, bool other)> call;  // `other`: asks for something else under the same id.
  std::function<grpc::Status(C client)> between;           // What others do before the repeat.
};

class RepeatedRequestTest : public ServiceTest, public testing::WithParamInterface<RepeatedCase> {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddNetwork("n1");
    AddMember("ann", {"seeds"});
    AddMember("bob", {"bees"});
    AddMember("cid");
    AddTie("ann", "bob");
  }

  // How many changes all networks have seen.
  int64_t Changes() {
    v1::ListNetworksResponse response;
    EXPECT_THAT(client_->ListNetworks({}, &response), IsGrpcOk());
    int64_t changes = 0;
    for (const v1::Network& network : response.networks()) changes += network.change_sequence();
    return changes;
  }
};

// `request` with the id, and as another request if so asked.
template <typename Request>
Request Identified(Request request, bool other, const std::function<void(Request*)>& change) {
  request.set_request_id("7");
  if (other) change(&request);
  return request;
}

v1::UpdateMemberRequest Bio(const std::string& bio) {
  return Update([&bio](v1::UpdateMemberRequest* r) { r->mutable_member()->set_bio(bio); });
}

v1::UpdateMemberRequest Rhythm(v1::Participation::Rhythm rhythm, v1::Speaker speaker) {
  return Update([=](v1::UpdateMemberRequest* r) {
    r->mutable_member()->mutable_participation()->set_rhythm(rhythm);
    r->set_speaker(speaker);
  });
}

v1::UpdatePolicyRequest Unspoken(v1::Policy::Unspoken word) {
  return Make<v1::UpdatePolicyRequest>([word](v1::UpdatePolicyRequest* r) {
    r->set_name("networks/n1");
    r->set_reason("as we agreed");
    r->mutable_policy()->set_unspoken(word);
  });
}

v1::ImportMembersRequest Rows(const std::string& bio) {
  return Make<v1::ImportMembersRequest>([&bio](v1::ImportMembersRequest* r) {
    r->set_parent("networks/n1");
    r->set_request_id("7");
    r->add_members()->set_name("ann");
    r->mutable_members(0)->set_bio(bio);
    r->add_members()->set_name("dan");
  });
}

grpc::Status Import(C client, const std::vector<v1::ImportMembersRequest>& messages) {
  v1::ImportMembersResponse response;
  return client.ImportMembers(messages, &response);
}

v1::DeleteMemberRequest Erase(const std::string& id) {
  return Make<v1::DeleteMemberRequest>([&id](v1::DeleteMemberRequest* r) { r->set_name("networks/n1/members/" + id); });
}

v1::DeleteTieRequest Untie(const std::string& a, const std::string& b) {
  return Make<v1::DeleteTieRequest>([&](v1::DeleteTieRequest* r) {
    r->set_member_a("networks/n1/members/" + a);
    r->set_member_b("networks/n1/members/" + b);
  });
}

TEST_P(RepeatedRequestTest, IsDoneOnce) {
  ASSERT_THAT(GetParam().call(*client_, false), IsGrpcOk());
  ASSERT_THAT(GetParam().between(*client_), IsGrpcOk());
  const int64_t changes = Changes();
  EXPECT_THAT(GetParam().call(*client_, false), IsGrpcOk());
  EXPECT_EQ(Changes(), changes);
  EXPECT_THAT(GetParam().call(*client_, true), FailsWith(kInvalid, "REQUEST_ID_REUSED"));
  EXPECT_EQ(Changes(), changes);
}

INSTANTIATE_TEST_SUITE_P(
    All, RepeatedRequestTest,
    testing::Values(
        RepeatedCase{"CreateNetwork",
                     [](C c, bool other) {
                       v1::CreateNetworkRequest request;
                       request.set_network_id("n2");
                       return c.CreateNetwork(Identified<v1::CreateNetworkRequest>(
                           request, other, [](auto* r) { r->mutable_network()->set_display_name("Another"); }));
                     },
                     [](C c) {
                       v1::UpdatePolicyRequest request = Unspoken(v1::Policy::UNSPOKEN_HIDE);
                       request.set_name("networks/n2");
                       return c.UpdatePolicy(request);
                     }},
        RepeatedCase{"UpdatePolicy",
                     [](C c, bool other) {
                       return c.UpdatePolicy(
                           Identified<v1::UpdatePolicyRequest>(Unspoken(v1::Policy::UNSPOKEN_ASK_FIRST), other,
                                                               [](auto* r) { r->set_reason("another reason"); }));
                     },
                     [](C c) { return c.UpdatePolicy(Unspoken(v1::Policy::UNSPOKEN_HIDE)); }},
        RepeatedCase{"CreateMember",
                     [](C c, bool other) {
                       return c.CreateMember(Identified<v1::CreateMemberRequest>(
                           Member([](v1::Member* m) { m->set_bio("first"); }), other,
                           [](auto* r) { r->mutable_member()->set_bio("other"); }));
                     },
                     [](C c) {
                       v1::UpdateMemberRequest request = Bio("second");
                       request.mutable_member()->set_name("networks/n1/members/new");
                       return c.UpdateMember(request);
                     }},
        RepeatedCase{"UpdateMember",
                     [](C c, bool other) {
                       return c.UpdateMember(Identified<v1::UpdateMemberRequest>(
                           Bio("first"), other, [](auto* r) { r->mutable_member()->set_bio("other"); }));
                     },
                     [](C c) { return c.UpdateMember(Bio("second")); }},
        // What is merged with the change is no longer what it was.
        RepeatedCase{"UpdateMemberOnOtherGround",
                     [](C c, bool other) {
                       return c.UpdateMember(Identified<v1::UpdateMemberRequest>(
                           Bio("first"), other, [](auto* r) { r->set_speaker(v1::SPEAKER_MEMBER); }));
                     },
                     [](C c) {
                       return c.UpdateMember(
                           Update([](v1::UpdateMemberRequest* r) { r->mutable_member()->add_interests("compost"); }));
                     }},
        // The merge itself is refused now.
        RepeatedCase{
            "UpdateMemberWhoHasSpokenSince",
            [](C c, bool other) {
              return c.UpdateMember(Identified<v1::UpdateMemberRequest>(
                  Rhythm(v1::Participation::RHYTHM_WEEKLY, v1::SPEAKER_UNSPECIFIED), other, [](auto* r) {
                    r->mutable_member()->mutable_participation()->set_rhythm(v1::Participation::RHYTHM_MONTHLY);
                  }));
            },
            [](C c) { return c.UpdateMember(Rhythm(v1::Participation::RHYTHM_FORTNIGHTLY, v1::SPEAKER_MEMBER)); }},
        RepeatedCase{"UpdateMemberThatCreates",
                     [](C c, bool other) {
                       v1::UpdateMemberRequest request = Bio("first");
                       request.mutable_member()->set_name("networks/n1/members/new");
                       request.set_allow_missing(true);
                       return c.UpdateMember(Identified<v1::UpdateMemberRequest>(
                           request, other, [](auto* r) { r->mutable_member()->set_bio("other"); }));
                     },
                     [](C c) {
                       v1::UpdateMemberRequest request = Bio("second");
                       request.mutable_member()->set_name("networks/n1/members/new");
                       return c.UpdateMember(request);
                     }},
        RepeatedCase{"DeleteMember",
                     [](C c, bool other) {
                       return c.DeleteMember(Identified<v1::DeleteMemberRequest>(
                           Erase("cid"), other, [](auto* r) { r->set_name("networks/n1/members/bob"); }));
                     },
                     [](C c) {
                       v1::CreateMemberRequest again = Member([](v1::Member*) {});
                       again.set_member_id("cid");
                       return c.CreateMember(again);
                     }},
        RepeatedCase{"BatchUpsertTies",
                     [](C c, bool other) {
                       return c.BatchUpsertTies(Identified<v1::BatchUpsertTiesRequest>(
                           Tie([](v1::Tie* t) { t->set_member_b("networks/n1/members/cid"); }), other,
                           [](auto* r) { r->mutable_ties(0)->set_weight(9); }));
                     },
                     [](C c) { return c.DeleteTie(Untie("ann", "cid")); }},
        RepeatedCase{"DeleteTie",
                     [](C c, bool other) {
                       return c.DeleteTie(Identified<v1::DeleteTieRequest>(
                           Untie("ann", "bob"), other, [](auto* r) { r->set_speaker(v1::SPEAKER_MEMBER); }));
                     },
                     [](C c) { return c.BatchUpsertTies(Tie([](v1::Tie*) {})); }},
        RepeatedCase{"ImportMembers", [](C c, bool other) { return Import(c, {Rows(other ? "other" : "first")}); },
                     [](C c) { return c.UpdateMember(Bio("second")); }},
        RepeatedCase{"LaterMessageOfAnImport",
                     [](C c, bool other) {
                       return Import(c, {Rows("first"), Rows(other ? "other" : "second")});
                     },
                     [](C c) { return c.UpdateMember(Bio("third")); }}),
    [](const auto& info) { return info.param.name; });

using RepeatedRequestsTest = RepeatedRequestTest;

TEST_F(RepeatedRequestsTest, OneIdDoesNotServeTwoMethods) {
  v1::UpdateMemberRequest update = Bio("first");
  update.set_request_id("7");
  ASSERT_THAT(client_->UpdateMember(update), IsGrpcOk());
  EXPECT_THAT(Import(*client_, {Rows("first")}), FailsWith(kInvalid, "REQUEST_ID_REUSED"));
}

TEST_F(RepeatedRequestsTest, AnswerIsTheMemberAsItIsNow) {
  v1::UpdateMemberRequest update = Bio("first");
  update.set_request_id("7");
  ASSERT_THAT(client_->UpdateMember(update), IsGrpcOk());
  v1::Member second;
  ASSERT_THAT(client_->UpdateMember(Bio("second"), &second), IsGrpcOk());
  v1::Member answer;
  ASSERT_THAT(client_->UpdateMember(update, &answer), IsGrpcOk());
  EXPECT_EQ(answer.SerializeAsString(), second.SerializeAsString());
}

// Erasure leaves nothing to answer with, least of all a copy beside the request.
TEST_F(RepeatedRequestsTest, MemberErasedSinceIsNotFound) {
  v1::UpdateMemberRequest update = Bio("first");
  update.set_request_id("7");
  ASSERT_THAT(client_->UpdateMember(update), IsGrpcOk());
  ASSERT_THAT(client_->DeleteMember(Erase("ann")), IsGrpcOk());
  EXPECT_THAT(client_->UpdateMember(update), FailsWith(kNotFound, "MEMBER_NOT_FOUND"));
  update.mutable_member()->set_bio("other");
  EXPECT_THAT(client_->UpdateMember(update), FailsWith(kInvalid, "REQUEST_ID_REUSED"));
}

}  // namespace
}  // namespace weft
