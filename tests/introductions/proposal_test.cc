#include "weft/introductions/proposal.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"
#include "weft/base/clock.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using Event = v1::IntroductionEvent;
using Intro = v1::Introduction;
using Side = v1::Introduction::Side;

std::string Name(const std::string& id) { return "networks/test/members/" + id; }

class ProposalTest : public testing::Test {
 protected:
  void SetUp() override {
    network_.Add("ada").add_needs("grant writing");
    network_.Add("bo").add_offers("grant writing");
    network_.Add("cy").add_interests("boats");
    network_.Add("di").add_interests("boats");
    network_.Tie("cy", "ada");
    network_.Tie("cy", "bo");
    network_.Tie("di", "ada");
  }
  absl::StatusOr<LifeStep> Make(const ProposalRequest& request) {
    view_ = network_.Snapshot();
    return ProposalMaker(view_.get(), &recommender_, &moment_).Make(request, "i1");
  }
  absl::StatusOr<LifeStep> AdaMeetsBo() { return Make({"ada", {"bo"}, "", ""}); }
  absl::StatusOr<LifeStep> CyIntroduces() { return Make({"cy", {"ada", "bo"}, "you should talk", ""}); }
  v1::Participation* Word(const std::string& id) { return network_.Get(id).mutable_participation(); }
  MemberIntroductions::Entry& Had(const std::string& id, const std::string& other, Intro::State state) {
    MemberIntroductions::Entry entry;
    entry.introduction_key = 5;
    entry.other_keys = {network_.KeyOf(other)};
    entry.state = state;
    network_.IntroductionsOf(id).entries.push_back(entry);
    return network_.IntroductionsOf(id).entries.back();
  }

  TestNetwork network_;
  std::shared_ptr<const NetworkView> view_;
  Recommender recommender_{nullptr};
  FakeClock clock_;
  Moment moment_ = {{}, clock_.Now()};
};

TEST_F(ProposalTest, AMemberForThemselves) {
  ASSERT_OK_AND_ASSIGN(const LifeStep step, Make({"ada", {"bo"}, "a note", "a seed bank"}));
  const Intro& introduction = step.after.introduction;
  EXPECT_EQ(introduction.name(), "networks/test/introductions/i1");
  EXPECT_EQ(introduction.origin(), Intro::ORIGIN_SELF);
  EXPECT_EQ(introduction.introducer(), Name("ada"));
  EXPECT_EQ(introduction.state(), Intro::STATE_PROPOSED);
  EXPECT_EQ(introduction.note(), "a note");
  EXPECT_EQ(introduction.purpose(), "a seed bank");
  ASSERT_EQ(introduction.sides_size(), 2);
  EXPECT_EQ(introduction.sides(0).answer(), Side::ANSWER_ACCEPTED);
  EXPECT_EQ(step.after.sides[1].member_key, network_.KeyOf("bo"));
  EXPECT_EQ(introduction.sides(0).reasons(0).type(), v1::Reason::TYPE_NEED_MET);
  EXPECT_EQ(introduction.sides(1).reasons(0).type(), v1::Reason::TYPE_OFFER_WANTED);
  EXPECT_THAT(introduction.sides(1).brings(), ElementsAre("grant writing"));
  EXPECT_THAT(introduction.sides(0).brings(), testing::IsEmpty()) << "a need is nothing one brings";
  EXPECT_NE(introduction.first_question(), "");
}

TEST_F(ProposalTest, AMemberForTwoTheyKnow) {
  ASSERT_OK_AND_ASSIGN(const LifeStep step, CyIntroduces());
  EXPECT_EQ(step.after.introduction.origin(), Intro::ORIGIN_INTRODUCER);
  EXPECT_EQ(step.after.introduction.introducer(), Name("cy"));
  EXPECT_EQ(step.after.introduction.note(), "you should talk");
  EXPECT_TRUE(step.after.sides[0].waiting);
  EXPECT_TRUE(step.after.sides[1].waiting);
  EXPECT_THAT(Make({"di", {"ada", "bo"}, "x", ""}), HasReason("NOT_ACQUAINTED"));
  EXPECT_THAT(Make({"cy", {"ada", "nobody"}, "x", ""}), HasReason("MEMBER_NOT_FOUND"));
}

TEST_F(ProposalTest, AWeaverForAny) {
  ASSERT_OK_AND_ASSIGN(const LifeStep step, Make({"", {"ada", "bo"}, "why", ""}));
  EXPECT_EQ(step.after.introduction.origin(), Intro::ORIGIN_WEAVER);
  EXPECT_EQ(step.after.introduction.introducer(), "");
}

TEST_F(ProposalTest, TheSpeakersOwnHindrancesAreNamed) {
  EXPECT_THAT(Make({"ada", {"cy"}, "", ""}), HasReason("ALREADY_TIED"));
  Word("ada")->set_being_introduced(v1::Participation::WORD_REFUSED);
  EXPECT_THAT(AdaMeetsBo(), HasReason("NOT_CONSENTED"));
  Word("ada")->clear_being_introduced();
  Word("ada")->mutable_paused_until()->set_seconds(absl::ToUnixSeconds(clock_.Now()) + 9);
  EXPECT_THAT(AdaMeetsBo(), HasReason("NOT_CONSENTED"));
  Word("ada")->clear_paused_until();
  Had("ada", "di", Intro::STATE_PROPOSED);
  EXPECT_THAT(AdaMeetsBo(), HasReason("NO_ROOM"));
  // One whose introducer is still to be asked would be given away by that.
  network_.IntroductionsOf("ada").entries[0].state = Intro::STATE_AWAITING_INTRODUCER;
  EXPECT_OK(AdaMeetsBo());
  network_.IntroductionsOf("ada").entries.clear();
  Had("ada", "bo", Intro::STATE_PROPOSED);
  EXPECT_THAT(AdaMeetsBo(), HasReason("ALREADY_PROPOSED"));
}

TEST_F(ProposalTest, TheOthersHindrancesReadAlike) {
  const int64_t soon = absl::ToUnixSeconds(clock_.Now()) + 60;
  const std::vector<std::pair<const char*, std::function<void()>>> hindrances = {
      {"Refused", [&] { Word("bo")->set_being_introduced(v1::Participation::WORD_REFUSED); }},
      {"NotFound", [&] { Word("bo")->set_being_found(v1::Participation::WORD_REFUSED); }},
      {"Paused", [&] { Word("bo")->mutable_paused_until()->set_seconds(soon); }},
      {"Blocks", [&] { Word("bo")->add_blocked("ada"); }},
      {"NeverPair", [&] { Word("bo")->add_never_pair("ada"); }},
      {"NoRoom", [&] { Word("bo")->set_introductions_per_month(0); }},
      {"OneOpen", [&] { Had("bo", "di", Intro::STATE_PROPOSED); }},
      {"Rests", [&] { Had("ada", "bo", Intro::STATE_EXPIRED).rest_until_micros = soon * 1000000; }},
      {"DeclinedMe", [&] { Had("ada", "bo", Intro::STATE_DECLINED).rest_until_micros = kRestsForEver; }},
      {"IntroducerToBeAsked", [&] { Had("ada", "bo", Intro::STATE_AWAITING_INTRODUCER); }},
      {"ByPolicy",
       [&] {
         network_.policy().clear_unspoken();
         Word("ada")->set_being_found(v1::Participation::WORD_AGREED);
         Word("ada")->set_being_introduced(v1::Participation::WORD_AGREED);
       }},
  };
  std::string message;
  for (const auto& hindrance : hindrances) {
    network_ = TestNetwork();
    SetUp();
    hindrance.second();
    const absl::StatusOr<LifeStep> step = AdaMeetsBo();
    EXPECT_THAT(step, HasReason("NOT_AVAILABLE")) << hindrance.first;
    if (message.empty()) message = step.status().ToString();
    EXPECT_EQ(step.status().ToString(), message) << hindrance.first;
  }
  // To an introducer, that the two have a tie reads so, too.
  network_ = TestNetwork();
  SetUp();
  network_.Tie("ada", "bo");
  EXPECT_THAT(CyIntroduces(), HasReason("NOT_AVAILABLE"));
}

TEST_F(ProposalTest, WhoSaidNoMayAskAllTheSame) {
  MemberIntroductions::Entry& entry = Had("ada", "bo", Intro::STATE_DECLINED);
  entry.rest_until_micros = kRestsForEver;
  entry.answer = Side::ANSWER_DECLINED;
  EXPECT_OK(AdaMeetsBo());
  EXPECT_THAT(CyIntroduces(), HasReason("NOT_AVAILABLE"));
}

TEST_F(ProposalTest, NotMeAskAnother) {
  network_.Tie("ada", "di");
  MemberIntroductions::Entry& open = Had("bo", "ada", Intro::STATE_PROPOSED);
  open.introduction_key = 77;
  StoredIntroduction first;
  first.key = 77;
  first.introduction.set_name("networks/test/introductions/i0");
  for (const char* id : {"ada", "bo"}) first.introduction.add_sides()->set_member(Name(id));
  view_ = network_.Snapshot();
  const ProposalMaker maker(view_.get(), &recommender_, &moment_);
  ASSERT_OK_AND_ASSIGN(const LifeStep step, maker.PassOn(first, "ada", "di", "she knows boats", "i1"));
  EXPECT_EQ(step.after.introduction.origin(), Intro::ORIGIN_INTRODUCER);
  EXPECT_EQ(step.after.introduction.introducer(), Name("ada"));
  EXPECT_EQ(step.after.introduction.sides(0).member(), Name("bo"));
  EXPECT_EQ(step.after.introduction.sides(1).member(), Name("di"));
  EXPECT_TRUE(step.after.sides[0].waiting);
  EXPECT_THAT(maker.PassOn(first, "ada", "bo", "x", "i1"), HasReason("INVALID_FIELD"));
  EXPECT_THAT(maker.PassOn(first, "bo", "di", "x", "i1"), HasReason("NOT_ACQUAINTED"));
  // The other side has yet another one open.
  Had("bo", "cy", Intro::STATE_PROPOSED);
  view_ = network_.Snapshot();
  EXPECT_THAT(ProposalMaker(view_.get(), &recommender_, &moment_).PassOn(first, "ada", "di", "x", "i1"),
              HasReason("NOT_AVAILABLE"));
}

TEST_F(ProposalTest, ARoundLooksOnceMore) {
  view_ = network_.Snapshot();
  const ProposalMaker maker(view_.get(), &recommender_, &moment_);
  ProposalMaker::RoundPlan plan;
  plan.members = {"ada", "bo"};
  plan.round = "networks/test/rounds/r1";
  ASSERT_OK_AND_ASSIGN(LifeStep step, maker.MakeForRound(plan, "i1"));
  EXPECT_EQ(step.after.introduction.round(), "networks/test/rounds/r1");
  EXPECT_EQ(step.after.introduction.state(), Intro::STATE_PROPOSED);
  plan.introducer = "cy";
  ASSERT_OK_AND_ASSIGN(step, maker.MakeForRound(plan, "i1"));
  EXPECT_EQ(step.after.introduction.state(), Intro::STATE_AWAITING_INTRODUCER);
  plan.introducer = "gone";
  ASSERT_OK_AND_ASSIGN(step, maker.MakeForRound(plan, "i1"));
  EXPECT_EQ(step.after.introduction.state(), Intro::STATE_PROPOSED);

  Had("bo", "di", Intro::STATE_PROPOSED);
  view_ = network_.Snapshot();
  const ProposalMaker later(view_.get(), &recommender_, &moment_);
  EXPECT_THAT(later.MakeForRound(plan, "i1"), HasReason("NOT_AVAILABLE"));
  plan.pinned = true;  // Above capacity,
  EXPECT_OK(later.MakeForRound(plan, "i1"));
  Word("bo")->add_blocked("ada");  // never against anybody's word.
  view_ = network_.Snapshot();
  EXPECT_THAT(ProposalMaker(view_.get(), &recommender_, &moment_).MakeForRound(plan, "i1"), HasReason("NOT_AVAILABLE"));
}

TEST_F(ProposalTest, APinKeepsToNoneAMonthAndToThePolicy) {
  ProposalMaker::RoundPlan plan;
  plan.members = {"ada", "bo"};
  plan.round = "networks/test/rounds/r1";
  plan.pinned = true;
  const auto make = [&] {
    view_ = network_.Snapshot();
    return ProposalMaker(view_.get(), &recommender_, &moment_).MakeForRound(plan, "i1");
  };
  EXPECT_OK(make());
  Word("bo")->set_introductions_per_month(0);
  EXPECT_THAT(make(), HasReason("NOT_AVAILABLE"));
  Word("bo")->clear_introductions_per_month();
  for (const char* id : {"ada", "bo"}) network_.Get(id).add_circles("board");
  EXPECT_OK(make());
  network_.policy().add_excluded_circles("board");
  EXPECT_THAT(make(), HasReason("NOT_AVAILABLE"));
}

TEST_F(ProposalTest, APinKeepsToTheNumberThatAMemberHasSet) {
  ProposalMaker::RoundPlan plan;
  plan.members = {"ada", "bo"};
  plan.round = "networks/test/rounds/r1";
  plan.pinned = true;
  const auto make = [&] {
    view_ = network_.Snapshot();
    return ProposalMaker(view_.get(), &recommender_, &moment_).MakeForRound(plan, "i1");
  };
  network_.policy().set_introductions_per_month(1);
  Had("bo", "di", Intro::STATE_PROPOSED).propose_micros = ToMicros(clock_.Now());
  EXPECT_OK(make());  // Above the network's number,
  Word("bo")->set_introductions_per_month(2);
  EXPECT_OK(make());
  Word("bo")->set_introductions_per_month(1);  // never above their own.
  EXPECT_THAT(make(), HasReason("NOT_AVAILABLE"));
}

TEST_F(ProposalTest, APinRepeatsOnlyWhatCameAbout) {
  const int64_t later = ToMicros(clock_.Now() + absl::Hours(24));
  struct Row {
    const char* name;
    Intro::State state;
    bool gone;
    int64_t rest;
    bool may;
  };
  const Row rows[] = {
      {"met", Intro::STATE_CLOSED, false, later, true},
      {"met, not a fit", Intro::STATE_CLOSED, false, kRestsForEver, false},
      {"out of a group that met", Intro::STATE_CLOSED, true, later, false},
      {"asked", Intro::STATE_PROPOSED, false, 0, false},
      {"said no", Intro::STATE_DECLINED, false, kRestsForEver, false},
      {"not now", Intro::STATE_DECLINED, false, later, false},
      {"silent", Intro::STATE_EXPIRED, false, later, false},
      {"taken back", Intro::STATE_WITHDRAWN, false, later, false},
      {"silent long ago", Intro::STATE_EXPIRED, false, ToMicros(clock_.Now()), true},
  };
  for (const Row& row : rows) {
    for (const auto& [id, other] : {std::make_pair("ada", "bo"), std::make_pair("bo", "ada")}) {
      MemberIntroductions::Entry& entry = Had(id, other, row.state);
      entry.gone = row.gone;
      entry.rest_until_micros = row.rest;
      view_ = network_.Snapshot();
      const absl::Status may = ProposalMaker(view_.get(), &recommender_, &moment_).CheckPin({"ada", "bo"});
      EXPECT_EQ(may.ok(), row.may) << row.name << ": " << may;
      network_.IntroductionsOf(id).entries.clear();
    }
  }
}

TEST_F(ProposalTest, APinKeepsToTies) {
  const auto check = [&] {
    view_ = network_.Snapshot();
    return ProposalMaker(view_.get(), &recommender_, &moment_).CheckPin({"ada", "di"});
  };
  EXPECT_THAT(check(), HasReason("NOT_AVAILABLE"));
  network_.Tie("di", "ada", 1, ToMicros(clock_.Now() - absl::Hours(24 * 400)));
  EXPECT_THAT(check(), HasReason("NOT_AVAILABLE"));
  network_.policy().mutable_reconnect_after()->set_seconds(365 * 24 * 3600);
  EXPECT_OK(check());
}

TEST_F(ProposalTest, ATrioHasReasonsForEachOther) {
  view_ = network_.Snapshot();
  ProposalMaker::RoundPlan plan;
  network_ = TestNetwork();
  for (const char* id : {"ada", "bo", "cy"}) network_.Add(id).add_interests("boats");
  view_ = network_.Snapshot();
  plan.members = {"ada", "bo", "cy"};
  ASSERT_OK_AND_ASSIGN(const LifeStep step,
                       ProposalMaker(view_.get(), &recommender_, &moment_).MakeForRound(plan, "i1"));
  ASSERT_EQ(step.after.introduction.sides_size(), 3);
  for (const Side& side : step.after.introduction.sides()) EXPECT_THAT(side.reasons(), Not(IsEmpty()));
}

TEST_F(ProposalTest, TakesOutWhoMayNoLonger) {
  ASSERT_OK_AND_ASSIGN(const LifeStep step, AdaMeetsBo());
  const auto out = [&] {
    view_ = network_.Snapshot();
    return ProposalMaker(view_.get(), &recommender_, &moment_).SidesToTakeOut(step.after);
  };
  EXPECT_THAT(out(), IsEmpty());
  Word("bo")->set_introductions_per_month(0);  // None for now: not this one's matter.
  EXPECT_THAT(out(), IsEmpty());
  Word("bo")->mutable_paused_until()->set_seconds(absl::ToUnixSeconds(clock_.Now()) + 9);
  EXPECT_THAT(out(), ElementsAre(1));
  Word("bo")->clear_paused_until();
  Word("ada")->add_blocked("bo");
  EXPECT_THAT(out(), ElementsAre(0, 1));
  EXPECT_FALSE(ProposalMaker(view_.get(), &recommender_, &moment_).MayMeet(step.after));
  Word("ada")->clear_blocked();
  LifeStep erased = step;
  erased.after.sides[0].member_key = 0;
  view_ = network_.Snapshot();
  EXPECT_THAT(ProposalMaker(view_.get(), &recommender_, &moment_).SidesToTakeOut(erased.after), ElementsAre(0));
}

}  // namespace
}  // namespace weft
