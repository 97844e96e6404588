// Planning rounds and looking at them; who may; whom a plan cannot serve.

#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/service/round_fixture.h"
#include "weft/store/store.h"

namespace weft {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Code = grpc::StatusCode;
using Round = v1::Round;

constexpr absl::Duration kDay = absl::Hours(24);

int64_t SecondsOf(const google::protobuf::Timestamp& time) { return time.seconds(); }

class RoundServiceTest : public RoundTest {
 protected:
  int64_t Now() const { return absl::ToUnixSeconds(clock_.Now()); }
};

TEST_F(RoundServiceTest, PlansARound) {
  AddMembers({"ann", "bob", "cid", "dee"});
  v1::PlanRoundRequest request = NewPlan();
  request.set_display_name("Spring  round");
  request.set_seed(7);
  const v1::PlanRoundResponse planned = Plan(request);
  const Round& round = planned.round();
  EXPECT_EQ(round.name(), "networks/n1/rounds/r1");
  EXPECT_EQ(round.state(), Round::STATE_PLANNED);
  EXPECT_TRUE(round.scope().whole_network());
  EXPECT_EQ(round.weaver(), "");
  EXPECT_EQ(round.seed(), 7);
  EXPECT_EQ(round.display_name(), "Spring round");
  EXPECT_EQ(SecondsOf(round.create_time()), Now());
  EXPECT_EQ(SecondsOf(round.open_time()), Now() + absl::ToInt64Seconds(kDay));
  EXPECT_EQ(round.change_sequence() + 1, Index().change_sequence());
  EXPECT_EQ(round.summary().scope_count(), 4);
  EXPECT_EQ(round.summary().eligible_count(), 4);
  EXPECT_EQ(round.summary().served_count(), 4);
  EXPECT_EQ(round.summary().pair_count(), 2);
  EXPECT_EQ(round.summary().group_count(), 0);
  EXPECT_EQ(round.summary().strong_fit_count() + round.summary().weak_tie_count(), 2);
  EXPECT_TRUE(round.summary().exact());
  EXPECT_GT(round.summary().total_value(), 0);
  EXPECT_EQ(round.summary().total_value(), round.summary().bound());
  EXPECT_THAT(planned.unserved(), IsEmpty());

  ASSERT_THAT(planned.entries(), SizeIs(2));
  const v1::RoundEntry& entry = planned.entries(0);
  EXPECT_EQ(entry.name(), "networks/n1/rounds/r1/entries/1");
  EXPECT_EQ(entry.standing(), v1::RoundEntry::STANDING_PLANNED);
  EXPECT_GT(entry.fit(), 0);
  EXPECT_GE(entry.value(), planned.entries(1).value());
  EXPECT_EQ(entry.introduction(), "");
  ASSERT_THAT(entry.members(), SizeIs(2));
  EXPECT_LT(entry.members(0).member(), entry.members(1).member());
  for (const v1::RoundEntry::Person& person : entry.members()) {
    EXPECT_EQ(person.display_name(), person.member().substr(person.member().rfind('/') + 1));
    EXPECT_THAT(person.reasons(), Not(IsEmpty()));
    EXPECT_EQ(person.rounds_waited(), 0);
  }
  // Nobody has been asked anything.
  EXPECT_THAT(Introductions(round.name()), IsEmpty());
}

TEST_F(RoundServiceTest, WhatIsStoredIsWhatWasAnswered) {
  AddMembers({"ann", "bob", "cid", "dee", "eve"});
  const v1::PlanRoundResponse planned = Plan();
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(Get(planned.round().name()), planned.round()));
  const std::vector<v1::RoundEntry> entries = Entries(planned.round().name());
  ASSERT_THAT(entries, SizeIs(planned.entries_size()));
  for (int e = 0; e < planned.entries_size(); ++e) {
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(entries[e], planned.entries(e)));
  }
}

TEST_F(RoundServiceTest, ADryRunStoresNothing) {
  AddMembers({"ann", "bob", "cid", "dee"});
  const int64_t before = Index().change_sequence();
  v1::PlanRoundRequest request = NewPlan();
  request.set_validate_only(true);
  const v1::PlanRoundResponse dry = Plan(request);
  EXPECT_EQ(dry.round().name(), "");
  EXPECT_EQ(dry.round().summary().pair_count(), 2);
  EXPECT_THAT(dry.entries(), SizeIs(2));
  EXPECT_EQ(Index().change_sequence(), before);
  // And says what the real one says.
  const v1::PlanRoundResponse real = Plan();
  for (int e = 0; e < 2; ++e) EXPECT_EQ(Members(real.entries(e)), Members(dry.entries(e)));
}

TEST_F(RoundServiceTest, OneSeedGivesOnePlan) {
  std::vector<std::string> ids;
  for (char c = 'a'; c <= 'p'; ++c) ids.push_back(std::string("m") + c);
  AddMembers(ids);
  const auto pairs = [this](int64_t seed) {
    v1::PlanRoundRequest request = NewPlan();
    request.set_validate_only(true);
    request.set_seed(seed);
    std::vector<std::vector<std::string>> out;
    const v1::PlanRoundResponse planned = Plan(request);
    for (const v1::RoundEntry& entry : planned.entries()) out.push_back(Members(entry));
    return out;
  };
  const auto first = pairs(1);
  EXPECT_THAT(first, SizeIs(8));
  EXPECT_EQ(pairs(1), first);
  bool another = false;
  for (int seed = 2; seed < 8; ++seed) another = another || pairs(seed) != first;
  EXPECT_TRUE(another);
}

TEST_F(RoundServiceTest, ScopesAreANetworkACircleOrAList) {
  AddMembers({"ann", "bob"}, "garden");
  AddMembers({"cid", "dee", "eve"}, "kitchen");
  const v1::PlanRoundResponse garden = Plan(NewPlan("garden"));
  EXPECT_EQ(garden.round().summary().scope_count(), 2);
  ASSERT_THAT(garden.entries(), SizeIs(1));
  EXPECT_THAT(Members(garden.entries(0)), ElementsAre("ann", "bob"));
  const v1::PlanRoundResponse list = Plan(NewPlanOf({"eve", "cid"}));
  EXPECT_THAT(list.round().scope().members().members(), ElementsAre(Name("cid"), Name("eve")));
  ASSERT_THAT(list.entries(), SizeIs(1));
  EXPECT_THAT(Members(list.entries(0)), ElementsAre("cid", "eve"));
}

TEST_F(RoundServiceTest, OnlyWhoMayBeIntroducedIsPlannedFor) {
  AddMembers({"ann", "bob", "cid", "dee", "eve", "fay", "gus"});
  Say("cid", "being_introduced", [](auto* p) { p->set_being_introduced(v1::Participation::WORD_REFUSED); });
  Say("dee", "paused_until",
      [this](auto* p) { p->mutable_paused_until()->set_seconds(Now() + absl::ToInt64Seconds(30 * kDay)); });
  Say("eve", "introductions_per_month", [](auto* p) { p->set_introductions_per_month(0); });
  Say("fay", "rhythm", [](auto* p) { p->set_rhythm(v1::Participation::RHYTHM_ON_REQUEST); });
  Say("gus", "blocked", [](auto* p) {
    p->add_blocked("ann");
    p->add_blocked("bob");
  });
  const v1::PlanRoundResponse planned = Plan();
  EXPECT_EQ(planned.round().summary().eligible_count(), 3);
  ASSERT_THAT(planned.entries(), SizeIs(1));
  EXPECT_THAT(Members(planned.entries(0)), ElementsAre("ann", "bob"));
  // Of those who are not willing now nobody needs a hand.
  ASSERT_THAT(planned.unserved(), SizeIs(1));
  EXPECT_EQ(planned.unserved(0).member(), Name("gus"));
}

TEST_F(RoundServiceTest, UnspokenMembersAreNotIntroducedBeforeTheyAgree) {
  SetPolicy([](v1::Policy* policy) {
    policy->set_unspoken(v1::Policy::UNSPOKEN_ASK_FIRST);
    policy->clear_unspoken_ground();
  });
  AddMembers({"ann", "bob", "cid"});
  for (const char* id : {"ann", "bob"}) {
    Say(id, "being_found", [](auto* p) { p->set_being_found(v1::Participation::WORD_AGREED); });
    Say(id, "being_introduced", [](auto* p) { p->set_being_introduced(v1::Participation::WORD_AGREED); });
  }
  const v1::PlanRoundResponse planned = Plan(NewPlan("garden", "ann"));
  EXPECT_EQ(planned.round().summary().eligible_count(), 2);
  ASSERT_THAT(planned.entries(), SizeIs(1));
  EXPECT_THAT(Members(planned.entries(0)), ElementsAre("ann", "bob"));
  EXPECT_THAT(planned.unserved(), IsEmpty());
}

TEST_F(RoundServiceTest, OddOnesJoinATrio) {
  AddMembers({"ann", "bob", "cid"});
  const v1::PlanRoundResponse planned = Plan();
  ASSERT_THAT(planned.entries(), SizeIs(1));
  EXPECT_TRUE(planned.entries(0).is_group());
  EXPECT_THAT(Members(planned.entries(0)), ElementsAre("ann", "bob", "cid"));
  EXPECT_EQ(planned.round().summary().group_count(), 1);
  EXPECT_EQ(planned.round().summary().pair_count(), 0);
  EXPECT_EQ(planned.round().summary().served_count(), 3);
}

TEST_F(RoundServiceTest, ACommonAcquaintanceWhoIsWillingIsAskedFirst) {
  AddMembers({"ann", "bob"});
  AddMemberWith("cid", [](v1::Member* member) { member->add_interests("bees"); });
  AddTie("cid", "ann");
  AddTie("cid", "bob");
  EXPECT_EQ(Plan(NewPlan("garden")).entries(0).introducer(), "");  // Has not said yes.
  Close("networks/n1/rounds/r1");
  Say("cid", "introducing", [](auto* p) { p->set_introducing(v1::Participation::WORD_AGREED); });
  EXPECT_EQ(Plan(NewPlan("garden")).entries(0).introducer(), Name("cid"));
}

TEST_F(RoundServiceTest, OneRoundAtATimeInAScope) {
  AddMembers({"ann", "bob", "cid"}, "garden");
  AddMembers({"dee", "eve"}, "kitchen");
  const v1::PlanRoundResponse first = Plan(NewPlan("garden"));
  const std::string name = first.round().name();
  for (const v1::PlanRoundRequest& request : {NewPlan("garden"), NewPlan(), NewPlanOf({"cid", "dee"})}) {
    const grpc::Status status = client_->PlanRound(request);
    EXPECT_THAT(status, FailsWith(Code::FAILED_PRECONDITION, "ROUND_IN_SCOPE"));
    EXPECT_EQ(ErrorOf(status).metadata["round"], name);
  }
  EXPECT_THAT(client_->PlanRound(NewPlan("kitchen")), IsGrpcOk());
  Open(name);
  EXPECT_THAT(client_->PlanRound(NewPlan("garden")), FailsWith(Code::FAILED_PRECONDITION, "ROUND_IN_SCOPE"));
  Close(name);
  EXPECT_THAT(client_->PlanRound(NewPlan("garden")), IsGrpcOk());
}

TEST_F(RoundServiceTest, OfAHundredPlansOneIsMade) {
  AddMembers({"ann", "bob", "cid", "dee"});
  EXPECT_EQ(Manyfold([this] { return client_->PlanRound(NewPlan()); }), 1);
  v1::ListRoundsRequest list;
  list.set_parent("networks/n1");
  v1::ListRoundsResponse response;
  ASSERT_THAT(client_->ListRounds(list, &response), IsGrpcOk());
  EXPECT_THAT(response.rounds(), SizeIs(1));
}

TEST_F(RoundServiceTest, ARepeatedPlanGivesTheFirstOnesRound) {
  AddMembers({"ann", "bob"}, "garden");
  AddMembers({"cid", "dee"}, "kitchen");
  v1::PlanRoundRequest request = NewPlan("garden");
  request.set_request_id("r");
  const v1::PlanRoundResponse first = Plan(request);
  Plan(NewPlan("kitchen"));
  EXPECT_EQ(Plan(request).round().name(), first.round().name());
  EXPECT_EQ(Manyfold([&] { return client_->PlanRound(request); }), kMany);
  Close(first.round().name());
  EXPECT_EQ(Plan(request).round().state(), Round::STATE_CANCELLED);
  request.mutable_scope()->set_circle("kitchen");
  EXPECT_THAT(client_->PlanRound(request), FailsWith(Code::INVALID_ARGUMENT, "REQUEST_ID_REUSED"));
}

TEST_F(RoundServiceTest, ListsTheNewestFirst) {
  AddMembers({"ann", "bob"}, "garden");
  AddMembers({"cid", "dee"}, "kitchen");
  Close(Plan(NewPlan("garden")).round().name());
  Plan(NewPlan("garden"));
  Plan(NewPlan("kitchen"));
  const auto listed = [this](const std::function<void(v1::ListRoundsRequest*)>& change) {
    v1::ListRoundsRequest request;
    request.set_parent("networks/n1");
    request.set_page_size(1);
    change(&request);
    std::vector<std::string> names;
    do {
      v1::ListRoundsResponse page;
      EXPECT_THAT(client_->ListRounds(request, &page), IsGrpcOk());
      EXPECT_LE(page.rounds_size(), 1);
      for (const Round& round : page.rounds()) names.push_back(round.name().substr(round.name().rfind('/') + 1));
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return names;
  };
  EXPECT_THAT(listed([](auto*) {}), ElementsAre("r3", "r2", "r1"));
  EXPECT_THAT(listed([](auto* r) { r->add_states(Round::STATE_PLANNED); }), ElementsAre("r3", "r2"));
  EXPECT_THAT(listed([](auto* r) { r->set_as_member(Name("cid")); }), ElementsAre("r3"));
}

TEST_F(RoundServiceTest, ListsEntriesInPagesAndByMember) {
  AddMembers({"ann", "bob", "cid", "dee", "eve", "fay"});
  const std::string round = Plan().round().name();
  v1::ListRoundEntriesRequest request;
  request.set_parent(round);
  request.set_page_size(2);
  v1::ListRoundEntriesResponse first;
  ASSERT_THAT(client_->ListRoundEntries(request, &first), IsGrpcOk());
  EXPECT_THAT(first.entries(), SizeIs(2));
  request.set_page_token(first.next_page_token());
  v1::ListRoundEntriesResponse second;
  ASSERT_THAT(client_->ListRoundEntries(request, &second), IsGrpcOk());
  EXPECT_THAT(second.entries(), SizeIs(1));
  EXPECT_EQ(second.next_page_token(), "");
  request.clear_page_token();
  request.set_member(Name("eve"));
  ASSERT_THAT(client_->ListRoundEntries(request, &first), IsGrpcOk());
  ASSERT_THAT(first.entries(), SizeIs(1));
  EXPECT_THAT(Members(first.entries(0)), Contains("eve"));
}

TEST_F(RoundServiceTest, AMemberLooksAfterRoundsOfTheirOwnCircles) {
  AddMembers({"ann", "bob"}, "garden");
  AddMembers({"cid", "dee"}, "kitchen");
  const auto refused = FailsWith(Code::PERMISSION_DENIED, "NOT_IN_CIRCLE");
  v1::PlanRoundRequest whole = NewPlan("", "ann");
  EXPECT_THAT(client_->PlanRound(whole), refused);
  EXPECT_THAT(client_->PlanRound(NewPlan("kitchen", "ann")), refused);
  EXPECT_THAT(client_->PlanRound(NewPlan("nowhere", "ann")), refused);
  v1::PlanRoundRequest list = NewPlanOf({"ann", "bob"});
  list.set_as_member(Name("ann"));
  EXPECT_THAT(client_->PlanRound(list), refused);

  const Round round = Plan(NewPlan("garden", "ann")).round();
  EXPECT_EQ(round.weaver(), Name("ann"));
  const auto ask = [&](const std::string& member, const std::string& name) {
    v1::GetRoundRequest get;
    get.set_name(name);
    get.set_as_member(Name(member));
    v1::ListRoundEntriesRequest entries;
    entries.set_parent(name);
    entries.set_as_member(Name(member));
    v1::ReportRoundRequest report;
    report.set_name(name);
    report.set_as_member(Name(member));
    v1::ListMembersNeedingAHandRequest hands;
    hands.set_parent("networks/n1");
    hands.set_round(name);
    hands.set_as_member(Name(member));
    v1::OpenRoundRequest open = NewOpening(name);
    open.set_as_member(Name(member));
    v1::CloseRoundRequest close = NewClosing(name);
    close.set_as_member(Name(member));
    v1::HoldRoundRequest hold = NewHold(name);
    hold.set_as_member(Name(member));
    v1::EditRoundRequest edit = NewDrop(name + "/entries/1");
    edit.set_as_member(Name(member));
    return std::vector<grpc::Status>{client_->GetRound(get),     client_->ListRoundEntries(entries),
                                     client_->HoldRound(hold),   client_->EditRound(edit),
                                     client_->OpenRound(open),   client_->ReportRound(report),
                                     client_->CloseRound(close), client_->ListMembersNeedingAHand(hands)};
  };
  EXPECT_THAT(ask("cid", round.name()), Each(refused));
  // Whether there is another one is not for them to know.
  EXPECT_THAT(ask("cid", "networks/n1/rounds/r9"), Each(refused));
  EXPECT_THAT(ask("bob", round.name()), Each(IsGrpcOk()));
  EXPECT_EQ(Get(round.name()).hold().weaver(), Name("bob"));
}

TEST_F(RoundServiceTest, WhoIsErasedLeavesNoWordInThePlan) {
  AddMembers({"ann", "bob"});
  const v1::PlanRoundResponse planned = Plan();
  Erase("bob");
  const std::vector<v1::RoundEntry> entries = Entries(planned.round().name());
  ASSERT_THAT(entries, SizeIs(1));
  EXPECT_EQ(entries[0].members(1).member(), "");
  EXPECT_EQ(entries[0].members(1).display_name(), "");
  EXPECT_THAT(entries[0].members(0).reasons(), IsEmpty());
}

TEST_F(RoundServiceTest, WritesStandInTheAudit) {
  AddMembers({"ann", "bob"});
  const std::string round = Plan(NewPlan("garden", "ann")).round().name();
  Open(round);
  client_.reset();
  server_.reset();
  ASSERT_OK_AND_ASSIGN(const auto store, Store::Open(options_.data_directory, &clock_, {}));
  ASSERT_OK_AND_ASSIGN(const std::vector<AuditEntry> audit, store->ListAudit("n1", 0, 1000));
  std::vector<bool> spoke;
  for (const AuditEntry& entry : audit) {
    if (entry.action == "round.put" && entry.subject == round) spoke.push_back(entry.spoke_for_member);
  }
  EXPECT_THAT(spoke, ElementsAre(true, false));
}

}  // namespace
}  // namespace weft
