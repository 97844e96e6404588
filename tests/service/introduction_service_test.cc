#include "service/introduction_service.h"

#include "gmock/gmock.h"
#include "tests/service/introduction_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using Event = v1::IntroductionEvent;
using Intro = v1::Introduction;

class IntroductionServiceTest : public IntroductionTest {
 protected:
  std::vector<std::string> Listed(const v1::ListIntroductionsRequest& request) const {
    std::vector<std::string> names;
    v1::ListIntroductionsRequest page = request;
    page.set_parent("networks/n1");
    for (;;) {
      v1::ListIntroductionsResponse response;
      EXPECT_THAT(client_->ListIntroductions(page, &response), IsGrpcOk());
      for (const Intro& introduction : response.introductions()) names.push_back(introduction.name());
      if (response.next_page_token().empty()) return names;
      page.set_page_token(response.next_page_token());
    }
  }
  bool AreTied(const std::string& a, const std::string& b) const {
    v1::ListTiesRequest request;
    request.set_parent(Name(a));
    v1::ListTiesResponse response;
    EXPECT_THAT(client_->ListTies(request, &response), IsGrpcOk());
    for (const v1::Tie& tie : response.ties()) {
      if (tie.member_a() == Name(b) || tie.member_b() == Name(b)) return true;
    }
    return false;
  }
};

TEST_F(IntroductionServiceTest, BothConsentThenEachSeesTheOthersAddress) {
  const std::string name = Introduced();
  v1::Introduction seen = Get(name, "ann");
  EXPECT_EQ(seen.state(), Intro::STATE_PROPOSED);
  EXPECT_EQ(seen.introducer(), Name("cid"));
  EXPECT_EQ(seen.note(), "you both keep bees");
  EXPECT_EQ(seen.sides(0).member(), Name("ann"));
  EXPECT_FALSE(seen.sides(0).reasons().empty());

  v1::RespondToIntroductionResponse response;
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "ann", "hello"), &response), IsGrpcOk());
  EXPECT_EQ(response.introduction().state(), Intro::STATE_PROPOSED);
  EXPECT_THAT(response.DebugString(), Not(HasSubstr("address.example")));
  EXPECT_THAT(Get(name, "bob").DebugString(), Not(HasSubstr("hello")));

  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "bob"), &response), IsGrpcOk());
  EXPECT_EQ(response.introduction().state(), Intro::STATE_MUTUAL);
  EXPECT_EQ(response.introduction().sides(1).contact().email(), AddressOf("ann"));
  EXPECT_EQ(response.introduction().sides(1).note(), "hello");
  EXPECT_EQ(Get(name, "ann").sides(1).contact().email(), AddressOf("bob"));
  EXPECT_NE(Get(name, "ann").first_question(), "");
  // To nobody else.
  EXPECT_THAT(Get(name, "cid").DebugString(), Not(HasSubstr("address.example")));
  EXPECT_THAT(Get(name).DebugString(), Not(HasSubstr("address.example")));
  EXPECT_FALSE(AreTied("ann", "bob"));
  for (const std::string& line : log_.lines()) EXPECT_THAT(line, Not(HasSubstr("address.example")));
}

TEST_F(IntroductionServiceTest, WhoHasNoPartInItFindsNothing) {
  const std::string name = Introduced();
  v1::GetIntroductionRequest get;
  get.set_name(name);
  get.set_as_member(Name("dee"));
  const grpc::Status stranger = client_->GetIntroduction(get);
  EXPECT_THAT(stranger, FailsWith(grpc::StatusCode::NOT_FOUND, "INTRODUCTION_NOT_FOUND"));
  get.set_name("networks/n1/introductions/none");
  get.clear_as_member();
  EXPECT_THAT(client_->GetIntroduction(get), FailsWith(grpc::StatusCode::NOT_FOUND, "INTRODUCTION_NOT_FOUND"));
  EXPECT_THAT(client_->RespondToIntroduction(Yes(name, "dee")),
              FailsWith(grpc::StatusCode::NOT_FOUND, "INTRODUCTION_NOT_FOUND"));
}

TEST_F(IntroductionServiceTest, ANoReadsLikeAnyOtherEnd) {
  const std::string name = Introduced();
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "ann")), IsGrpcOk());
  v1::RespondToIntroductionResponse response;
  ASSERT_THAT(client_->RespondToIntroduction(No(name, "bob", v1::Decline::REASON_TOPIC), &response), IsGrpcOk());
  EXPECT_EQ(response.introduction().state(), Intro::STATE_DECLINED);
  EXPECT_EQ(response.effects(0).kind(), v1::Effect::KIND_PAIR_NOT_AGAIN);
  EXPECT_EQ(Get(name, "ann").state(), Intro::STATE_LAPSED);
  EXPECT_EQ(Get(name).state(), Intro::STATE_LAPSED);
  EXPECT_THAT(Effects("bob"), UnorderedElementsAre(v1::Effect::KIND_PAIR_NOT_AGAIN, v1::Effect::KIND_TOPIC_SHARPENED));
  EXPECT_THAT(Effects("ann"), IsEmpty());
  // It is over for both; neither is recommended to the other.
  EXPECT_THAT(client_->RespondToIntroduction(Yes(name, "ann")), IsGrpcOk());  // Said before.
  EXPECT_THAT(client_->RespondToIntroduction(Yes(name, "bob")),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "INTRODUCTION_ENDED"));
  EXPECT_THAT(Recommended("ann"), Not(testing::Contains("bob")));
  EXPECT_THAT(client_->ProposeIntroduction(Proposal("ann", {"bob"})),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "NOT_AVAILABLE"));
  EXPECT_THAT(client_->ProposeIntroduction(Proposal("bob", {"ann"})), IsGrpcOk());  // Who said no may ask.
}

TEST_F(IntroductionServiceTest, OneOpenAtATime) {
  EXPECT_THAT(Recommended("dee"), UnorderedElementsAre("ann", "bob", "cid"));
  const std::string name = Introduced();
  EXPECT_THAT(Recommended("dee"), ElementsAre("cid"));
  EXPECT_THAT(client_->ProposeIntroduction(Proposal("dee", {"ann"})),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "NOT_AVAILABLE"));
  EXPECT_THAT(client_->ProposeIntroduction(Proposal("ann", {"dee"})),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "NO_ROOM"));
  ASSERT_THAT(client_->WithdrawIntroduction(Withdrawal(name, "cid")), IsGrpcOk());
  EXPECT_EQ(Get(name, "cid").state(), Intro::STATE_WITHDRAWN);
  EXPECT_EQ(Get(name, "ann").state(), Intro::STATE_LAPSED);
  EXPECT_THAT(client_->ProposeIntroduction(Proposal("ann", {"dee"})), IsGrpcOk());
}

TEST_F(IntroductionServiceTest, OnlyTheProposerOrAWeaverTakesItBack) {
  const std::string name = Introduced();
  EXPECT_THAT(client_->WithdrawIntroduction(Withdrawal(name, "ann")),
              FailsWith(grpc::StatusCode::PERMISSION_DENIED, "NOT_THE_PROPOSER"));
  EXPECT_THAT(client_->WithdrawIntroduction(Withdrawal(name, "")),
              FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  ASSERT_THAT(client_->WithdrawIntroduction(Withdrawal(name, "", "mixed up two people")), IsGrpcOk());
  EXPECT_THAT(Audit(name), ElementsAre(Event::TYPE_PROPOSED, Event::TYPE_LAPSED));
}

TEST_F(IntroductionServiceTest, NotMeAskAnother) {
  AddTie("ann", "dee");
  const std::string name = Introduced();
  v1::RespondToIntroductionRequest request = Answer(name, "ann");
  request.mutable_pass_on()->set_member(Name("dee"));
  request.mutable_pass_on()->set_note("she has more time");
  v1::RespondToIntroductionResponse response;
  ASSERT_THAT(client_->RespondToIntroduction(request, &response), IsGrpcOk());
  EXPECT_EQ(response.introduction().state(), Intro::STATE_DECLINED);
  const std::string next = response.introduction().sides(0).passed_on_to();
  const Intro triangle = Get(next, "bob");
  EXPECT_EQ(triangle.introducer(), Name("ann"));
  EXPECT_EQ(triangle.sides(1).member(), Name("dee"));
  EXPECT_EQ(triangle.note(), "she has more time");
  EXPECT_EQ(Get(name, "bob").state(), Intro::STATE_LAPSED);
  // Once more: nothing more.
  ASSERT_THAT(client_->RespondToIntroduction(request, &response), IsGrpcOk());
  EXPECT_EQ(response.introduction().sides(0).passed_on_to(), next);
  EXPECT_THAT(Listed({}), ElementsAre(next, name));
  request = Answer(next, "dee");
  request.mutable_pass_on()->set_member(Name("cid"));
  request.mutable_pass_on()->set_note("why");
  EXPECT_THAT(client_->RespondToIntroduction(request),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "NOT_ACQUAINTED"));
  EXPECT_EQ(Get(next, "dee").state(), Intro::STATE_PROPOSED);  // Nothing of it was done.
}

TEST_F(IntroductionServiceTest, OutcomesAreOnesOwn) {
  const std::string name = Mutual();
  v1::RecordOutcomeRequest request = OutcomeOf(name, "ann", v1::Outcome::KIND_LEARNED);
  request.mutable_outcome()->set_lesson("ask early");
  v1::RecordOutcomeResponse response;
  ASSERT_THAT(client_->RecordOutcome(request, &response), IsGrpcOk());
  EXPECT_EQ(response.introduction().state(), Intro::STATE_MET);
  EXPECT_THAT(Effects("ann"), ElementsAre(v1::Effect::KIND_TIE_MADE));
  EXPECT_TRUE(AreTied("ann", "bob"));
  EXPECT_THAT(Get(name, "bob").DebugString(), Not(HasSubstr("ask early")));
  v1::DeleteTieRequest removal;
  removal.set_member_a(Name("bob"));
  removal.set_member_b(Name("ann"));
  removal.set_speaker(v1::SPEAKER_MEMBER);
  ASSERT_THAT(client_->DeleteTie(removal), IsGrpcOk());
  // What the other says later does not bring it back.
  ASSERT_THAT(client_->RecordOutcome(OutcomeOf(name, "bob", v1::Outcome::KIND_USEFUL)), IsGrpcOk());
  EXPECT_FALSE(AreTied("ann", "bob"));
  EXPECT_EQ(Get(name, "ann").state(), Intro::STATE_CLOSED);
  EXPECT_THAT(client_->RecordOutcome(OutcomeOf(name, "cid", v1::Outcome::KIND_USEFUL)),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "NOT_A_SIDE"));
}

TEST_F(IntroductionServiceTest, WhatDidNotHappenIsTriedAgain) {
  const std::string name = Mutual();
  ASSERT_THAT(client_->RecordOutcome(OutcomeOf(name, "ann", v1::Outcome::KIND_DID_NOT_HAPPEN)), IsGrpcOk());
  ASSERT_THAT(client_->RecordOutcome(OutcomeOf(name, "bob", v1::Outcome::KIND_DID_NOT_HAPPEN)), IsGrpcOk());
  EXPECT_THAT(Get(name, "ann").actions(), ElementsAre(Intro::ACTION_RECORD_OUTCOME, Intro::ACTION_TRY_AGAIN));
  EXPECT_FALSE(AreTied("ann", "bob"));
  EXPECT_THAT(client_->ProposeIntroduction(Proposal("ann", {"bob"})), IsGrpcOk());
}

TEST_F(IntroductionServiceTest, AnOutcomeBeforeItIsMutualIsTooEarly) {
  const std::string name = Introduced();
  EXPECT_THAT(client_->RecordOutcome(OutcomeOf(name, "ann", v1::Outcome::KIND_MET)),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "NOT_MUTUAL"));
}

TEST_F(IntroductionServiceTest, ListsWhatTheReaderMaySee) {
  const std::string first = Introduced();
  ASSERT_THAT(client_->RespondToIntroduction(No(first, "ann")), IsGrpcOk());
  const std::string second = Propose("dee", {"bob"});
  v1::ListIntroductionsRequest request;
  EXPECT_THAT(Listed(request), ElementsAre(second, first));
  request.set_page_size(1);
  EXPECT_THAT(Listed(request), ElementsAre(second, first));
  request.set_as_member(Name("ann"));
  EXPECT_THAT(Listed(request), ElementsAre(first));
  request.set_as_member(Name("cid"));
  EXPECT_THAT(Listed(request), ElementsAre(first));  // Vouches for it.
  request.set_as_member(Name("bob"));
  EXPECT_THAT(Listed(request), ElementsAre(second, first));
  request.add_states(Intro::STATE_LAPSED);
  EXPECT_THAT(Listed(request), ElementsAre(first));
  request.set_states(0, Intro::STATE_DECLINED);
  EXPECT_THAT(Listed(request), IsEmpty());  // Not by their own act.
  request.set_as_member(Name("ann"));
  EXPECT_THAT(Listed(request), ElementsAre(first));
  request = {};
  request.set_as_member(Name("bob"));
  request.set_waiting_for_me(true);
  EXPECT_THAT(Listed(request), ElementsAre(second));
  request.set_as_member(Name("dee"));
  EXPECT_THAT(Listed(request), IsEmpty());
  request = {};
  request.set_member(Name("dee"));
  EXPECT_THAT(Listed(request), ElementsAre(second));
  request = {};
  request.set_origin(Intro::ORIGIN_INTRODUCER);
  EXPECT_THAT(Listed(request), ElementsAre(first));
}

TEST_F(IntroductionServiceTest, ARepeatedRequestReturnsTheFirstResponse) {
  v1::ProposeIntroductionRequest request = Proposal("ann", {"bob"});
  request.set_request_id("r1");
  v1::Introduction first;
  ASSERT_THAT(client_->ProposeIntroduction(request, &first), IsGrpcOk());
  v1::Introduction again;
  ASSERT_THAT(client_->ProposeIntroduction(request, &again), IsGrpcOk());
  EXPECT_EQ(again.name(), first.name());
  EXPECT_THAT(client_->ProposeIntroduction(Proposal("ann", {"bob"})),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "ALREADY_PROPOSED"));
  v1::RespondToIntroductionRequest no = No(first.name(), "bob");
  no.set_request_id("r2");
  ASSERT_THAT(client_->RespondToIntroduction(no), IsGrpcOk());
  ASSERT_THAT(client_->RespondToIntroduction(no), IsGrpcOk());
  no.mutable_accept();
  EXPECT_THAT(client_->RespondToIntroduction(no), Not(IsGrpcOk()));
  EXPECT_THAT(Audit(first.name()), ElementsAre(Event::TYPE_PROPOSED, Event::TYPE_ANSWERED, Event::TYPE_LAPSED));
}

TEST_F(IntroductionServiceTest, AnOldEtagIsRefused) {
  const std::string name = Introduced();
  v1::RespondToIntroductionRequest yes = Yes(name, "ann");
  yes.set_etag(Get(name, "bob").etag());
  EXPECT_THAT(client_->RespondToIntroduction(yes), FailsWith(grpc::StatusCode::ABORTED, "ETAG_MISMATCH"));
  yes.set_etag(Get(name, "ann").etag());
  // That the other answers meanwhile is nothing this reader sees.
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "bob")), IsGrpcOk());
  EXPECT_THAT(client_->RespondToIntroduction(yes), IsGrpcOk());
}

TEST_F(IntroductionServiceTest, TheAuditSaysWhoAndWhenAndNotWhat) {
  const std::string name = Introduced();
  ASSERT_THAT(client_->RespondToIntroduction(No(name, "bob", v1::Decline::REASON_PERSON)), IsGrpcOk());
  v1::ListIntroductionAuditRequest request;
  request.set_parent(name);
  request.set_page_size(2);
  v1::ListIntroductionAuditResponse response;
  ASSERT_THAT(client_->ListIntroductionAudit(request, &response), IsGrpcOk());
  ASSERT_EQ(response.entries_size(), 2);
  EXPECT_EQ(response.entries(1).caller(), "local-operator");
  EXPECT_TRUE(response.entries(1).spoke_for_member());
  EXPECT_EQ(response.entries(1).time().seconds(), absl::ToUnixSeconds(clock_.Now()));
  EXPECT_GT(response.entries(1).change_sequence(), response.entries(0).change_sequence());
  request.set_page_token(response.next_page_token());
  ASSERT_THAT(client_->ListIntroductionAudit(request, &response), IsGrpcOk());
  ASSERT_EQ(response.entries_size(), 1);
  EXPECT_EQ(response.entries(0).to_state(), Intro::STATE_LAPSED);
}

TEST_F(IntroductionServiceTest, GoesOnAfterARestartInTheMiddle) {
  const std::string name = Introduced();
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "ann")), IsGrpcOk());
  Start();
  EXPECT_EQ(Get(name, "ann").sides(0).answer(), Intro::Side::ANSWER_ACCEPTED);
  EXPECT_THAT(Recommended("dee"), ElementsAre("cid"));  // Who has one open is still known.
  Build();
  Start();  // From a snapshot, too.
  EXPECT_THAT(Recommended("dee"), ElementsAre("cid"));
  v1::RespondToIntroductionResponse response;
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "bob"), &response), IsGrpcOk());
  EXPECT_EQ(response.introduction().state(), Intro::STATE_MUTUAL);
  Start();
  ASSERT_THAT(client_->RecordOutcome(OutcomeOf(name, "ann", v1::Outcome::KIND_MET)), IsGrpcOk());
  EXPECT_EQ(Get(name, "bob").state(), Intro::STATE_MET);
}

TEST_F(IntroductionServiceTest, AWeaversGroupOfThree) {
  const std::string name = Propose("", {"ann", "bob", "dee"}, "you plan the same fair");
  EXPECT_EQ(Get(name, "ann").origin(), Intro::ORIGIN_WEAVER);
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "ann")), IsGrpcOk());
  ASSERT_THAT(client_->RespondToIntroduction(No(name, "bob")), IsGrpcOk());
  EXPECT_EQ(Get(name, "dee").state(), Intro::STATE_PROPOSED);
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "dee")), IsGrpcOk());
  EXPECT_EQ(Get(name, "ann").state(), Intro::STATE_MUTUAL);
  EXPECT_EQ(Get(name, "bob").state(), Intro::STATE_DECLINED);
  EXPECT_THAT(Get(name, "bob").DebugString(), Not(HasSubstr("address.example")));
  EXPECT_THAT(Get(name, "ann").DebugString(), Not(HasSubstr(AddressOf("bob"))));
  EXPECT_THAT(Get(name, "ann").DebugString(), HasSubstr(AddressOf("dee")));
}

}  // namespace
}  // namespace weft
