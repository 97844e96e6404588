// What the calls on introductions refuse.

#include "tests/service/bad_request.h"

namespace weft {
namespace {

constexpr auto kForbidden = grpc::StatusCode::PERMISSION_DENIED;

std::string MemberPath(const char* id) { return std::string("networks/n1/members/") + id; }
constexpr char kNone[] = "networks/n1/introductions/none";

v1::ProposeIntroductionRequest Proposal(const std::function<void(v1::ProposeIntroductionRequest*)>& change) {
  v1::ProposeIntroductionRequest request;
  request.set_parent("networks/n1");
  request.set_as_member(MemberPath("ann"));
  request.add_members(MemberPath("bob"));
  change(&request);
  return request;
}

v1::RespondToIntroductionRequest Answer(const std::function<void(v1::RespondToIntroductionRequest*)>& change) {
  v1::RespondToIntroductionRequest request;
  request.set_name(kNone);
  request.set_as_member(MemberPath("ann"));
  change(&request);
  return request;
}

v1::RecordOutcomeRequest Outcome(const std::function<void(v1::RecordOutcomeRequest*)>& change) {
  v1::RecordOutcomeRequest request;
  request.set_name(kNone);
  request.set_as_member(MemberPath("ann"));
  request.mutable_outcome()->set_kind(v1::Outcome::KIND_MET);
  change(&request);
  return request;
}

BadRequest BadProposal(const char* name, const std::string& field,
                       std::function<void(v1::ProposeIntroductionRequest*)> change) {
  return {name, kInvalid, kField, field, [change](C c) { return c.ProposeIntroduction(Proposal(change)); }};
}

BadRequest BadAnswer(const char* name, const std::string& field,
                     std::function<void(v1::RespondToIntroductionRequest*)> change) {
  return {name, kInvalid, kField, field, [change](C c) { return c.RespondToIntroduction(Answer(change)); }};
}

BadRequest BadOutcome(const char* name, const std::string& field,
                      std::function<void(v1::RecordOutcomeRequest*)> change) {
  return {name, kInvalid, kField, field, [change](C c) { return c.RecordOutcome(Outcome(change)); }};
}

BadRequest BadList(const char* name, const std::string& field,
                   std::function<void(v1::ListIntroductionsRequest*)> change) {
  return {name, kInvalid, kField, field, [change](C c) {
            v1::ListIntroductionsRequest request;
            request.set_parent("networks/n1");
            change(&request);
            return c.ListIntroductions(request);
          }};
}

class BadIntroductionRequestTest : public BadRequestTest {};

TEST_P(BadIntroductionRequestTest, IsRefused) { ExpectRefusal(); }

INSTANTIATE_TEST_SUITE_P(
    Proposals, BadIntroductionRequestTest,
    testing::Values(
        BadProposal("ProposeWithoutParent", "parent", [](auto* r) { r->clear_parent(); }),
        BadProposal("ProposeAsAnotherNetworks", "as_member",
                    [](auto* r) { r->set_as_member("networks/n2/members/ann"); }),
        BadProposal("ProposeNobody", "members", [](auto* r) { r->clear_members(); }),
        BadProposal("ProposeFour", "members",
                    [](auto* r) {
                      for (const char* id : {"cid", "dee", "eve"}) r->add_members(MemberPath(id));
                    }),
        BadProposal("ProposeOneAsAWeaver", "members", [](auto* r) { r->clear_as_member(); }),
        BadProposal("ProposeOneself", "members[0]", [](auto* r) { r->set_members(0, MemberPath("ann")); }),
        BadProposal("ProposeTwice", "members[1]", [](auto* r) { r->add_members(MemberPath("bob")); }),
        BadProposal("ProposeAnotherNetworks", "members[0]",
                    [](auto* r) { r->set_members(0, "networks/n2/members/bob"); }),
        BadProposal("IntroduceWithoutAWord", "note", [](auto* r) { r->add_members(MemberPath("cid")); }),
        BadProposal("ProposeWithLongNote", "note", [](auto* r) { r->set_note(std::string(501, 'x')); }),
        BadProposal("ProposeWithLongPurpose", "purpose", [](auto* r) { r->set_purpose(std::string(1001, 'x')); }),
        BadProposal("ProposeWithLongRequestId", "request_id", [](auto* r) { r->set_request_id(std::string(65, 'x')); }),
        BadRequest{"ProposeUnknownMember", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) {
                     return c.ProposeIntroduction(Proposal([](auto* r) { r->set_members(0, MemberPath("nobody")); }));
                   }},
        BadRequest{"ProposeAsUnknownMember", kNotFound, "MEMBER_NOT_FOUND", "",
                   [](C c) {
                     return c.ProposeIntroduction(Proposal([](auto* r) { r->set_as_member(MemberPath("nobody")); }));
                   }},
        BadRequest{"ProposeInUnknownNetwork", kNotFound, "NETWORK_NOT_FOUND", "",
                   [](C c) {
                     return c.ProposeIntroduction(Proposal([](auto* r) {
                       r->set_parent("networks/none");
                       r->set_as_member("networks/none/members/a");
                       r->set_members(0, "networks/none/members/b");
                     }));
                   }}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Answers, BadIntroductionRequestTest,
    testing::Values(BadAnswer("AnswerWithoutName", "name", [](auto* r) { r->clear_name(); }),
                    BadAnswer("AnswerToAMember", "name", [](auto* r) { r->set_name(MemberPath("ann")); }),
                    BadAnswer("AnswerNothing", "answer", [](auto*) {}),
                    BadAnswer("AcceptWithLongNote", "accept.note",
                              [](auto* r) { r->mutable_accept()->set_note(std::string(501, 'x')); }),
                    BadAnswer("DeclineForUnknownReason", "decline.reason",
                              [](auto* r) { r->mutable_decline()->set_reason(static_cast<v1::Decline::Reason>(77)); }),
                    BadAnswer("DeclineWithLongComment", "decline.comment",
                              [](auto* r) { r->mutable_decline()->set_comment(std::string(501, 'x')); }),
                    BadAnswer("SnoozeIntoThePast", "snooze.until",
                              [](auto* r) { r->mutable_snooze()->mutable_until()->set_seconds(1000); }),
                    BadAnswer("SnoozeForDecades", "snooze.until",
                              [](auto* r) { r->mutable_snooze()->mutable_until()->set_seconds(4000000000); }),
                    BadAnswer("SnoozeUntilNoTime", "snooze.until",
                              [](auto* r) { r->mutable_snooze()->mutable_until()->set_nanos(-1); }),
                    BadAnswer("PassOnToNobody", "pass_on.member", [](auto* r) { r->mutable_pass_on()->set_note("x"); }),
                    BadAnswer("PassOnToOneself", "pass_on.member",
                              [](auto* r) { r->mutable_pass_on()->set_member(MemberPath("ann")); }),
                    BadAnswer("PassOnWithoutAWord", "pass_on.note",
                              [](auto* r) { r->mutable_pass_on()->set_member(MemberPath("bob")); }),
                    BadRequest{"AnswerAsNobody", kForbidden, "MEMBER_ONLY", "",
                               [](C c) {
                                 return c.RespondToIntroduction(Answer([](auto* r) {
                                   r->clear_as_member();
                                   r->mutable_accept();
                                 }));
                               }},
                    BadRequest{
                        "AnswerToNone", kNotFound, "INTRODUCTION_NOT_FOUND", "",
                        [](C c) { return c.RespondToIntroduction(Answer([](auto* r) { r->mutable_accept(); })); }}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Outcomes, BadIntroductionRequestTest,
    testing::Values(BadOutcome("OutcomeOfNoKind", "outcome.kind", [](auto* r) { r->clear_outcome(); }),
                    BadOutcome("OutcomeOfUnknownKind", "outcome.kind",
                               [](auto* r) { r->mutable_outcome()->set_kind(static_cast<v1::Outcome::Kind>(99)); }),
                    BadOutcome("OutcomeWithLongLesson", "outcome.lesson",
                               [](auto* r) { r->mutable_outcome()->set_lesson(std::string(501, 'x')); }),
                    BadOutcome("OutcomeOnTooMuch", "outcome.collaborating_on",
                               [](auto* r) { r->mutable_outcome()->set_collaborating_on(std::string(201, 'x')); }),
                    BadOutcome("LedToOneself", "outcome.led_to",
                               [](auto* r) { r->mutable_outcome()->set_led_to(MemberPath("ann")); }),
                    BadRequest{"OutcomeAsNobody", kForbidden, "MEMBER_ONLY", "",
                               [](C c) { return c.RecordOutcome(Outcome([](auto* r) { r->clear_as_member(); })); }},
                    BadRequest{"OutcomeOfNone", kNotFound, "INTRODUCTION_NOT_FOUND", "",
                               [](C c) { return c.RecordOutcome(Outcome([](auto*) {})); }}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Lists, BadIntroductionRequestTest,
    testing::Values(BadList("ListOfUnknownState", "states",
                            [](auto* r) { r->add_states(static_cast<v1::Introduction::State>(99)); }),
                    BadList("ListOfAnotherNetworksMember", "member",
                            [](auto* r) { r->set_member("networks/n2/members/ann"); }),
                    BadList("ListOfNoRound", "round", [](auto* r) { r->set_round("networks/n1/rounds/x"); }),
                    BadList("ListWaitingForNobody", "waiting_for_me", [](auto* r) { r->set_waiting_for_me(true); }),
                    BadList("ListNegative", "page_size", [](auto* r) { r->set_page_size(-1); }),
                    BadRequest{"ListWithAnotherListsToken", kInvalid, "PAGE_TOKEN_INVALID", "",
                               [](C c) {
                                 v1::ListIntroductionsRequest request;
                                 request.set_parent("networks/n1");
                                 request.set_page_token("nonsense");
                                 return c.ListIntroductions(request);
                               }},
                    BadRequest{"ListOfUnknownMember", kNotFound, "MEMBER_NOT_FOUND", "",
                               [](C c) {
                                 v1::ListIntroductionsRequest request;
                                 request.set_parent("networks/n1");
                                 request.set_member(MemberPath("nobody"));
                                 return c.ListIntroductions(request);
                               }},
                    BadRequest{"EffectsOfNobody", kForbidden, "MEMBER_ONLY", "",
                               [](C c) {
                                 v1::ListEffectsRequest request;
                                 request.set_parent("networks/n1");
                                 return c.ListEffects(request);
                               }},
                    BadRequest{"AuditOfNone", kNotFound, "INTRODUCTION_NOT_FOUND", "",
                               [](C c) {
                                 v1::ListIntroductionAuditRequest request;
                                 request.set_parent(kNone);
                                 return c.ListIntroductionAudit(request);
                               }}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
