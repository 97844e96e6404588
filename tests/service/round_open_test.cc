// From a plan to introductions: opened by hand and by the clock, held, closed; whatever happens in the middle.

#include <algorithm>

#include "gmock/gmock.h"
#include "tests/service/round_fixture.h"

namespace weft {
namespace {

using ::testing::Each;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Code = grpc::StatusCode;
using Entry = v1::RoundEntry;
using Intro = v1::Introduction;
using Round = v1::Round;

constexpr absl::Duration kDay = absl::Hours(24);

class RoundOpenTest : public RoundTest {
 protected:
  std::string PlanFour() {
    AddMembers({"ann", "bob", "cid", "dee"});
    return Plan(NewPlan("garden")).round().name();
  }
  // Of ann and bob, who both know cid.
  std::string PlanWithIntroducer() {
    AddMembers({"ann", "bob"});
    AddMemberWith("cid", [](v1::Member* member) { member->add_interests("bees"); });
    AddTie("cid", "ann");
    AddTie("cid", "bob");
    Say("cid", "introducing", [](auto* p) { p->set_introducing(v1::Participation::WORD_AGREED); });
    return Plan(NewPlan("garden")).round().name();
  }
  absl::Time OpenTime(const Round& round) const { return absl::FromUnixSeconds(round.open_time().seconds()); }
  void StopServer() {
    client_.reset();
    server_.reset();
  }
};

TEST_F(RoundOpenTest, EntriesBecomeIntroductions) {
  const std::string name = PlanFour();
  clock_.Advance(absl::Hours(2));
  const Round round = Open(name);
  EXPECT_EQ(round.state(), Round::STATE_OPEN);
  EXPECT_EQ(OpenTime(round), clock_.Now());
  const std::vector<Entry> entries = Entries(name);
  ASSERT_THAT(entries, SizeIs(2));
  for (const Entry& entry : entries) {
    v1::GetIntroductionRequest request;
    request.set_name(entry.introduction());
    Intro introduction;
    ASSERT_THAT(client_->GetIntroduction(request, &introduction), IsGrpcOk());
    EXPECT_EQ(introduction.state(), Intro::STATE_PROPOSED);
    EXPECT_EQ(introduction.origin(), Intro::ORIGIN_ROUND);
    EXPECT_EQ(introduction.round(), name);
    for (int m = 0; m < 2; ++m) {
      EXPECT_EQ(introduction.sides(m).member(), entry.members(m).member());
      EXPECT_THAT(introduction.sides(m).reasons(), Not(IsEmpty()));
    }
  }
  EXPECT_NE(entries[0].introduction(), entries[1].introduction());
}

TEST_F(RoundOpenTest, OpenedTwiceChangesNothing) {
  const std::string name = PlanFour();
  Open(name);
  const int64_t before = Index().change_sequence();
  EXPECT_EQ(Open(name).state(), Round::STATE_OPEN);
  EXPECT_EQ(Index().change_sequence(), before);
  EXPECT_THAT(Introductions(name), SizeIs(2));
}

TEST_F(RoundOpenTest, OfAHundredOpeningsOneTakesEffect) {
  const std::string name = PlanFour();
  EXPECT_EQ(Manyfold([&] { return client_->OpenRound(NewOpening(name)); }), kMany);
  EXPECT_THAT(Introductions(name), SizeIs(2));
  const std::vector<Entry> entries = Entries(name);
  EXPECT_NE(entries[0].introduction(), "");
  EXPECT_NE(entries[1].introduction(), "");
}

TEST_F(RoundOpenTest, AStaleEtagOpensNothing) {
  const std::string name = PlanFour();
  v1::OpenRoundRequest request = NewOpening(name);
  request.set_etag(Get(name).etag());
  Edit(NewDrop(name + "/entries/1"));
  EXPECT_THAT(client_->OpenRound(request), FailsWith(Code::ABORTED, "ETAG_MISMATCH"));
  EXPECT_EQ(Get(name).state(), Round::STATE_PLANNED);
  request.set_etag(Get(name).etag());
  EXPECT_THAT(client_->OpenRound(request), IsGrpcOk());
}

TEST_F(RoundOpenTest, OpensByItselfAfterTheReview) {
  const std::string name = PlanFour();
  clock_.Advance(kDay);
  const Round round = Await(name, Round::STATE_OPEN);
  EXPECT_EQ(OpenTime(round), clock_.Now());
  EXPECT_THAT(Introductions(name), SizeIs(2));
}

TEST_F(RoundOpenTest, OpensByItselfWhenThePlanSaysSo) {
  AddMembers({"ann", "bob"});
  v1::PlanRoundRequest request = NewPlan("garden");
  request.mutable_open_time()->set_seconds(absl::ToUnixSeconds(clock_.Now() + 3 * kDay));
  const std::string name = Plan(request).round().name();
  // Another round's opening shows that the keeper has looked.
  AddMembers({"cid", "dee"}, "kitchen");
  const std::string other = Plan(NewPlan("kitchen")).round().name();
  clock_.Advance(2 * kDay);
  Await(other, Round::STATE_OPEN);
  EXPECT_EQ(Get(name).state(), Round::STATE_PLANNED);
  clock_.Advance(kDay);
  Await(name, Round::STATE_OPEN);
}

TEST_F(RoundOpenTest, WhatFellDueWhileTheServerWasDownIsOpenedOnceItIsUp) {
  const std::string name = PlanFour();
  StopServer();
  clock_.Advance(2 * kDay);
  Start();
  Await(name, Round::STATE_OPEN);
  EXPECT_THAT(Introductions(name), SizeIs(2));
}

TEST_F(RoundOpenTest, AHoldPutsTheOpeningOff) {
  const std::string name = PlanFour();
  const absl::Time due = OpenTime(Get(name));
  Round held;
  ASSERT_THAT(client_->HoldRound(NewHold(name), &held), IsGrpcOk());
  EXPECT_EQ(held.state(), Round::STATE_HELD);
  EXPECT_EQ(held.hold().reason(), "two more are to join");
  EXPECT_EQ(held.hold().weaver(), "");
  EXPECT_EQ(OpenTime(held), due + 3 * kDay);
  EXPECT_EQ(held.hold().end_time().seconds(), held.open_time().seconds());
  EXPECT_EQ(held.hold().hold_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
  // Another round's opening shows that the keeper has looked.
  AddMembers({"eve", "fay"}, "kitchen");
  const std::string other = Plan(NewPlan("kitchen")).round().name();
  clock_.Advance(2 * kDay);
  Await(other, Round::STATE_OPEN);
  EXPECT_EQ(Get(name).state(), Round::STATE_HELD);
  EXPECT_THAT(client_->HoldRound(NewHold(name)), FailsWith(Code::FAILED_PRECONDITION, "HELD_BEFORE"));
  clock_.Advance(2 * kDay);
  Await(name, Round::STATE_OPEN);
  EXPECT_THAT(client_->HoldRound(NewHold(name)), FailsWith(Code::FAILED_PRECONDITION, "ROUND_STATE"));
}

TEST_F(RoundOpenTest, AHoldIsNoLongerThanThePolicyLets) {
  const std::string name = PlanFour();
  const absl::Time due = OpenTime(Get(name));
  v1::HoldRoundRequest request = NewHold(name);
  for (const absl::Time end : {due, due - kDay, due + 3 * kDay + absl::Seconds(1)}) {
    request.mutable_end_time()->set_seconds(absl::ToUnixSeconds(end));
    const grpc::Status status = client_->HoldRound(request);
    EXPECT_THAT(status, FailsWith(Code::INVALID_ARGUMENT, "INVALID_FIELD"));
    EXPECT_THAT(ErrorOf(status).fields, Each("end_time"));
  }
  request.mutable_end_time()->set_seconds(absl::ToUnixSeconds(due + absl::Hours(5)));
  Round held;
  ASSERT_THAT(client_->HoldRound(request, &held), IsGrpcOk());
  EXPECT_EQ(OpenTime(held), due + absl::Hours(5));
}

TEST_F(RoundOpenTest, OfAHundredHoldsOneTakesEffect) {
  const std::string name = PlanFour();
  EXPECT_EQ(Manyfold([&] { return client_->HoldRound(NewHold(name)); }), 1);
  v1::HoldRoundRequest request = NewHold(name);
  request.set_request_id("r");
  EXPECT_THAT(client_->HoldRound(request), FailsWith(Code::FAILED_PRECONDITION, "HELD_BEFORE"));
}

TEST_F(RoundOpenTest, AHeldRoundOpensByHand) {
  const std::string name = PlanFour();
  ASSERT_THAT(client_->HoldRound(NewHold(name)), IsGrpcOk());
  EXPECT_EQ(Open(name).state(), Round::STATE_OPEN);
  EXPECT_THAT(Introductions(name), SizeIs(2));
}

TEST_F(RoundOpenTest, WhatCannotBeOpenedAnyMoreSaysNotWhoseWordItWas) {
  const std::vector<std::function<void(const std::string&)>> changes = {
      [this](const std::string& id) {
        Say(id, "paused_until",
            [this](auto* p) { p->mutable_paused_until()->set_seconds(absl::ToUnixSeconds(clock_.Now() + 30 * kDay)); });
      },
      [this](const std::string& id) {
        Say(id, "being_introduced", [](auto* p) { p->set_being_introduced(v1::Participation::WORD_REFUSED); });
      },
      [this](const std::string& id) { Erase(id); },
      [this](const std::string& id) {
        Say(id, "introductions_per_month", [](auto* p) { p->set_introductions_per_month(0); });
      },
      [this](const std::string& id) {
        // Introduced meanwhile, to somebody else.
        AddMembers({"new-" + id}, "");
        v1::ProposeIntroductionRequest request;
        request.set_parent("networks/n1");
        request.set_as_member(Name("new-" + id));
        request.add_members(Name(id));
        ASSERT_THAT(client_->ProposeIntroduction(request), IsGrpcOk());
      },
  };
  std::vector<Entry> failed;
  for (size_t c = 0; c < changes.size(); ++c) {
    const std::string tag(1, static_cast<char>('a' + c));
    const std::string circle = "circle " + tag;
    AddMembers({"p" + tag, "q" + tag, "r" + tag, "s" + tag}, circle);
    const std::string name = Plan(NewPlan(circle)).round().name();
    changes[c]("p" + tag);
    Open(name);
    const std::vector<Entry> entries = Entries(name);
    ASSERT_THAT(entries, SizeIs(2));
    int opened = 0;
    for (const Entry& entry : entries) {
      if (entry.standing() == Entry::STANDING_NOT_OPENED) {
        EXPECT_EQ(entry.introduction(), "");
        EXPECT_EQ(entry.reason(), "");
        failed.push_back(entry);
      } else {
        EXPECT_NE(entry.introduction(), "");
        ++opened;
      }
    }
    EXPECT_EQ(opened, 1);  // The others go on.
    EXPECT_THAT(Introductions(name), SizeIs(1));
    EXPECT_EQ(Get(name).state(), Round::STATE_OPEN);
  }
  EXPECT_THAT(failed, SizeIs(changes.size()));
}

TEST_F(RoundOpenTest, WhoIsLeftOverByOthersWaits) {
  AddMembers({"ann", "bob"});
  const std::string name = Plan().round().name();
  Erase("ann");
  Open(name);
  Await(name, Round::STATE_CLOSED);  // Nobody in it was asked.
  AddMembers({"cid"});
  const v1::PlanRoundResponse next = Plan();
  ASSERT_THAT(next.entries(), SizeIs(1));
  EXPECT_EQ(next.entries(0).members(0).member(), Name("bob"));
  EXPECT_EQ(next.entries(0).members(0).rounds_waited(), 1);
  EXPECT_EQ(next.entries(0).members(1).rounds_waited(), 0);
}

TEST_F(RoundOpenTest, WhoLeavesAfterwardsLeavesTheOthersAlone) {
  const std::string name = PlanFour();
  Open(name);
  const std::string partner = PartnerOf(name, "ann");
  Say("ann", "being_introduced", [](auto* p) { p->set_being_introduced(v1::Participation::WORD_REFUSED); });
  for (bool lapsed = false; !lapsed && !HasFailure();) {
    for (const Intro& introduction : Introductions(name)) {
      const bool hers = introduction.sides(0).member() == Name("ann") || introduction.sides(1).member() == Name("ann");
      if (hers) lapsed = introduction.state() == Intro::STATE_LAPSED;
    }
  }
  Erase(partner);
  EXPECT_EQ(Get(name).state(), Round::STATE_OPEN);
  int proposed = 0;
  for (const Intro& introduction : Introductions(name)) proposed += introduction.state() == Intro::STATE_PROPOSED;
  EXPECT_EQ(proposed, 1);
}

TEST_F(RoundOpenTest, ClosesByItselfWhenNobodyIsAskedAnyMore) {
  const std::string name = PlanFour();
  Open(name);
  const std::vector<Intro> introductions = Introductions(name);
  Answer(introductions[0], true);
  EXPECT_EQ(Get(name).state(), Round::STATE_OPEN);
  clock_.Advance(absl::Hours(1));
  Answer(introductions[1], false);
  const Round closed = Await(name, Round::STATE_CLOSED);
  EXPECT_EQ(closed.close_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
  EXPECT_EQ(closed.close_reason(), "");
  EXPECT_THAT(client_->OpenRound(NewOpening(name)), FailsWith(Code::FAILED_PRECONDITION, "ROUND_STATE"));
}

TEST_F(RoundOpenTest, ClosesByItselfWhenTimeIsOver) {
  const std::string name = PlanFour();
  Open(name);
  clock_.Advance(10 * kDay);
  Await(name, Round::STATE_CLOSED);
}

TEST_F(RoundOpenTest, ClosedBeforeItOpensItIsCancelled) {
  const std::string name = PlanFour();
  const Round closed = Close(name);
  EXPECT_EQ(closed.state(), Round::STATE_CANCELLED);
  EXPECT_EQ(closed.close_reason(), "enough for now");
  const int64_t before = Index().change_sequence();
  EXPECT_EQ(Close(name).state(), Round::STATE_CANCELLED);  // Once more: no error, nothing changes.
  EXPECT_EQ(Index().change_sequence(), before);
  EXPECT_THAT(client_->OpenRound(NewOpening(name)), FailsWith(Code::FAILED_PRECONDITION, "ROUND_STATE"));
  EXPECT_THAT(client_->HoldRound(NewHold(name)), FailsWith(Code::FAILED_PRECONDITION, "ROUND_STATE"));
  clock_.Advance(3 * kDay);
  const std::string next = Plan().round().name();
  clock_.Advance(kDay);
  Await(next, Round::STATE_OPEN);
  EXPECT_EQ(Get(name).state(), Round::STATE_CANCELLED);
  EXPECT_THAT(Introductions(name), IsEmpty());
}

TEST_F(RoundOpenTest, ClosedWhileItIsOpenItsIntroductionsGoOn) {
  const std::string name = PlanWithIntroducer();
  Open(name);
  ASSERT_THAT(Introductions(name), SizeIs(1));
  EXPECT_EQ(Introductions(name)[0].state(), Intro::STATE_AWAITING_INTRODUCER);
  EXPECT_EQ(Introductions(name)[0].introducer(), Name("cid"));
  EXPECT_EQ(Entries(name)[0].introducer(), "");  // Whoever reads both later does not learn who did not want to.
  EXPECT_EQ(Close(name).state(), Round::STATE_CLOSED);
  // The introducer is not waited for any more.
  EXPECT_EQ(Introductions(name)[0].state(), Intro::STATE_PROPOSED);
  EXPECT_EQ(Introductions(name)[0].introducer(), "");
  Answer(Introductions(name)[0], true);
  EXPECT_EQ(Introductions(name)[0].state(), Intro::STATE_MUTUAL);
}

TEST_F(RoundOpenTest, AfterTwoDaysWeftIntroduces) {
  const std::string name = PlanWithIntroducer();
  Open(name);
  EXPECT_EQ(Introductions(name)[0].state(), Intro::STATE_AWAITING_INTRODUCER);
  clock_.Advance(2 * kDay);
  while (Introductions(name)[0].state() != Intro::STATE_PROPOSED && !HasFailure()) {
  }
  EXPECT_EQ(Get(name).state(), Round::STATE_OPEN);
}

TEST_F(RoundOpenTest, WhoIsNoLongerWillingToIntroduceIsNotAsked) {
  const std::string name = PlanWithIntroducer();
  Say("cid", "introducing", [](auto* p) { p->set_introducing(v1::Participation::WORD_REFUSED); });
  Open(name);
  EXPECT_EQ(Introductions(name)[0].state(), Intro::STATE_PROPOSED);
  EXPECT_EQ(Entries(name)[0].introducer(), "");
}

// More entries than are opened in one write.
class LargeRoundTest : public RoundOpenTest {
 protected:
  static constexpr int kMembers = 480;
  std::string PlanLarge() {
    std::vector<std::string> ids;
    for (int m = 0; m < kMembers; ++m) ids.push_back("m" + std::to_string(1000 + m));
    AddMembers(ids);
    return Plan().round().name();
  }
  // Every member stands in one introduction, every entry has its own.
  void ExpectEachOnce(const std::string& name) {
    std::vector<std::string> sides;
    for (const Intro& introduction : Introductions(name)) {
      for (const Intro::Side& side : introduction.sides()) sides.push_back(side.member());
    }
    EXPECT_THAT(sides, SizeIs(kMembers));
    std::sort(sides.begin(), sides.end());
    EXPECT_EQ(std::adjacent_find(sides.begin(), sides.end()), sides.end());
    std::vector<std::string> introductions;
    for (const Entry& entry : Entries(name)) introductions.push_back(entry.introduction());
    EXPECT_THAT(introductions, Each(Not(IsEmpty())));
    std::sort(introductions.begin(), introductions.end());
    EXPECT_EQ(std::adjacent_find(introductions.begin(), introductions.end()), introductions.end());
  }
  bool AllOpened(const std::string& name) const {
    const std::vector<Entry> entries = Entries(name);
    return std::none_of(entries.begin(), entries.end(), [](const Entry& e) { return e.introduction().empty(); });
  }
};

TEST_F(LargeRoundTest, IsOpenedInSteps) {
  const std::string name = PlanLarge();
  Open(name);
  while (!AllOpened(name) && !HasFailure()) {
  }
  ExpectEachOnce(name);
}

TEST_F(LargeRoundTest, AStopInTheMiddleLosesAndDoublesNothing) {
  const std::string name = PlanLarge();
  for (int stops = 0; stops < 4; ++stops) {
    client_->OpenRound(NewOpening(name));
    StopServer();
    Start();
  }
  while (!AllOpened(name) && !HasFailure()) {
  }
  ExpectEachOnce(name);
}

}  // namespace
}  // namespace weft
