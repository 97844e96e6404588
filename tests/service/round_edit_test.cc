// What weavers change before a round opens: all edits or none, with a reason, never against anybody's word.

#include "gmock/gmock.h"
#include "tests/service/round_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = grpc::StatusCode;
using Entry = v1::RoundEntry;
using Intro = v1::Introduction;
using Round = v1::Round;

constexpr absl::Duration kDay = absl::Hours(24);

class RoundEditTest : public RoundTest {
 protected:
  void SetUp() override {
    RoundTest::SetUp();
    AddMembers({"ann", "bob", "cid", "dee"});
    round_ = Plan(NewPlan("garden")).round().name();
  }
  std::vector<Entry> WithStanding(Entry::Standing standing) const {
    std::vector<Entry> out;
    for (const Entry& entry : Entries(round_)) {
      if (entry.standing() == standing) out.push_back(entry);
    }
    return out;
  }
  // Somebody who is not ann's partner in the plan.
  std::string NotPartnerOfAnn() const { return PartnerOf(round_, "ann") == "bob" ? "cid" : "bob"; }
  void Block(const std::string& id, const std::string& other) {
    Say(id, "blocked", [&other](auto* p) { p->add_blocked(other); });
  }

  std::string round_;
};

TEST_F(RoundEditTest, ADroppedEntryStaysForTheReport) {
  const Round before = Get(round_);
  const Round edited = Edit(NewDrop(round_ + "/entries/1"));
  EXPECT_NE(edited.etag(), before.etag());
  EXPECT_EQ(edited.summary().pair_count(), 1);
  EXPECT_EQ(edited.summary().served_count(), 2);
  EXPECT_EQ(edited.summary().edit_count(), 1);
  EXPECT_EQ(edited.summary().longest_wait(), 1);
  EXPECT_FALSE(edited.summary().exact());
  EXPECT_LT(edited.summary().total_value(), before.summary().total_value());
  EXPECT_EQ(edited.summary().bound(), before.summary().bound());
  const std::vector<Entry> entries = Entries(round_);
  ASSERT_THAT(entries, SizeIs(2));
  EXPECT_EQ(entries[1].name(), round_ + "/entries/1");  // Dropped ones last.
  EXPECT_EQ(entries[1].standing(), Entry::STANDING_DROPPED);
  EXPECT_EQ(entries[1].reason(), "they share a desk");
  Open(round_);
  EXPECT_THAT(Introductions(round_), SizeIs(1));
  EXPECT_EQ(Entries(round_)[1].introduction(), "");
  ASSERT_THAT(Report(round_).edits(), SizeIs(1));
}

TEST_F(RoundEditTest, WhoIsDroppedWaitsAndIsServedNextTime) {
  const Entry dropped = Entries(round_)[0];
  Edit(NewDrop(dropped.name()));
  Open(round_);
  for (const Intro& introduction : Introductions(round_)) Answer(introduction, false);
  Await(round_, Round::STATE_CLOSED);
  const v1::PlanRoundResponse next = Plan();
  for (const std::string& id : Members(dropped)) {
    const Entry entry = EntryOf(next.round().name(), id);
    for (const Entry::Person& person : entry.members()) {
      EXPECT_EQ(person.rounds_waited(), person.member() == Name(id) ? 1 : person.rounds_waited());
    }
    EXPECT_NE(PartnerOf(next.round().name(), id), "");
  }
}

TEST_F(RoundEditTest, ASwapExchangesTwo) {
  const std::string partner = PartnerOf(round_, "ann");
  const std::string other = NotPartnerOfAnn();
  const std::string others_partner = PartnerOf(round_, other);
  const Round edited = Edit(NewSwap(round_, partner, other));
  EXPECT_EQ(PartnerOf(round_, "ann"), other);
  EXPECT_EQ(PartnerOf(round_, partner), others_partner);
  const std::vector<Entry> swapped = WithStanding(Entry::STANDING_SWAPPED);
  ASSERT_THAT(swapped, SizeIs(2));
  for (const Entry& entry : swapped) {
    EXPECT_EQ(entry.reason(), "the other way round is better");
    EXPECT_GT(entry.value(), 0);
    for (const Entry::Person& person : entry.members()) EXPECT_GT(person.reasons_size(), 0);
  }
  EXPECT_EQ(edited.summary().pair_count(), 2);
  EXPECT_EQ(edited.summary().served_count(), 4);
  Open(round_);
  EXPECT_THAT(Introductions(round_), SizeIs(2));
}

TEST_F(RoundEditTest, APinTakesOutWhatHoldsOneOfThem) {
  const std::string other = NotPartnerOfAnn();
  const Round edited = Edit(NewPin(round_, {"ann", other}));
  const std::vector<Entry> pinned = WithStanding(Entry::STANDING_PINNED);
  ASSERT_THAT(pinned, SizeIs(1));
  EXPECT_EQ(pinned[0].reason(), "they asked for it");
  EXPECT_EQ(PartnerOf(round_, "ann"), other);
  EXPECT_THAT(WithStanding(Entry::STANDING_DROPPED), SizeIs(2));
  EXPECT_THAT(WithStanding(Entry::STANDING_PLANNED), IsEmpty());
  EXPECT_EQ(edited.summary().served_count(), 2);
  EXPECT_EQ(edited.summary().pair_count(), 1);
}

TEST_F(RoundEditTest, APinOfWhatIsPlannedKeepsItsEntry) {
  const Entry planned = EntryOf(round_, "ann");
  const Round edited = Edit(NewPin(round_, {PartnerOf(round_, "ann"), "ann"}));
  const Entry pinned = EntryOf(round_, "ann");
  EXPECT_EQ(pinned.name(), planned.name());
  EXPECT_EQ(pinned.standing(), Entry::STANDING_PINNED);
  EXPECT_EQ(pinned.reason(), "they asked for it");
  EXPECT_THAT(WithStanding(Entry::STANDING_DROPPED), IsEmpty());
  EXPECT_EQ(edited.summary().pair_count(), 2);
  EXPECT_EQ(edited.summary().served_count(), 4);
  Open(round_);
  EXPECT_THAT(Introductions(round_), SizeIs(2));
}

TEST_F(RoundEditTest, WhoKnowEachOtherAreNotPinned) {
  const auto refused = FailsWith(Code::FAILED_PRECONDITION, "PAIR_NOT_PERMITTED");
  AddMembers({"eve", "fay"}, "");
  AddTie("ann", "eve");
  Close(round_);
  round_ = Plan().round().name();
  EXPECT_THAT(client_->EditRound(NewPin(round_, {"ann", "eve"})), refused);
  EXPECT_THAT(client_->EditRound(NewPin(round_, {"eve", "fay", "ann"})), refused);
  // Nor opened, if they have met since.
  Edit(NewPin(round_, {"eve", "fay"}));
  AddTie("eve", "fay");
  Open(round_);
  EXPECT_EQ(EntryOf(round_, "fay").standing(), Entry::STANDING_NOT_OPENED);
}

TEST_F(RoundEditTest, APinTellsNoAndSilenceNotApart) {
  const auto refused = FailsWith(Code::FAILED_PRECONDITION, "PAIR_NOT_PERMITTED");
  const std::string partner = PartnerOf(round_, "ann");
  const std::string silent = NotPartnerOfAnn();
  const std::string their_partner = PartnerOf(round_, silent);
  Open(round_);
  v1::RespondToIntroductionRequest no;
  no.set_name(EntryOf(round_, "ann").introduction());
  no.set_as_member(Name(partner));
  no.mutable_decline();
  ASSERT_THAT(client_->RespondToIntroduction(no), IsGrpcOk());
  clock_.Advance(14 * kDay);
  Await(round_, Round::STATE_CLOSED);
  round_ = Plan(NewPlan("garden")).round().name();
  EXPECT_THAT(client_->EditRound(NewPin(round_, {"ann", partner})), refused);
  EXPECT_THAT(client_->EditRound(NewPin(round_, {silent, their_partner})), refused);
}

TEST_F(RoundEditTest, APinMakesAGroup) {
  const Round edited = Edit(NewPin(round_, {"ann", "bob", "cid", "dee"}));
  EXPECT_EQ(edited.summary().group_count(), 1);
  EXPECT_EQ(edited.summary().served_count(), 4);
  EXPECT_TRUE(EntryOf(round_, "ann").is_group());
  Open(round_);
  ASSERT_THAT(Introductions(round_), SizeIs(1));
  EXPECT_THAT(Introductions(round_)[0].sides(), SizeIs(4));
}

TEST_F(RoundEditTest, AllOfItOrNothing) {
  v1::EditRoundRequest request = NewDrop(round_ + "/entries/1");
  *request.add_edits() = NewPin(round_, {"ann", NotPartnerOfAnn()}).edits(0);
  *request.add_edits() = NewDrop(round_ + "/entries/9").edits(0);
  const std::string etag = Get(round_).etag();
  EXPECT_THAT(client_->EditRound(request), FailsWith(Code::NOT_FOUND, "ENTRY_NOT_FOUND"));
  EXPECT_EQ(Get(round_).etag(), etag);
  EXPECT_THAT(WithStanding(Entry::STANDING_PLANNED), SizeIs(2));
  request.mutable_edits()->RemoveLast();
  EXPECT_EQ(Edit(request).summary().edit_count(), 2);
}

TEST_F(RoundEditTest, EditsSeeWhatTheOnesBeforeThemDid) {
  v1::EditRoundRequest request = NewPin(round_, {"ann", NotPartnerOfAnn()});
  *request.add_edits() = NewDrop(round_ + "/entries/3").edits(0);  // The pin's.
  Edit(request);
  EXPECT_THAT(WithStanding(Entry::STANDING_DROPPED), SizeIs(3));
}

TEST_F(RoundEditTest, NothingGoesAgainstAnybodysWord) {
  const auto refused = FailsWith(Code::FAILED_PRECONDITION, "PAIR_NOT_PERMITTED");
  const std::string partner = PartnerOf(round_, "ann");
  const std::string other = NotPartnerOfAnn();
  Block(other, "ann");
  EXPECT_THAT(client_->EditRound(NewPin(round_, {"ann", other})), refused);
  EXPECT_THAT(client_->EditRound(NewPin(round_, {other, "ann", partner})), refused);
  EXPECT_THAT(client_->EditRound(NewSwap(round_, partner, other)), refused);
  const grpc::Status status = client_->EditRound(NewPin(round_, {"ann", other}));
  EXPECT_EQ(status.error_message().find("block"), std::string::npos);  // Does not say which.
  Say(partner, "paused_until",
      [this](auto* p) { p->mutable_paused_until()->set_seconds(absl::ToUnixSeconds(clock_.Now() + 30 * kDay)); });
  EXPECT_THAT(client_->EditRound(NewPin(round_, {partner, other})), refused);
  AddMembers({"eve", "fay", "gus"});
  Say("eve", "introductions_per_month", [](auto* p) { p->set_introductions_per_month(0); });
  EXPECT_THAT(client_->EditRound(NewPin(round_, {"eve", "fay"})), refused);
  SetPolicy([](v1::Policy* policy) { policy->add_excluded_circles("garden"); });
  EXPECT_THAT(client_->EditRound(NewPin(round_, {"fay", "gus"})), refused);
  EXPECT_EQ(Get(round_).summary().edit_count(), 0);
}

TEST_F(RoundEditTest, APinMayRepeatWhereASwapMayNot) {
  // Ann and her partner were introduced before, and it is over.
  const std::string partner = PartnerOf(round_, "ann");
  Open(round_);
  for (const Intro& introduction : Introductions(round_)) Answer(introduction, true);
  for (const Intro& introduction : Introductions(round_)) Tell(introduction, v1::Outcome::KIND_USEFUL);
  Await(round_, Round::STATE_CLOSED);
  // They do not know each other any more, they say.
  v1::DeleteTieRequest removal;
  removal.set_member_a(Name("ann"));
  removal.set_member_b(Name(partner));
  removal.set_speaker(v1::SPEAKER_MEMBER);
  ASSERT_THAT(client_->DeleteTie(removal), IsGrpcOk());
  clock_.Advance(14 * kDay);
  const std::string first = round_;
  round_ = Plan().round().name();
  ASSERT_NE(PartnerOf(round_, "ann"), partner);  // No repeats.
  ASSERT_NE(PartnerOf(round_, "ann"), "");
  const std::string now = PartnerOf(round_, "ann");
  EXPECT_THAT(client_->EditRound(NewSwap(round_, now, partner)),
              FailsWith(Code::FAILED_PRECONDITION, "PAIR_NOT_PERMITTED"));
  Edit(NewPin(round_, {"ann", partner}));
  Open(round_);
  ASSERT_THAT(Introductions(round_), SizeIs(1));
  EXPECT_EQ(Report(round_).figures().repeat_count(), 1);
  EXPECT_EQ(Report(first).figures().repeat_count(), 0);
}

TEST_F(RoundEditTest, WhoIsPinnedAfterAllWaitsNoLonger) {
  AddMembers({"eve", "fay"}, "kitchen");
  Block("eve", "fay");
  Close(round_);
  round_ = Plan(NewPlan("kitchen")).round().name();
  EXPECT_EQ(Get(round_).summary().served_count(), 0);
  Close(round_);
  round_ = Plan(NewPlanOf({"ann", "eve", "fay"})).round().name();
  const std::string left = PartnerOf(round_, "eve").empty() ? "eve" : "fay";
  const std::string served = left == "eve" ? "fay" : "eve";
  EXPECT_EQ(Get(round_).summary().longest_wait(), 1);
  Edit(NewPin(round_, {"ann", left}));
  EXPECT_EQ(Get(round_).summary().served_count(), 2);
  EXPECT_EQ(Get(round_).summary().longest_wait(), 1);  // The other's, now.
  Open(round_);
  for (const Intro& introduction : Introductions(round_)) Answer(introduction, false);
  Await(round_, Round::STATE_CLOSED);
  clock_.Advance(14 * kDay);
  const v1::PlanRoundResponse next = Plan(NewPlanOf({"bob", left, served}));
  const auto waited = [&](const std::string& id) {
    for (const Entry& entry : next.entries()) {
      for (const Entry::Person& person : entry.members()) {
        if (person.member() == Name(id)) return person.rounds_waited();
      }
    }
    for (const v1::NeedsAHand& hand : next.unserved()) {
      if (hand.member() == Name(id)) return hand.rounds_waited() - 1;
    }
    return -1;
  };
  EXPECT_EQ(waited(left), 0);
  EXPECT_EQ(waited(served), 1);
}

TEST_F(RoundEditTest, OnlyWhatIsNotOpenYetCanBeEdited) {
  ASSERT_THAT(client_->HoldRound(NewHold(round_)), IsGrpcOk());
  Edit(NewDrop(round_ + "/entries/1"));
  EXPECT_EQ(Get(round_).state(), Round::STATE_HELD);
  Open(round_);
  EXPECT_THAT(client_->EditRound(NewDrop(round_ + "/entries/2")), FailsWith(Code::FAILED_PRECONDITION, "ROUND_STATE"));
  Close(round_);
  EXPECT_THAT(client_->EditRound(NewDrop(round_ + "/entries/2")), FailsWith(Code::FAILED_PRECONDITION, "ROUND_STATE"));
}

TEST_F(RoundEditTest, AStaleEtagEditsNothing) {
  v1::EditRoundRequest request = NewDrop(round_ + "/entries/1");
  request.set_etag(Get(round_).etag());
  ASSERT_THAT(client_->EditRound(request), IsGrpcOk());
  request.mutable_edits(0)->mutable_drop()->set_entry(round_ + "/entries/2");
  EXPECT_THAT(client_->EditRound(request), FailsWith(Code::ABORTED, "ETAG_MISMATCH"));
}

TEST_F(RoundEditTest, OfAHundredEditsOneTakesEffect) {
  EXPECT_EQ(Manyfold([this] { return client_->EditRound(NewDrop(round_ + "/entries/1")); }), 1);
  EXPECT_EQ(Get(round_).summary().edit_count(), 1);
  v1::EditRoundRequest request = NewDrop(round_ + "/entries/2");
  request.set_request_id("r");
  EXPECT_EQ(Manyfold([&] { return client_->EditRound(request); }), kMany);
  EXPECT_EQ(Get(round_).summary().edit_count(), 2);
}

TEST_F(RoundEditTest, AWeaverSignsTheirEdits) {
  Close(round_);
  round_ = Plan(NewPlan("garden", "ann")).round().name();
  v1::EditRoundRequest request = NewDrop(round_ + "/entries/1");
  request.set_as_member(Name("bob"));
  Edit(request);
  EXPECT_EQ(WithStanding(Entry::STANDING_DROPPED)[0].weaver(), Name("bob"));
}

TEST_F(RoundEditTest, WhatCannotBeEditedIsSaid) {
  AddMembers({"eve"}, "kitchen");
  const std::string partner = PartnerOf(round_, "ann");
  struct Row {
    v1::EditRoundRequest request;
    std::string field;
  };
  Edit(NewDrop(EntryOf(round_, NotPartnerOfAnn()).name()));
  const std::string dropped = WithStanding(Entry::STANDING_DROPPED)[0].name();
  const std::string other = Members(WithStanding(Entry::STANDING_DROPPED)[0])[0];
  const std::string list = Plan(NewPlan("kitchen")).round().name();
  for (const Row& row :
       {Row{NewDrop(dropped), "edits[0].drop.entry"}, Row{NewSwap(round_, "ann", partner), "edits[0].swap.member_b"},
        Row{NewSwap(round_, "ann", other), "edits[0].swap.member_b"},
        Row{NewPin(list, {"eve", "ann"}), "edits[0].pin.members[1]"}}) {
    const grpc::Status status = client_->EditRound(row.request);
    EXPECT_THAT(status, FailsWith(Code::INVALID_ARGUMENT, "INVALID_FIELD"));
    EXPECT_THAT(ErrorOf(status).fields, ElementsAre(row.field)) << status.error_message();
  }
}

}  // namespace
}  // namespace weft
