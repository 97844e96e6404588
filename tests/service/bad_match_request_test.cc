// What the calls of matching and of the index refuse.

#include "tests/service/bad_request.h"

namespace weft {
namespace {

class BadMatchRequestTest : public BadRequestTest {};

TEST_P(BadMatchRequestTest, IsRefused) { ExpectRefusal(); }

INSTANTIATE_TEST_SUITE_P(
    Match, BadMatchRequestTest,
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
        BadRequest{
            "ShareNotANumber", kInvalid, kField, "weak_tie_share",
            [](C c) { return c.RecommendCollaborators(Recommend([](auto* r) { r->set_weak_tie_share(kNaN); })); }},
        BadRequest{
            "ShareAboveOne", kInvalid, kField, "weak_tie_share",
            [](C c) { return c.RecommendCollaborators(Recommend([](auto* r) { r->set_weak_tie_share(1.01); })); }},
        BadRequest{"KnobAboveOne", kInvalid, kField, "balance.periphery_reserve",
                   [](C c) {
                     return c.RecommendCollaborators(
                         Recommend([](auto* r) { r->mutable_balance()->set_periphery_reserve(1.01); }));
                   }},
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
                     return c.RecommendCollaborators(Recommend(
                         [](auto* r) { r->mutable_filter()->add_excluded_members("networks/n2/members/bob"); }));
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
