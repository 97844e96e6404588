// What came of a round, in figures that tell nobody what one member said.

#include <algorithm>

#include "gmock/gmock.h"
#include "tests/service/round_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Code = grpc::StatusCode;
using Figures = v1::RoundReport::Figures;
using Intro = v1::Introduction;
using Round = v1::Round;
using Share = v1::RoundReport::Share;

constexpr absl::Duration kDay = absl::Hours(24);

class RoundReportTest : public RoundTest {
 protected:
  static std::vector<std::string> Ids(int count) {
    std::vector<std::string> ids;
    for (int m = 0; m < count; ++m) ids.push_back("m" + std::to_string(100 + m));
    return ids;
  }
  // An open round of so many pairs.
  std::string OpenRoundOf(int pairs) {
    AddMembers(Ids(2 * pairs));
    const std::string round = Plan(NewPlan("garden")).round().name();
    Open(round);
    EXPECT_THAT(Introductions(round), SizeIs(pairs));
    return round;
  }
  // "kind member count share over_a_third".
  static std::vector<std::string> Shares(const v1::RoundReport& report) {
    std::vector<std::string> out;
    for (const Share& share : report.shares()) {
      const std::string member = share.member().substr(share.member().rfind('/') + 1);
      out.push_back(Share::Kind_Name(share.kind()).substr(5) + " " + (member.empty() ? "-" : member) + " " +
                    std::to_string(share.introduction_count()) + (share.over_a_third() ? " !" : ""));
    }
    return out;
  }
};

TEST_F(RoundReportTest, ThereIsNoneBeforeItIsOpen) {
  AddMembers({"ann", "bob"});
  const std::string round = Plan().round().name();
  v1::ReportRoundRequest request;
  request.set_name(round);
  EXPECT_THAT(client_->ReportRound(request), FailsWith(Code::FAILED_PRECONDITION, "ROUND_STATE"));
  Close(round);
  EXPECT_THAT(client_->ReportRound(request), FailsWith(Code::FAILED_PRECONDITION, "ROUND_STATE"));
}

TEST_F(RoundReportTest, TellsWhatCameOfIt) {
  const std::string round = OpenRoundOf(6);
  const std::vector<Intro> introductions = Introductions(round);
  for (int i = 0; i < 5; ++i) Answer(introductions[i], true);
  Answer(introductions[5], false);
  const v1::Outcome::Kind kinds[] = {v1::Outcome::KIND_USEFUL, v1::Outcome::KIND_COLLABORATING,
                                     v1::Outcome::KIND_LEARNED, v1::Outcome::KIND_LED_TO_SOMEONE,
                                     v1::Outcome::KIND_NOT_A_FIT_TIME};
  for (int i = 0; i < 5; ++i) Tell(introductions[i], kinds[i], i == 2 ? "graft in March" : "");
  Await(round, Round::STATE_CLOSED);
  const v1::RoundReport report = Report(round);
  EXPECT_EQ(report.round().name(), round);
  const Figures& figures = report.figures();
  EXPECT_EQ(figures.round(), round);
  EXPECT_EQ(figures.open_time().seconds(), Get(round).open_time().seconds());
  EXPECT_EQ(figures.eligible_count(), 12);
  EXPECT_EQ(figures.served_count(), 12);
  EXPECT_EQ(figures.introduction_count(), 6);
  EXPECT_EQ(figures.mutual_count(), 5);
  EXPECT_EQ(figures.met_count(), 5);
  EXPECT_EQ(figures.useful_count(), 6);       // Sides: useful, collaborating, led to somebody.
  EXPECT_FALSE(figures.has_learned_count());  // Two.
  EXPECT_FALSE(figures.has_collaborating_count());
  EXPECT_EQ(figures.value_of_bound(), 1);
  EXPECT_GT(figures.mean_fit(), 0);
  EXPECT_EQ(figures.repeat_count(), 0);
  EXPECT_EQ(figures.longest_wait(), 0);
  EXPECT_EQ(figures.exposure_gini(), 0);  // One each.
  EXPECT_THAT(report.lessons(), ElementsAre("graft in March"));
  EXPECT_THAT(report.earlier(), IsEmpty());
  EXPECT_THAT(report.edits(), IsEmpty());
}

TEST_F(RoundReportTest, FewerThanFiveAreNotCounted) {
  const std::string round = OpenRoundOf(6);
  const std::vector<Intro> introductions = Introductions(round);
  for (int i = 0; i < 4; ++i) Answer(introductions[i], true);
  for (int i = 0; i < 2; ++i) Tell(introductions[i], v1::Outcome::KIND_COLLABORATING);
  Figures figures = Report(round).figures();
  EXPECT_FALSE(figures.has_mutual_count());
  EXPECT_FALSE(figures.has_met_count());
  EXPECT_FALSE(figures.has_useful_count());
  EXPECT_FALSE(figures.has_collaborating_count());
  // Nor by what they joined.
  EXPECT_EQ(figures.cegc_after(), figures.cegc_before());
  EXPECT_EQ(figures.cluster_pairs_joined(), 0);
  Answer(introductions[4], true);
  Tell(introductions[4], v1::Outcome::KIND_COLLABORATING);
  figures = Report(round).figures();
  EXPECT_EQ(figures.mutual_count(), 5);
  EXPECT_FALSE(figures.has_met_count());
  EXPECT_EQ(figures.collaborating_count(), 6);
}

TEST_F(RoundReportTest, OfFewerThanFiveNoLessonIsTold) {
  // It is shared without names: that of one of two has one.
  AddMembers({"ann", "bob", "cid", "dee"});
  const std::string round = Plan(NewPlanOf({"ann", "bob"})).round().name();
  Open(round);
  for (const Intro& introduction : Introductions(round)) {
    Answer(introduction, true);
    Tell(introduction, v1::Outcome::KIND_LEARNED, "graft in March");
  }
  EXPECT_EQ(Report(round).figures().served_count(), 2);
  EXPECT_THAT(Report(round).lessons(), IsEmpty());
}

TEST_F(RoundReportTest, AnEditWhoseReasonIsErasedStands) {
  AddMembers({"ann", "bob", "cid", "dee"});
  const std::string round = Plan(NewPlan("garden")).round().name();
  v1::EditRoundRequest drop = NewDrop(round + "/entries/1");
  const std::string left = Members(Entries(round)[0])[0];
  drop.set_as_member(Name(left));
  Edit(drop);
  Open(round);
  Erase(left);
  ASSERT_THAT(Report(round).edits(), SizeIs(1));
  EXPECT_EQ(Report(round).edits(0).standing(), v1::RoundEntry::STANDING_DROPPED);
  EXPECT_EQ(Report(round).edits(0).reason(), "");
  EXPECT_EQ(Report(round).edits(0).weaver(), "");
}

TEST_F(RoundReportTest, CountsClustersThatItJoins) {
  SetPolicy([](v1::Policy* policy) { policy->mutable_introductions()->set_newcomer_strong_fits(0); });
  // Two cliques that have nothing in common but what they look for.
  for (int c = 0; c < 2; ++c) {
    for (int m = 0; m < 6; ++m) {
      AddMemberWith((c == 0 ? "a" : "b") + std::to_string(m),
                    [](v1::Member* member) { member->add_interests("bees"); });
    }
    for (int m = 0; m < 6; ++m) {
      for (int o = m + 1; o < 6; ++o) {
        AddTie((c == 0 ? "a" : "b") + std::to_string(m), (c == 0 ? "a" : "b") + std::to_string(o));
      }
    }
  }
  Build();
  v1::IndexStatus index = Index();
  while (index.snapshot_version().empty() && !HasFailure()) index = Index();
  const v1::PlanRoundResponse planned = Plan();
  EXPECT_EQ(planned.round().summary().crossing_count(), 6);
  const std::string round = planned.round().name();
  Open(round);
  Figures figures = Report(round).figures();
  EXPECT_EQ(figures.cluster_pairs_joined(), 0);
  for (const Intro& introduction : Introductions(round)) Answer(introduction, true);
  figures = Report(round).figures();
  EXPECT_EQ(figures.mutual_count(), 6);
  EXPECT_EQ(figures.cluster_pairs_joined(), 1);
  // The ties that they make when they meet do not count as if they had been there before.
  for (const Intro& introduction : Introductions(round)) Tell(introduction, v1::Outcome::KIND_MET);
  EXPECT_EQ(Report(round).figures().cluster_pairs_joined(), 1);
  EXPECT_EQ(Report(round).figures().met_count(), 6);
}

TEST_F(RoundReportTest, SplitsByWhoBroughtThemAbout) {
  AddMembers({"ann", "bob", "cid", "dee", "eve", "fay"});
  AddMembers({"gus", "hal", "ivy", "jon"});
  const std::string round =
      Plan(NewPlanOf({"ann", "bob", "cid", "dee", "eve", "fay", "gus", "hal", "ivy"})).round().name();
  // Gus and hal are pinned together; a trio may have been theirs.
  v1::EditRoundRequest pin = NewPin(round, {"gus", "hal"});
  Edit(pin);
  Open(round);
  const size_t of_round = Introductions(round).size();
  // Ivy asks for jon, who is not of the scope.
  const bool ivy_is_free = PartnerOf(round, "ivy").empty();
  if (ivy_is_free) {
    v1::ProposeIntroductionRequest request;
    request.set_parent("networks/n1");
    request.set_as_member(Name("ivy"));
    request.add_members(Name("jon"));
    ASSERT_THAT(client_->ProposeIntroduction(request), IsGrpcOk());
  }
  const std::vector<std::string> shares = Shares(Report(round));
  EXPECT_THAT(shares, ::testing::Contains("WEAVER - 1"));
  EXPECT_THAT(shares, ::testing::Contains("ROUND - " + std::to_string(of_round - 1) + " !"));
  EXPECT_THAT(shares, SizeIs(2));
}

TEST_F(RoundReportTest, WarnsWhenOneIntroducerMakesTooMuch) {
  AddMembers({"ann", "bob", "cid", "dee"});
  const std::string round = Plan(NewPlan("garden")).round().name();
  Edit(NewDrop(round + "/entries/1"));
  Open(round);
  const v1::RoundEntry dropped = Entries(round)[1];
  v1::ProposeIntroductionRequest request;
  request.set_parent("networks/n1");
  request.set_as_member(dropped.members(0).member());
  request.add_members(dropped.members(1).member());
  clock_.Advance(absl::Hours(1));
  ASSERT_THAT(client_->ProposeIntroduction(request), IsGrpcOk());
  EXPECT_THAT(Shares(Report(round)),
              UnorderedElementsAre("MEMBER - 1", "MEMBER " + Members(dropped)[0] + " 1 !", "ROUND - 1 !"));
  EXPECT_DOUBLE_EQ(Report(round).shares(0).share(), 0.5);
}

TEST_F(RoundReportTest, AMemberIsNotToldWhoAskedForWhom) {
  AddMembers({"ann", "bob", "cid", "dee"});
  const std::string round = Plan(NewPlan("garden", "ann")).round().name();
  v1::EditRoundRequest edits = NewDrop(round + "/entries/1");
  *edits.add_edits() = NewDrop(round + "/entries/2").edits(0);
  Edit(edits);
  Open(round);
  clock_.Advance(absl::Hours(1));
  v1::ProposeIntroductionRequest propose;
  propose.set_parent("networks/n1");
  propose.set_as_member(Name("bob"));
  propose.add_members(Name("cid"));
  ASSERT_THAT(client_->ProposeIntroduction(propose), IsGrpcOk());
  EXPECT_THAT(Shares(Report(round)), UnorderedElementsAre("MEMBER - 1", "MEMBER bob 1 !"));
  v1::ReportRoundRequest request;
  request.set_name(round);
  request.set_as_member(Name("ann"));
  v1::RoundReport seen;
  ASSERT_THAT(client_->ReportRound(request, &seen), IsGrpcOk());
  EXPECT_THAT(Shares(seen), ElementsAre("MEMBER - 1 !"));
}

TEST_F(RoundReportTest, AVouchingIntroducerCountsAsAMember) {
  AddMembers({"ann", "bob"});
  AddMembers({"cid"}, "");
  AddTie("cid", "ann");
  AddTie("cid", "bob");
  Say("cid", "introducing", [](auto* p) { p->set_introducing(v1::Participation::WORD_AGREED); });
  const std::string round = Plan(NewPlan("garden")).round().name();
  Open(round);
  EXPECT_THAT(Shares(Report(round)), ElementsAre("ROUND - 1 !"));  // Has only been asked.
  v1::RespondToIntroductionRequest yes;
  yes.set_name(Introductions(round)[0].name());
  yes.set_as_member(Name("cid"));
  yes.mutable_accept()->set_note("you both keep bees");
  ASSERT_THAT(client_->RespondToIntroduction(yes), IsGrpcOk());
  EXPECT_THAT(Shares(Report(round)), ElementsAre("MEMBER - 1", "MEMBER cid 1 !"));
}

TEST_F(RoundReportTest, StandsBesideTheRoundsBefore) {
  AddMembers(Ids(4));
  AddMembers({"kay", "lou"}, "kitchen");
  std::vector<std::string> rounds;
  for (int r = 0; r < 3; ++r) {
    rounds.push_back(Plan(NewPlan("garden")).round().name());
    Open(rounds.back());
    for (const Intro& introduction : Introductions(rounds.back())) {
      Answer(introduction, true);
      Tell(introduction, v1::Outcome::KIND_MET);
    }
    Await(rounds.back(), Round::STATE_CLOSED);
    clock_.Advance(14 * kDay);
  }
  Open(Plan(NewPlan("kitchen")).round().name());
  const v1::RoundReport report = Report(rounds[2]);
  ASSERT_THAT(report.earlier(), SizeIs(2));
  EXPECT_EQ(report.earlier(0).round(), rounds[1]);
  EXPECT_EQ(report.earlier(1).round(), rounds[0]);
  EXPECT_EQ(report.earlier(0).introduction_count(), 2);
  EXPECT_THAT(Report(rounds[0]).earlier(), IsEmpty());
}

TEST_F(RoundReportTest, NamesEditsAndWhoNeedsAHand) {
  AddMembers({"ann", "bob", "cid", "dee"});
  AddMemberWith("eve", [](v1::Member*) {});
  Say("eve", "blocked", [](auto* p) {
    for (const char* id : {"ann", "bob", "cid", "dee"}) p->add_blocked(id);
  });
  const std::string round = Plan().round().name();
  Edit(NewDrop(round + "/entries/1"));
  Open(round);
  const v1::RoundReport report = Report(round);
  ASSERT_THAT(report.edits(), SizeIs(1));
  EXPECT_EQ(report.edits(0).standing(), v1::RoundEntry::STANDING_DROPPED);
  EXPECT_EQ(report.edits(0).reason(), "they share a desk");
  EXPECT_FALSE(report.edits(0).members(0).display_name().empty());
  ASSERT_THAT(report.needs_a_hand(), SizeIs(1));
  EXPECT_EQ(report.needs_a_hand(0).member(), Name("eve"));
  EXPECT_EQ(report.needs_a_hand(0).cause(), v1::NeedsAHand::CAUSE_EMPTY_PROFILE);
}

TEST_F(RoundReportTest, ErasedMembersDoNotSpoilIt) {
  const std::string round = OpenRoundOf(5);
  for (const Intro& introduction : Introductions(round)) Answer(introduction, true);
  Erase("m100");
  Erase("m101");
  const Figures figures = Report(round).figures();
  EXPECT_EQ(figures.introduction_count(), 5);
  EXPECT_EQ(figures.eligible_count(), 10);
  EXPECT_EQ(figures.mutual_count(), 5);
}

}  // namespace
}  // namespace weft
