// What the calls on networks, members and ties refuse.

#include "tests/service/bad_request.h"

namespace weft {
namespace {

TEST_P(BadRequestTest, IsRefused) { ExpectRefusal(); }

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
        BadRequest{
            "GetMissing", kNotFound, "NETWORK_NOT_FOUND", "",
            [](C c) { return c.GetNetwork(Make<v1::GetNetworkRequest>([](auto* r) { r->set_name("networks/n9"); })); }},
        BadRequest{
            "ListNegative", kInvalid, kField, "page_size",
            [](C c) { return c.ListNetworks(Make<v1::ListNetworksRequest>([](auto* r) { r->set_page_size(-1); })); }},
        BadRequest{
            "ListBadToken", kInvalid, "PAGE_TOKEN_INVALID", "",
            [](C c) { return c.ListNetworks(Make<v1::ListNetworksRequest>([](auto* r) { r->set_page_token("x"); })); }},
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
                     return c.CreateMember(
                         With<v1::CreateMemberRequest>(Member([](auto*) {}), [](auto* r) { r->clear_member(); }));
                   }},
        BadRequest{"CreateExisting", kExists, "MEMBER_EXISTS", "",
                   [](C c) {
                     return c.CreateMember(
                         With<v1::CreateMemberRequest>(Member([](auto*) {}), [](auto* r) { r->set_member_id("ann"); }));
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
        BadRequest{
            "GetBadName", kInvalid, kField, "name",
            [](C c) { return c.GetMember(Make<v1::GetMemberRequest>([](auto* r) { r->set_name("networks/n1"); })); }},
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
        BadRequest{
            "UpdateUnknownPath", kInvalid, kField, "update_mask",
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
        BadRequest{
            "AcrossNetworks", kInvalid, kField, "ties[0].member_b",
            [](C c) { return c.BatchUpsertTies(Tie([](auto* t) { t->set_member_b("networks/n2/members/bob"); })); }},
        BadRequest{"OfAnotherNetwork", kInvalid, kField, "ties[0].member_a",
                   [](C c) {
                     return c.BatchUpsertTies(Tie([](auto* t) {
                       t->set_member_a("networks/n2/members/ann");
                       t->set_member_b("networks/n2/members/bob");
                     }));
                   }},
        BadRequest{"BadPeriod", kInvalid, kField, "ties[0].period",
                   [](C c) { return c.BatchUpsertTies(Tie([](auto* t) { t->set_period(1000000); })); }},
        BadRequest{
            "ToMissing", kNotFound, "MEMBER_NOT_FOUND", "",
            [](C c) { return c.BatchUpsertTies(Tie([](auto* t) { t->set_member_b("networks/n1/members/zed"); })); }},
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

}  // namespace
}  // namespace weft
