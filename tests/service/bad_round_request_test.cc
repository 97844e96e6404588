// What the calls on rounds refuse.

#include "tests/service/bad_request.h"

namespace weft {
namespace {

constexpr char kNone[] = "networks/n1/rounds/r1";

std::string MemberPath(const char* id) { return std::string("networks/n1/members/") + id; }

template <typename Request>
Request Of(const std::function<void(Request*)>& change) {
  Request request;
  request.set_name(kNone);
  change(&request);
  return request;
}

v1::PlanRoundRequest Plan(const std::function<void(v1::PlanRoundRequest*)>& change) {
  v1::PlanRoundRequest request;
  request.set_parent("networks/n1");
  request.mutable_scope()->set_whole_network(true);
  change(&request);
  return request;
}

v1::HoldRoundRequest Hold(const std::function<void(v1::HoldRoundRequest*)>& change) {
  return Of<v1::HoldRoundRequest>([&change](auto* r) {
    r->set_reason("why");
    change(r);
  });
}

v1::CloseRoundRequest Close(const std::function<void(v1::CloseRoundRequest*)>& change) {
  return Of<v1::CloseRoundRequest>([&change](auto* r) {
    r->set_reason("why");
    change(r);
  });
}

v1::EditRoundRequest Edit(const std::function<void(v1::EditRoundRequest*)>& change) {
  return Of<v1::EditRoundRequest>([&change](auto* r) {
    r->add_edits()->mutable_drop()->set_entry(std::string(kNone) + "/entries/1");
    r->mutable_edits(0)->set_reason("why");
    change(r);
  });
}

BadRequest BadPlan(const char* name, const std::string& field, std::function<void(v1::PlanRoundRequest*)> change) {
  return {name, kInvalid, kField, field, [change](C c) { return c.PlanRound(Plan(change)); }};
}
BadRequest BadHold(const char* name, const std::string& field, std::function<void(v1::HoldRoundRequest*)> change) {
  return {name, kInvalid, kField, field, [change](C c) { return c.HoldRound(Hold(change)); }};
}
BadRequest BadClosing(const char* name, const std::string& field, std::function<void(v1::CloseRoundRequest*)> change) {
  return {name, kInvalid, kField, field, [change](C c) { return c.CloseRound(Close(change)); }};
}
BadRequest BadEdit(const char* name, const std::string& field, std::function<void(v1::EditRoundRequest*)> change) {
  return {name, kInvalid, kField, field, [change](C c) { return c.EditRound(Edit(change)); }};
}
BadRequest BadList(const char* name, const std::string& field, std::function<void(v1::ListRoundsRequest*)> change) {
  return {name, kInvalid, kField, field, [change](C c) {
            v1::ListRoundsRequest request;
            request.set_parent("networks/n1");
            change(&request);
            return c.ListRounds(request);
          }};
}
BadRequest BadEntries(const char* name, const std::string& field,
                      std::function<void(v1::ListRoundEntriesRequest*)> change) {
  return {name, kInvalid, kField, field, [change](C c) {
            v1::ListRoundEntriesRequest request;
            request.set_parent(kNone);
            change(&request);
            return c.ListRoundEntries(request);
          }};
}
BadRequest BadHands(const char* name, const std::string& field,
                    std::function<void(v1::ListMembersNeedingAHandRequest*)> change) {
  return {name, kInvalid, kField, field, [change](C c) {
            v1::ListMembersNeedingAHandRequest request;
            request.set_parent("networks/n1");
            change(&request);
            return c.ListMembersNeedingAHand(request);
          }};
}
BadRequest NoSuchRound(const char* name, std::function<grpc::Status(C)> call) {
  return {name, kNotFound, "ROUND_NOT_FOUND", "", std::move(call)};
}

class BadRoundRequestTest : public BadRequestTest {};

TEST_P(BadRoundRequestTest, IsRefused) { ExpectRefusal(); }

INSTANTIATE_TEST_SUITE_P(
    Plans, BadRoundRequestTest,
    testing::Values(
        BadPlan("PlanWithoutParent", "parent", [](auto* r) { r->clear_parent(); }),
        BadPlan("PlanForAMember", "parent", [](auto* r) { r->set_parent(MemberPath("ann")); }),
        BadPlan("PlanWithoutScope", "scope", [](auto* r) { r->clear_scope(); }),
        BadPlan("PlanOverNotTheWholeNetwork", "scope.whole_network",
                [](auto* r) { r->mutable_scope()->set_whole_network(false); }),
        BadPlan("PlanOverANamelessCircle", "scope.circle", [](auto* r) { r->mutable_scope()->set_circle("  "); }),
        BadPlan("PlanOverAnEndlessCircle", "scope.circle",
                [](auto* r) { r->mutable_scope()->set_circle(std::string(201, 'x')); }),
        BadPlan("PlanOverAnEmptyCircle", "scope.circle", [](auto* r) { r->mutable_scope()->set_circle("nobody's"); }),
        BadPlan("PlanOverAnEmptyNetwork", "scope", [](auto* r) { r->set_parent("networks/n2"); }),
        BadPlan("PlanOverAnEmptyList", "scope.members.members", [](auto* r) { r->mutable_scope()->mutable_members(); }),
        BadPlan("PlanOverOne", "scope.members.members",
                [](auto* r) { r->mutable_scope()->mutable_members()->add_members(MemberPath("ann")); }),
        BadPlan("PlanOverOneTwice", "scope.members.members",
                [](auto* r) {
                  for (int i = 0; i < 2; ++i) r->mutable_scope()->mutable_members()->add_members(MemberPath("ann"));
                }),
        BadPlan("PlanOverTooMany", "scope.members.members",
                [](auto* r) {
                  for (int i = 0; i < 1001; ++i) {
                    r->mutable_scope()->mutable_members()->add_members(MemberPath("ann") + std::to_string(i));
                  }
                }),
        BadPlan("PlanOverAnotherNetworks", "scope.members.members[1]",
                [](auto* r) {
                  r->mutable_scope()->mutable_members()->add_members(MemberPath("ann"));
                  r->mutable_scope()->mutable_members()->add_members("networks/n2/members/ann");
                }),
        BadPlan("PlanAsAnotherNetworks", "as_member", [](auto* r) { r->set_as_member("networks/n2/members/ann"); }),
        BadPlan("PlanWithALongName", "display_name", [](auto* r) { r->set_display_name(std::string(201, 'x')); }),
        BadPlan("PlanNegativePage", "page_size", [](auto* r) { r->set_page_size(-1); }),
        BadPlan("PlanWithALongRequestId", "request_id", [](auto* r) { r->set_request_id(std::string(65, 'x')); }),
        BadPlan("PlanToOpenInThePast", "open_time", [](auto* r) { r->mutable_open_time()->set_seconds(1000); }),
        BadPlan("PlanToOpenFarAhead", "open_time", [](auto* r) { r->mutable_open_time()->set_seconds(4000000000); }),
        BadPlan("PlanToOpenAtNoTime", "open_time", [](auto* r) { r->mutable_open_time()->set_nanos(-1); }),
        BadPlan("DryRunWithoutScope", "scope",
                [](auto* r) {
                  r->clear_scope();
                  r->set_validate_only(true);
                }),
        BadRequest{"PlanInUnknownNetwork", kNotFound, "NETWORK_NOT_FOUND", "",
                   [](C c) { return c.PlanRound(Plan([](auto* r) { r->set_parent("networks/none"); })); }},
        BadRequest{"PlanOverUnknownMember", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) {
                     return c.PlanRound(Plan([](auto* r) {
                       r->mutable_scope()->mutable_members()->add_members(MemberPath("ann"));
                       r->mutable_scope()->mutable_members()->add_members(MemberPath("nobody"));
                     }));
                   }},
        BadRequest{"PlanAsUnknownMember", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) { return c.PlanRound(Plan([](auto* r) { r->set_as_member(MemberPath("nobody")); })); }}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Changes, BadRoundRequestTest,
    testing::Values(
        BadHold("HoldWithoutName", "name", [](auto* r) { r->clear_name(); }),
        BadHold("HoldAnIntroduction", "name", [](auto* r) { r->set_name("networks/n1/introductions/i"); }),
        BadHold("HoldWithoutReason", "reason", [](auto* r) { r->clear_reason(); }),
        BadHold("HoldWithABlankReason", "reason", [](auto* r) { r->set_reason("   "); }),
        BadHold("HoldWithALongReason", "reason", [](auto* r) { r->set_reason(std::string(501, 'x')); }),
        BadHold("HoldUntilNoTime", "end_time", [](auto* r) { r->mutable_end_time()->set_nanos(-1); }),
        BadHold("HoldAsAnotherNetworks", "as_member", [](auto* r) { r->set_as_member("networks/n2/members/ann"); }),
        NoSuchRound("HoldNone", [](C c) { return c.HoldRound(Hold([](auto*) {})); }),
        BadClosing("CloseWithoutReason", "reason", [](auto* r) { r->clear_reason(); }),
        BadClosing("CloseWithALongReason", "reason", [](auto* r) { r->set_reason(std::string(501, 'x')); }),
        NoSuchRound("CloseNone", [](C c) { return c.CloseRound(Close([](auto*) {})); }),
        NoSuchRound("OpenNone", [](C c) { return c.OpenRound(Of<v1::OpenRoundRequest>([](auto*) {})); }),
        NoSuchRound("OpenByAnotherSpelling",
                    [](C c) {
                      return c.OpenRound(
                          Of<v1::OpenRoundRequest>([](auto* r) { r->set_name("networks/n1/rounds/r01"); }));
                    }),
        BadEdit("EditNothing", "edits", [](auto* r) { r->clear_edits(); }),
        BadEdit("EditTooMuch", "edits",
                [](auto* r) {
                  while (r->edits_size() <= 100) *r->add_edits() = r->edits(0);
                }),
        BadEdit("EditNoKind", "edits[0]", [](auto* r) { r->mutable_edits(0)->clear_edit(); }),
        BadEdit("EditWithoutReason", "edits[0].reason", [](auto* r) { r->mutable_edits(0)->clear_reason(); }),
        BadEdit("EditWithALongReason", "edits[0].reason",
                [](auto* r) { r->mutable_edits(0)->set_reason(std::string(501, 'x')); }),
        BadEdit("DropARound", "edits[0].drop.entry",
                [](auto* r) { r->mutable_edits(0)->mutable_drop()->set_entry(kNone); }),
        BadEdit("DropOfAnotherRound", "edits[0].drop.entry",
                [](auto* r) { r->mutable_edits(0)->mutable_drop()->set_entry("networks/n1/rounds/r2/entries/1"); }),
        BadEdit("DropNoNumber", "edits[0].drop.entry",
                [](auto* r) { r->mutable_edits(0)->mutable_drop()->set_entry(std::string(kNone) + "/entries/01"); }),
        BadEdit("SwapNobody", "edits[0].swap.member_a", [](auto* r) { r->mutable_edits(0)->mutable_swap(); }),
        BadEdit("SwapWithOneself", "edits[0].swap.member_b",
                [](auto* r) {
                  r->mutable_edits(0)->mutable_swap()->set_member_a(MemberPath("ann"));
                  r->mutable_edits(0)->mutable_swap()->set_member_b(MemberPath("ann"));
                }),
        BadEdit("PinOne", "edits[0].pin.members",
                [](auto* r) { r->mutable_edits(0)->mutable_pin()->add_members(MemberPath("ann")); }),
        BadEdit("PinFive", "edits[0].pin.members",
                [](auto* r) {
                  for (const char* id : {"ann", "bob", "cid", "dee", "eve"}) {
                    r->mutable_edits(0)->mutable_pin()->add_members(MemberPath(id));
                  }
                }),
        BadEdit("PinOneTwice", "edits[0].pin.members",
                [](auto* r) {
                  for (int i = 0; i < 2; ++i) r->mutable_edits(0)->mutable_pin()->add_members(MemberPath("ann"));
                }),
        BadEdit("PinAnotherNetworks", "edits[0].pin.members[1]",
                [](auto* r) {
                  r->mutable_edits(0)->mutable_pin()->add_members(MemberPath("ann"));
                  r->mutable_edits(0)->mutable_pin()->add_members("networks/n2/members/bob");
                }),
        NoSuchRound("EditNone", [](C c) { return c.EditRound(Edit([](auto*) {})); })),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Reads, BadRoundRequestTest,
    testing::Values(
        NoSuchRound("GetNone", [](C c) { return c.GetRound(Of<v1::GetRoundRequest>([](auto*) {})); }),
        NoSuchRound("GetNoNumber",
                    [](C c) {
                      return c.GetRound(Of<v1::GetRoundRequest>([](auto* r) { r->set_name("networks/n1/rounds/x"); }));
                    }),
        NoSuchRound("ReportOnNone", [](C c) { return c.ReportRound(Of<v1::ReportRoundRequest>([](auto*) {})); }),
        NoSuchRound("EntriesOfNone",
                    [](C c) {
                      v1::ListRoundEntriesRequest request;
                      request.set_parent(kNone);
                      return c.ListRoundEntries(request);
                    }),
        NoSuchRound("HandsOfNone",
                    [](C c) {
                      v1::ListMembersNeedingAHandRequest request;
                      request.set_parent("networks/n1");
                      request.set_round(kNone);
                      return c.ListMembersNeedingAHand(request);
                    }),
        BadList("ListWithoutParent", "parent", [](auto* r) { r->clear_parent(); }),
        BadList("ListOfUnknownState", "states", [](auto* r) { r->add_states(static_cast<v1::Round::State>(99)); }),
        BadList("ListOfNoState", "states", [](auto* r) { r->add_states(v1::Round::STATE_UNSPECIFIED); }),
        BadList("ListNegative", "page_size", [](auto* r) { r->set_page_size(-1); }),
        BadEntries("EntriesOfANetwork", "parent", [](auto* r) { r->set_parent("networks/n1"); }),
        BadEntries("EntriesOfAnotherNetworksMember", "member",
                   [](auto* r) { r->set_member("networks/n2/members/ann"); }),
        BadEntries("EntriesNegative", "page_size", [](auto* r) { r->set_page_size(-1); }),
        BadHands("HandsWithoutParent", "parent", [](auto* r) { r->clear_parent(); }),
        BadHands("HandsOfAnotherNetworksRound", "round", [](auto* r) { r->set_round("networks/n2/rounds/r1"); }),
        BadHands("HandsNegative", "page_size", [](auto* r) { r->set_page_size(-1); }),
        BadRequest{"ListWithAnotherListsToken", kInvalid, "PAGE_TOKEN_INVALID", "",
                   [](C c) {
                     v1::ListRoundsRequest request;
                     request.set_parent("networks/n1");
                     request.set_page_token("nonsense");
                     return c.ListRounds(request);
                   }},
        BadRequest{"HandsWithAnotherListsToken", kInvalid, "PAGE_TOKEN_INVALID", "",
                   [](C c) {
                     v1::ListMembersNeedingAHandRequest request;
                     request.set_parent("networks/n1");
                     request.set_page_token("nonsense");
                     return c.ListMembersNeedingAHand(request);
                   }},
        BadRequest{"ListOfUnknownNetwork", kNotFound, "NETWORK_NOT_FOUND", "",
                   [](C c) {
                     v1::ListRoundsRequest request;
                     request.set_parent("networks/none");
                     return c.ListRounds(request);
                   }}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
