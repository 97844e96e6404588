// What each call refuses: code, reason and field.

#include <cmath>
#include <functional>
#include <limits>

#include "tests/service/service_fixture.h"

namespace weft {
namespace {

using ::testing::Contains;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct BadRequest {
  const char* name;
  grpc::StatusCode code;
  std::string reason;
  std::string field;  // Empty: none.
  std::function<grpc::Status(const TestClient&)> call;
};

template <typename Request>
Request With(Request request, const std::function<void(Request*)>& change) {
  change(&request);
  return request;
}

template <typename Request>
Request Make(const std::function<void(Request*)>& fill) {
  return With(Request(), fill);
}

v1::CreateMemberRequest Member(const std::function<void(v1::Member*)>& fill) {
  v1::CreateMemberRequest request;
  request.set_parent("networks/n1");
  request.set_member_id("new");
  fill(request.mutable_member());
  return request;
}

v1::UpdateMemberRequest Update(const std::function<void(v1::UpdateMemberRequest*)>& fill) {
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name("networks/n1/members/ann");
  fill(&request);
  return request;
}

v1::BatchUpsertTiesRequest Tie(const std::function<void(v1::Tie*)>& fill) {
  v1::BatchUpsertTiesRequest request;
  request.set_parent("networks/n1");
  request.add_ties()->set_member_a("networks/n1/members/ann");
  request.mutable_ties(0)->set_member_b("networks/n1/members/bob");
  fill(request.mutable_ties(0));
  return request;
}

v1::RecommendCollaboratorsRequest Recommend(const std::function<void(v1::RecommendCollaboratorsRequest*)>& fill) {
  v1::RecommendCollaboratorsRequest request;
  request.set_member("networks/n1/members/ann");
  fill(&request);
  return request;
}

class BadRequestTest : public ServiceTest, public testing::WithParamInterface<BadRequest> {};

TEST_P(BadRequestTest, IsRefused) {
  AddNetwork("n1");
  AddNetwork("n2");
  AddMember("ann", {"seeds"});
  AddMember("bob");
  const int64_t before = Index().change_sequence();
  const grpc::Status status = GetParam().call(*client_);
  EXPECT_THAT(status, FailsWith(GetParam().code, GetParam().reason));
  EXPECT_EQ(ErrorOf(status).domain, "weft");
  if (!GetParam().field.empty()) {
    EXPECT_THAT(ErrorOf(status).fields, Contains(GetParam().field));
  }
  EXPECT_EQ(Index().change_sequence(), before);
}

constexpr auto kInvalid = grpc::StatusCode::INVALID_ARGUMENT;
constexpr auto kNotFound = grpc::StatusCode::NOT_FOUND;
constexpr auto kExists = grpc::StatusCode::ALREADY_EXISTS;
constexpr auto kAborted = grpc::StatusCode::ABORTED;
const char* const kField = "INVALID_FIELD";

using C = const TestClient&;

INSTANTIATE_TEST_SUITE_P(
    Networks, BadRequestTest,
    testing::Values(
        BadRequest{"CreateWithoutId", kInvalid, kField, "network_id",
                   [](C c) { return c.CreateNetwork(v1::CreateNetworkRequest()); }},
        BadRequest{"CreateWithSlash", kInvalid, kField, "network_id",
                   [](C c) {
                     return c.CreateNetwork(
                         Make<v1::CreateNetworkRequest>([](auto* r) { r->set_network_id("networks/x"); }));
                   }},
        BadRequest{"CreateExisting", kExists, "NETWORK_EXISTS", "",
                   [](C c) {
                     return c.CreateNetwork(Make<v1::CreateNetworkRequest>([](auto* r) { r->set_network_id("n1"); }));
                   }},
        BadRequest{"CreateWithLongName", kInvalid, kField, "network.display_name",
                   [](C c) {
                     return c.CreateNetwork(Make<v1::CreateNetworkRequest>([](auto* r) {
                       r->set_network_id("x");
                       r->mutable_network()->set_display_name(std::string(201, 'x'));
                     }));
                   }},
        BadRequest{"CreateWithBadPolicy", kInvalid, kField, "network.policy.weak_tie_share",
                   [](C c) {
                     return c.CreateNetwork(Make<v1::CreateNetworkRequest>([](auto* r) {
                       r->set_network_id("x");
                       r->mutable_network()->mutable_policy()->set_weak_tie_share(kNaN);
                     }));
                   }},
        BadRequest{"CreateWithLongRequestId", kInvalid, kField, "request_id",
                   [](C c) {
                     return c.CreateNetwork(Make<v1::CreateNetworkRequest>([](auto* r) {
                       r->set_network_id("x");
                       r->set_request_id(std::string(65, 'x'));
                     }));
                   }},
        BadRequest{"GetBadName", kInvalid, kField, "name",
                   [](C c) { return c.GetNetwork(Make<v1::GetNetworkRequest>([](auto* r) { r->set_name("n1"); })); }},
        BadRequest{"GetMissing", kNotFound, "NETWORK_NOT_FOUND", "",
                   [](C c) {
                     return c.GetNetwork(Make<v1::GetNetworkRequest>([](auto* r) { r->set_name("networks/n9"); }));
                   }},
        BadRequest{"ListNegative", kInvalid, kField, "page_size",
                   [](C c) {
                     return c.ListNetworks(Make<v1::ListNetworksRequest>([](auto* r) { r->set_page_size(-1); }));
                   }},
        BadRequest{"ListBadToken", kInvalid, "PAGE_TOKEN_INVALID", "",
                   [](C c) {
                     return c.ListNetworks(Make<v1::ListNetworksRequest>([](auto* r) { r->set_page_token("x"); }));
                   }},
        BadRequest{"PolicyWithoutReason", kInvalid, kField, "reason",
                   [](C c) {
                     return c.UpdatePolicy(Make<v1::UpdatePolicyRequest>([](auto* r) {
                       r->set_name("networks/n1");
                       r->mutable_policy();
                     }));
                   }},
        BadRequest{"PolicyWithInvisibleReason", kInvalid, kField, "reason",
                   [](C c) {
                     return c.UpdatePolicy(Make<v1::UpdatePolicyRequest>([](auto* r) {
                       r->set_name("networks/n1");
                       r->set_reason(" \t ");
                       r->mutable_policy();
                     }));
                   }},
        BadRequest{"PolicyMissing", kInvalid, kField, "policy",
                   [](C c) {
                     return c.UpdatePolicy(Make<v1::UpdatePolicyRequest>([](auto* r) {
                       r->set_name("networks/n1");
                       r->set_reason("because");
                     }));
                   }},
        BadRequest{"PolicyShowWithoutGround", kInvalid, kField, "policy.unspoken_ground",
                   [](C c) {
                     return c.UpdatePolicy(Make<v1::UpdatePolicyRequest>([](auto* r) {
                       r->set_name("networks/n1");
                       r->set_reason("because");
                       r->mutable_policy()->set_unspoken(v1::Policy::UNSPOKEN_SHOW);
                     }));
                   }},
        BadRequest{"PolicyStaleEtag", kAborted, "ETAG_MISMATCH", "",
                   [](C c) {
                     return c.UpdatePolicy(Make<v1::UpdatePolicyRequest>([](auto* r) {
                       r->set_name("networks/n1");
                       r->set_reason("because");
                       r->mutable_policy();
                       r->set_etag("old");
                     }));
                   }},
        BadRequest{"PolicyOfMissing", kNotFound, "NETWORK_NOT_FOUND", "",
                   [](C c) {
                     return c.UpdatePolicy(Make<v1::UpdatePolicyRequest>([](auto* r) {
                       r->set_name("networks/n9");
                       r->set_reason("because");
                       r->mutable_policy();
                     }));
                   }},
        BadRequest{"PolicyChangesBadParent", kInvalid, kField, "parent",
                   [](C c) { return c.ListPolicyChanges(v1::ListPolicyChangesRequest()); }}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Members, BadRequestTest,
    testing::Values(
        BadRequest{"CreateBadParent", kInvalid, kField, "parent",
                   [](C c) { return c.CreateMember(v1::CreateMemberRequest()); }},
        BadRequest{"CreateBadId", kInvalid, kField, "member_id",
                   [](C c) {
                     return c.CreateMember(With<v1::CreateMemberRequest>(
                         Member([](auto*) {}), [](auto* r) { r->set_member_id("-starts-with-dash"); }));
                   }},
        BadRequest{"CreateWithoutMember", kInvalid, kField, "member",
                   [](C c) {
                     return c.CreateMember(With<v1::CreateMemberRequest>(Member([](auto*) {}),
                                                                         [](auto* r) { r->clear_member(); }));
                   }},
        BadRequest{"CreateExisting", kExists, "MEMBER_EXISTS", "",
                   [](C c) {
                     return c.CreateMember(With<v1::CreateMemberRequest>(Member([](auto*) {}),
                                                                         [](auto* r) { r->set_member_id("ann"); }));
                   }},
        BadRequest{"CreateInMissing", kNotFound, "NETWORK_NOT_FOUND", "",
                   [](C c) {
                     return c.CreateMember(With<v1::CreateMemberRequest>(
                         Member([](auto*) {}), [](auto* r) { r->set_parent("networks/n9"); }));
                   }},
        BadRequest{"CreateUnknownSpeaker", kInvalid, kField, "speaker",
                   [](C c) {
                     return c.CreateMember(With<v1::CreateMemberRequest>(
                         Member([](auto*) {}), [](auto* r) { r->set_speaker(static_cast<v1::Speaker>(7)); }));
                   }},
        BadRequest{"LongPhrase", kInvalid, kField, "member.offers[1]",
                   [](C c) {
                     return c.CreateMember(Member([](auto* m) {
                       m->add_offers("bread");
                       m->add_offers(std::string(201, 'x'));
                     }));
                   }},
        BadRequest{"TooManyPhrases", kInvalid, kField, "member.needs",
                   [](C c) {
                     return c.CreateMember(Member([](auto* m) {
                       for (int i = 0; i < 65; ++i) m->add_needs("need " + std::to_string(i));
                     }));
                   }},
        BadRequest{"LongBio", kInvalid, kField, "member.bio",
                   [](C c) { return c.CreateMember(Member([](auto* m) { m->set_bio(std::string(4001, 'x')); })); }},
        BadRequest{"ShareNotANumber", kInvalid, kField, "member.participation.weak_tie_share",
                   [](C c) {
                     return c.CreateMember(
                         Member([](auto* m) { m->mutable_participation()->set_weak_tie_share(kNaN); }));
                   }},
        BadRequest{"TooManyIntroductions", kInvalid, kField, "member.participation.introductions_per_month",
                   [](C c) {
                     return c.CreateMember(
                         Member([](auto* m) { m->mutable_participation()->set_introductions_per_month(32); }));
                   }},
        BadRequest{"BadLanguage", kInvalid, kField, "member.languages[0]",
                   [](C c) { return c.CreateMember(Member([](auto* m) { m->add_languages("the English tongue"); })); }},
        BadRequest{"GetBadName", kInvalid, kField, "name",
                   [](C c) {
                     return c.GetMember(Make<v1::GetMemberRequest>([](auto* r) { r->set_name("networks/n1"); }));
                   }},
        BadRequest{"GetMissing", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) {
                     return c.GetMember(
                         Make<v1::GetMemberRequest>([](auto* r) { r->set_name("networks/n1/members/zed"); }));
                   }},
        BadRequest{"GetOfMissingNetwork", kNotFound, "NETWORK_NOT_FOUND", "",
                   [](C c) {
                     return c.GetMember(
                         Make<v1::GetMemberRequest>([](auto* r) { r->set_name("networks/n9/members/ann"); }));
                   }},
        BadRequest{"ListNegative", kInvalid, kField, "page_size",
                   [](C c) {
                     return c.ListMembers(Make<v1::ListMembersRequest>([](auto* r) {
                       r->set_parent("networks/n1");
                       r->set_page_size(-5);
                     }));
                   }},
        BadRequest{"UpdateWithoutName", kInvalid, kField, "member.name",
                   [](C c) { return c.UpdateMember(v1::UpdateMemberRequest()); }},
        BadRequest{"UpdateMissing", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) {
                     return c.UpdateMember(
                         Update([](auto* r) { r->mutable_member()->set_name("networks/n1/members/zed"); }));
                   }},
        BadRequest{"UpdateUnknownPath", kInvalid, kField, "update_mask",
                   [](C c) { return c.UpdateMember(Update([](auto* r) { r->mutable_update_mask()->add_paths("mood"); })); }},
        BadRequest{"UpdateOutputOnlyPath", kInvalid, kField, "update_mask",
                   [](C c) {
                     return c.UpdateMember(Update([](auto* r) { r->mutable_update_mask()->add_paths("create_time"); }));
                   }},
        BadRequest{"UpdateStaleEtag", kAborted, "ETAG_MISMATCH", "",
                   [](C c) {
                     return c.UpdateMember(Update([](auto* r) {
                       r->mutable_member()->set_etag("old");
                       r->mutable_member()->set_bio("new");
                     }));
                   }},
        BadRequest{"DeleteMissing", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) {
                     return c.DeleteMember(
                         Make<v1::DeleteMemberRequest>([](auto* r) { r->set_name("networks/n1/members/zed"); }));
                   }},
        BadRequest{"DeleteStaleEtag", kAborted, "ETAG_MISMATCH", "",
                   [](C c) {
                     return c.DeleteMember(Make<v1::DeleteMemberRequest>([](auto* r) {
                       r->set_name("networks/n1/members/ann");
                       r->set_etag("old");
                     }));
                   }}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Ties, BadRequestTest,
    testing::Values(
        BadRequest{"NoTies", kInvalid, kField, "ties",
                   [](C c) {
                     return c.BatchUpsertTies(
                         Make<v1::BatchUpsertTiesRequest>([](auto* r) { r->set_parent("networks/n1"); }));
                   }},
        BadRequest{"TooManyTies", kInvalid, kField, "ties",
                   [](C c) {
                     return c.BatchUpsertTies(Make<v1::BatchUpsertTiesRequest>([](auto* r) {
                       r->set_parent("networks/n1");
                       for (int i = 0; i < 1001; ++i) r->add_ties();
                     }));
                   }},
        BadRequest{"NegativeWeight", kInvalid, kField, "ties[0].weight",
                   [](C c) { return c.BatchUpsertTies(Tie([](auto* t) { t->set_weight(-1); })); }},
        BadRequest{"WeightNotANumber", kInvalid, kField, "ties[0].weight",
                   [](C c) { return c.BatchUpsertTies(Tie([](auto* t) { t->set_weight(kNaN); })); }},
        BadRequest{"WithOneself", kInvalid, kField, "ties[0].member_b",
                   [](C c) { return c.BatchUpsertTies(Tie([](auto* t) { t->set_member_b(t->member_a()); })); }},
        BadRequest{"AcrossNetworks", kInvalid, kField, "ties[0].member_b",
                   [](C c) {
                     return c.BatchUpsertTies(Tie([](auto* t) { t->set_member_b("networks/n2/members/bob"); }));
                   }},
        BadRequest{"OfAnotherNetwork", kInvalid, kField, "ties[0].member_a",
                   [](C c) {
                     return c.BatchUpsertTies(Tie([](auto* t) {
                       t->set_member_a("networks/n2/members/ann");
                       t->set_member_b("networks/n2/members/bob");
                     }));
                   }},
        BadRequest{"BadPeriod", kInvalid, kField, "ties[0].period",
                   [](C c) { return c.BatchUpsertTies(Tie([](auto* t) { t->set_period(1000000); })); }},
        BadRequest{"ToMissing", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) {
                     return c.BatchUpsertTies(Tie([](auto* t) { t->set_member_b("networks/n1/members/zed"); }));
                   }},
        BadRequest{"ListBadParent", kInvalid, kField, "parent",
                   [](C c) { return c.ListTies(Make<v1::ListTiesRequest>([](auto* r) { r->set_parent("ties"); })); }},
        BadRequest{"ListOfMissing", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) {
                     return c.ListTies(
                         Make<v1::ListTiesRequest>([](auto* r) { r->set_parent("networks/n1/members/zed"); }));
                   }},
        BadRequest{"DeleteMissing", kNotFound, "TIE_NOT_FOUND", "",
                   [](C c) {
                     return c.DeleteTie(Make<v1::DeleteTieRequest>([](auto* r) {
                       r->set_member_a("networks/n1/members/ann");
                       r->set_member_b("networks/n1/members/bob");
                     }));
                   }},
        BadRequest{"DeleteAcrossNetworks", kInvalid, kField, "member_b",
                   [](C c) {
                     return c.DeleteTie(Make<v1::DeleteTieRequest>([](auto* r) {
                       r->set_member_a("networks/n1/members/ann");
                       r->set_member_b("networks/n2/members/bob");
                     }));
                   }}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Match, BadRequestTest,
    testing::Values(
        BadRequest{"BadMember", kInvalid, kField, "member",
                   [](C c) { return c.RecommendCollaborators(v1::RecommendCollaboratorsRequest()); }},
        BadRequest{"MissingMember", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) {
                     return c.RecommendCollaborators(
                         Recommend([](auto* r) { r->set_member("networks/n1/members/zed"); }));
                   }},
        BadRequest{"MissingNetwork", kNotFound, "NETWORK_NOT_FOUND", "",
                   [](C c) {
                     return c.RecommendCollaborators(
                         Recommend([](auto* r) { r->set_member("networks/n9/members/ann"); }));
                   }},
        BadRequest{"NegativePage", kInvalid, kField, "page_size",
                   [](C c) { return c.RecommendCollaborators(Recommend([](auto* r) { r->set_page_size(-1); })); }},
        BadRequest{"ShareNotANumber", kInvalid, kField, "weak_tie_share",
                   [](C c) { return c.RecommendCollaborators(Recommend([](auto* r) { r->set_weak_tie_share(kNaN); })); }},
        BadRequest{"ShareAboveOne", kInvalid, kField, "weak_tie_share",
                   [](C c) { return c.RecommendCollaborators(Recommend([](auto* r) { r->set_weak_tie_share(1.01); })); }},
        BadRequest{"EmptyPurpose", kInvalid, kField, "purpose.text",
                   [](C c) { return c.RecommendCollaborators(Recommend([](auto* r) { r->mutable_purpose(); })); }},
        BadRequest{"LongPurpose", kInvalid, kField, "purpose.text",
                   [](C c) {
                     return c.RecommendCollaborators(
                         Recommend([](auto* r) { r->mutable_purpose()->set_text(std::string(1001, 'x')); }));
                   }},
        BadRequest{"GroupOfOne", kInvalid, kField, "purpose.group_size",
                   [](C c) {
                     return c.RecommendCollaborators(Recommend([](auto* r) {
                       r->mutable_purpose()->set_text("a garden");
                       r->mutable_purpose()->set_group_size(1);
                     }));
                   }},
        BadRequest{"GroupOfSeven", kInvalid, kField, "purpose.group_size",
                   [](C c) {
                     return c.RecommendCollaborators(Recommend([](auto* r) {
                       r->mutable_purpose()->set_text("a garden");
                       r->mutable_purpose()->set_group_size(7);
                     }));
                   }},
        BadRequest{"SixAlreadyIn", kInvalid, kField, "purpose.members",
                   [](C c) {
                     return c.RecommendCollaborators(Recommend([](auto* r) {
                       r->mutable_purpose()->set_text("a garden");
                       for (int i = 0; i < 6; ++i) r->mutable_purpose()->add_members("networks/n1/members/bob");
                     }));
                   }},
        BadRequest{"AlreadyInElsewhere", kInvalid, kField, "purpose.members[0]",
                   [](C c) {
                     return c.RecommendCollaborators(Recommend([](auto* r) {
                       r->mutable_purpose()->set_text("a garden");
                       r->mutable_purpose()->add_members("networks/n2/members/bob");
                     }));
                   }},
        BadRequest{"AlreadyInMissing", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) {
                     return c.RecommendCollaborators(Recommend([](auto* r) {
                       r->mutable_purpose()->set_text("a garden");
                       r->mutable_purpose()->add_members("networks/n1/members/zed");
                     }));
                   }},
        BadRequest{"TooManyCircles", kInvalid, kField, "filter.circles",
                   [](C c) {
                     return c.RecommendCollaborators(Recommend([](auto* r) {
                       for (int i = 0; i < 101; ++i) r->mutable_filter()->add_circles("garden");
                     }));
                   }},
        BadRequest{"ExcludedElsewhere", kInvalid, kField, "filter.excluded_members[0]",
                   [](C c) {
                     return c.RecommendCollaborators(
                         Recommend([](auto* r) { r->mutable_filter()->add_excluded_members("networks/n2/members/bob"); }));
                   }},
        BadRequest{"EmptyQuery", kInvalid, kField, "query",
                   [](C c) {
                     return c.SearchMembers(
                         Make<v1::SearchMembersRequest>([](auto* r) { r->set_parent("networks/n1"); }));
                   }},
        BadRequest{"LongQuery", kInvalid, kField, "query",
                   [](C c) {
                     return c.SearchMembers(Make<v1::SearchMembersRequest>([](auto* r) {
                       r->set_parent("networks/n1");
                       r->set_query(std::string(1001, 'x'));
                     }));
                   }},
        BadRequest{"ExplainOneself", kInvalid, kField, "other",
                   [](C c) {
                     return c.ExplainMatch(Make<v1::ExplainMatchRequest>([](auto* r) {
                       r->set_member("networks/n1/members/ann");
                       r->set_other("networks/n1/members/ann");
                     }));
                   }},
        BadRequest{"ExplainAcrossNetworks", kInvalid, kField, "other",
                   [](C c) {
                     return c.ExplainMatch(Make<v1::ExplainMatchRequest>([](auto* r) {
                       r->set_member("networks/n1/members/ann");
                       r->set_other("networks/n2/members/bob");
                     }));
                   }},
        BadRequest{"ExplainMissing", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) {
                     return c.ExplainMatch(Make<v1::ExplainMatchRequest>([](auto* r) {
                       r->set_member("networks/n1/members/ann");
                       r->set_other("networks/n1/members/zed");
                     }));
                   }},
        BadRequest{"StatusBadName", kInvalid, kField, "name",
                   [](C c) { return c.GetIndexStatus(v1::GetIndexStatusRequest()); }},
        BadRequest{"StatusOfMissing", kNotFound, "NETWORK_NOT_FOUND", "",
                   [](C c) {
                     return c.GetIndexStatus(
                         Make<v1::GetIndexStatusRequest>([](auto* r) { r->set_name("networks/n9"); }));
                   }},
        BadRequest{"ReloadMissing", kNotFound, "NETWORK_NOT_FOUND", "",
                   [](C c) {
                     return c.ReloadIndex(Make<v1::ReloadIndexRequest>([](auto* r) { r->set_name("networks/n9"); }));
                   }}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
