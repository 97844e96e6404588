#include "weft/store/round_reads.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/introduction_fixture.h"
#include "weft/base/file.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;
using Outcome = ApplyResult::Outcome;

StoredRoundEntry Entry(int64_t number, double value, const std::vector<std::string>& members) {
  StoredRoundEntry stored;
  stored.number = number;
  stored.entry.set_value(value);
  stored.entry.set_standing(v1::RoundEntry::STANDING_PLANNED);
  for (const std::string& member : members) {
    v1::RoundEntry::Person* person = stored.entry.add_members();
    person->set_member(MemberPath(member));
    person->add_reasons()->set_text("because");
  }
  return stored;
}

StoredUnserved Waits(const std::string& member, int rounds, bool needs_a_hand) {
  StoredUnserved unserved;
  unserved.needs_a_hand = needs_a_hand;
  unserved.hand.set_member(MemberPath(member));
  unserved.hand.set_rounds_waited(rounds);
  unserved.hand.set_what_would_help("somebody new");
  return unserved;
}

class RoundReadsTest : public StoreFixture {
 protected:
  void SetUp() override {
    StoreFixture::SetUp();
    std::vector<Mutation> mutations = {CreateNetwork()};
    for (const char* id : {"a", "b", "c", "d", "e", "f"}) mutations.push_back(PutMember(id));
    ASSERT_OK(store_->Apply(Batch(mutations)));
  }
  const RoundReads& reads() const { return store_->rounds(); }
  static PutRoundMutation Plan(v1::Round::State state = v1::Round::STATE_PLANNED) {
    PutRoundMutation mutation;
    mutation.network = "n";
    mutation.round.round.set_state(state);
    mutation.round.round.mutable_scope()->set_whole_network(true);
    return mutation;
  }
  StoredRound Get(const std::string& id) const {
    absl::StatusOr<StoredRound> round = reads().Get("n", id);
    EXPECT_OK(round);
    return round.ok() ? *round : StoredRound();
  }
  std::vector<int64_t> Entries(const std::string& id, const std::string& member = "", int64_t after = 0,
                               int limit = 100) const {
    std::vector<int64_t> numbers;
    const auto entries = reads().ListEntries("n", id, member, after, limit);
    EXPECT_OK(entries);
    for (const StoredRoundEntry& entry : *entries) numbers.push_back(entry.number);
    return numbers;
  }
};

TEST_F(RoundReadsTest, KeepsAllThatWasWritten) {
  PutRoundMutation put = Plan();
  put.round.round.set_seed(7);
  put.round.round.set_weaver(MemberPath("a"));
  put.round.round.mutable_scope()->mutable_members()->add_members(MemberPath("c"));
  put.round.round.mutable_scope()->mutable_members()->add_members(MemberPath("b"));
  put.round.opens_micros = 99;
  put.entries = {Entry(1, 0.5, {"a", "b"})};
  put.entries[0].entry.set_introducer(MemberPath("d"));
  ASSERT_OK_AND_ASSIGN(const ApplyResult result, store_->Apply(Batch({put})));
  EXPECT_THAT(result.outcomes, ElementsAre(Outcome::kCreated));
  EXPECT_EQ(result.sequence, 8);
  Reopen();
  const StoredRound round = Get("r1");
  EXPECT_EQ(round.round.name(), "networks/n/rounds/r1");
  EXPECT_EQ(round.round.seed(), 7);
  EXPECT_EQ(round.round.weaver(), MemberPath("a"));
  EXPECT_THAT(round.round.scope().members().members(), ElementsAre(MemberPath("b"), MemberPath("c")));
  EXPECT_THAT(round.scope_keys, SizeIs(2));
  EXPECT_EQ(round.opens_micros, 99);
  EXPECT_NE(round.round.etag(), "");
  ASSERT_OK_AND_ASSIGN(const StoredRoundEntry entry, reads().GetEntry("n", "r1", 1));
  EXPECT_EQ(entry.entry.name(), "networks/n/rounds/r1/entries/1");
  EXPECT_EQ(entry.entry.introducer(), MemberPath("d"));
  ASSERT_EQ(entry.entry.members_size(), 2);
  EXPECT_EQ(entry.entry.members(1).member(), MemberPath("b"));
  EXPECT_EQ(entry.entry.members(1).reasons(0).text(), "because");
  EXPECT_THAT(reads().GetEntry("n", "r1", 2), HasReason("ENTRY_NOT_FOUND"));
  for (const char* id : {"r2", "r01", "1", "r", ""}) {
    EXPECT_THAT(reads().Get("n", id), HasReason("ROUND_NOT_FOUND")) << id;
  }
}

TEST_F(RoundReadsTest, OnlyTheVersionThatWasReadMayBeChanged) {
  PutRoundMutation put = Plan();
  put.entries = {Entry(1, 0.5, {"a", "b"}), Entry(2, 0.9, {"c", "d"})};
  ASSERT_OK(store_->Apply(Batch({put})));
  PutRoundMutation held;
  held.network = "n";
  held.round = Get("r1");
  held.round.round.set_state(v1::Round::STATE_HELD);
  held.round.round.mutable_hold()->set_reason("holidays");
  held.round.round.mutable_hold()->set_weaver(MemberPath("e"));
  held.entries = {Entry(1, 0.5, {"a", "b"})};
  held.entries[0].entry.set_standing(v1::RoundEntry::STANDING_DROPPED);
  held.entries[0].entry.set_reason("they share a desk");
  ASSERT_OK(store_->Apply(Batch({held})));
  EXPECT_THAT(store_->Apply(Batch({held})), HasReason("ROUND_CHANGED"));
  const StoredRound round = Get("r1");
  EXPECT_EQ(round.round.hold().weaver(), MemberPath("e"));
  EXPECT_EQ(round.round.hold().reason(), "holidays");
  EXPECT_EQ(round.version, 2);
  EXPECT_THAT(Entries("r1"), ElementsAre(2, 1));
  ASSERT_OK_AND_ASSIGN(const StoredRoundEntry dropped, reads().GetEntry("n", "r1", 1));
  EXPECT_EQ(dropped.entry.reason(), "they share a desk");
}

TEST_F(RoundReadsTest, ListsEntriesByValueInPages) {
  PutRoundMutation put = Plan();
  put.entries = {Entry(1, 0.5, {"a", "b"}), Entry(2, 0.9, {"c", "d"}), Entry(3, 0.5, {"e", "f"})};
  ASSERT_OK(store_->Apply(Batch({put})));
  EXPECT_THAT(Entries("r1"), ElementsAre(2, 1, 3));
  EXPECT_THAT(Entries("r1", "", 2, 1), ElementsAre(1));
  EXPECT_THAT(Entries("r1", "", 1, 9), ElementsAre(3));
  EXPECT_THAT(Entries("r1", "e"), ElementsAre(3));
  EXPECT_THAT(reads().ListEntries("n", "r1", "nobody", 0, 9), HasReason("MEMBER_NOT_FOUND"));
}

TEST_F(RoundReadsTest, ListsRoundsTheNewestFirst) {
  PutRoundMutation opening = Plan();
  opening.round.opens_micros = ToMicros(clock_.Now());
  ASSERT_OK(store_->Apply(Batch({Plan(v1::Round::STATE_CLOSED), opening, Plan(v1::Round::STATE_OPEN)})));
  const auto numbers = [this](const RoundFilter& filter, int64_t before) {
    std::vector<int64_t> out;
    const auto rounds = reads().List("n", filter, before, 10);
    EXPECT_OK(rounds);
    for (const StoredRound& round : *rounds) out.push_back(round.number);
    return out;
  };
  EXPECT_THAT(numbers({}, 0), ElementsAre(3, 2, 1));
  EXPECT_THAT(numbers({}, 3), ElementsAre(2, 1));
  EXPECT_THAT(numbers({{v1::Round::STATE_OPEN, v1::Round::STATE_CLOSED}}, 0), ElementsAre(3, 1));
  ASSERT_OK_AND_ASSIGN(auto due, reads().ListOpening("n", clock_.Now(), 10));
  ASSERT_THAT(due, SizeIs(1));
  EXPECT_EQ(due[0].number, 2);
  ASSERT_OK_AND_ASSIGN(due, reads().ListOpening("n", clock_.Now() - absl::Seconds(1), 10));
  EXPECT_THAT(due, IsEmpty());
}

TEST_F(RoundReadsTest, AWaitEndsWithTheNextIntroductionOfARound) {
  PutRoundMutation first = Plan(v1::Round::STATE_OPEN);
  first.unserved = {Waits("a", 1, false), Waits("b", 1, true)};
  ASSERT_OK(store_->Apply(Batch({first})));
  ASSERT_OK_AND_ASSIGN(const StoredMember a, store_->GetMember("n", "a"));
  ASSERT_OK_AND_ASSIGN(const StoredMember b, store_->GetMember("n", "b"));
  ASSERT_OK_AND_ASSIGN(auto waits, reads().Waits("n"));
  EXPECT_THAT(waits, ElementsAre(Pair(a.key, 1), Pair(b.key, 1)));
  // One that is only planned counts for nobody.
  PutRoundMutation second = Plan();
  second.unserved = {Waits("b", 2, true)};
  second.entries = {Entry(1, 1, {"a", "c"})};
  ASSERT_OK(store_->Apply(Batch({second})));
  ASSERT_OK_AND_ASSIGN(waits, reads().Waits("n"));
  EXPECT_THAT(waits, ElementsAre(Pair(a.key, 1), Pair(b.key, 1)));
  PutRoundMutation opened;
  opened.network = "n";
  opened.round = Get("r2");
  opened.round.round.set_state(v1::Round::STATE_OPEN);
  opened.entries = second.entries;
  opened.entries[0].entry.set_introduction(IntroductionPath("i1"));
  ASSERT_OK(store_->Apply(Batch({Introduce("i1", {"a", "c"}), opened})));
  ASSERT_OK_AND_ASSIGN(waits, reads().Waits("n"));
  EXPECT_THAT(waits, ElementsAre(Pair(b.key, 2)));
  ASSERT_OK_AND_ASSIGN(const auto hand, reads().ListNeedingAHand("n", 0, 0, 10));
  ASSERT_THAT(hand, SizeIs(1));
  EXPECT_EQ(hand[0].hand.member(), MemberPath("b"));
  EXPECT_EQ(hand[0].hand.round(), "networks/n/rounds/r2");
  EXPECT_EQ(hand[0].hand.what_would_help(), "somebody new");
  ASSERT_OK_AND_ASSIGN(const auto after, reads().ListNeedingAHand("n", 2, b.key, 10));
  EXPECT_THAT(after, IsEmpty());
  ASSERT_OK_AND_ASSIGN(const StoredRoundEntry entry, reads().GetEntry("n", "r2", 1));
  EXPECT_EQ(entry.entry.introduction(), IntroductionPath("i1"));
}

TEST_F(RoundReadsTest, ListsTheUnservedTheLongestWaitFirst) {
  PutRoundMutation put = Plan();
  put.unserved = {Waits("a", 1, true), Waits("b", 3, false), Waits("c", 3, true)};
  ASSERT_OK(store_->Apply(Batch({put})));
  const auto members = [this](bool hand, int64_t waited, int64_t key) {
    std::vector<std::string> out;
    const auto unserved = reads().ListUnserved("n", "r1", hand, waited, key, 10);
    EXPECT_OK(unserved);
    for (const StoredUnserved& one : *unserved) out.push_back(one.hand.member());
    return out;
  };
  EXPECT_THAT(members(false, 0, 0), ElementsAre(MemberPath("b"), MemberPath("c"), MemberPath("a")));
  EXPECT_THAT(members(true, 0, 0), ElementsAre(MemberPath("c"), MemberPath("a")));
  ASSERT_OK_AND_ASSIGN(const StoredMember b, store_->GetMember("n", "b"));
  EXPECT_THAT(members(false, 3, b.key), ElementsAre(MemberPath("c"), MemberPath("a")));
}

TEST_F(RoundReadsTest, WhoIsUnservedMayChange) {
  PutRoundMutation put = Plan();
  put.unserved = {Waits("a", 1, false), Waits("b", 1, false)};
  ASSERT_OK(store_->Apply(Batch({put})));
  PutRoundMutation edited;
  edited.network = "n";
  edited.round = Get("r1");
  edited.unserved = {Waits("b", 2, true), Waits("c", 1, false)};
  edited.served_after_all = {MemberPath("a")};
  ASSERT_OK(store_->Apply(Batch({edited})));
  ASSERT_OK_AND_ASSIGN(const auto unserved, reads().ListUnserved("n", "r1", false, 0, 0, 10));
  ASSERT_THAT(unserved, SizeIs(2));
  EXPECT_EQ(unserved[0].hand.member(), MemberPath("b"));
  EXPECT_TRUE(unserved[0].needs_a_hand);
  EXPECT_EQ(unserved[1].hand.member(), MemberPath("c"));
}

TEST_F(RoundReadsTest, TellsWhatAChangeHadMade) {
  ASSERT_OK_AND_ASSIGN(const ApplyResult first, store_->Apply(Batch({Plan()})));
  ASSERT_OK_AND_ASSIGN(const ApplyResult second, store_->Apply(Batch({Plan(), PutMember("g")})));
  ASSERT_OK_AND_ASSIGN(const StoredRound r1, reads().GetChangedBy("n", first.sequence));
  EXPECT_EQ(r1.number, 1);
  ASSERT_OK_AND_ASSIGN(const StoredRound r2, reads().GetChangedBy("n", second.sequence));
  EXPECT_EQ(r2.number, 2);
  EXPECT_THAT(reads().GetChangedBy("n", 1), HasReason("ROUND_NOT_FOUND"));
}

TEST_F(RoundReadsTest, ErasingAMemberTakesThemOutOfRounds) {
  PutRoundMutation put = Plan();
  put.round.round.set_weaver(MemberPath("a"));
  put.round.round.mutable_scope()->mutable_members()->add_members(MemberPath("a"));
  put.round.round.mutable_scope()->mutable_members()->add_members(MemberPath("b"));
  put.entries = {Entry(1, 0.5, {"a", "b"})};
  put.entries[0].entry.set_introducer(MemberPath("a"));
  put.unserved = {Waits("a", 1, true)};
  ASSERT_OK(store_->Apply(Batch({put})));
  ASSERT_OK(store_->Apply(Batch({DeleteMember("a")})));
  const StoredRound round = Get("r1");
  EXPECT_EQ(round.round.weaver(), "");
  EXPECT_THAT(round.round.scope().members().members(), ElementsAre(MemberPath("b")));
  ASSERT_OK_AND_ASSIGN(const StoredRoundEntry entry, reads().GetEntry("n", "r1", 1));
  EXPECT_EQ(entry.entry.introducer(), "");
  EXPECT_EQ(entry.entry.members(0).member(), "");
  EXPECT_EQ(entry.entry.members(1).member(), MemberPath("b"));
  EXPECT_THAT(entry.entry.members(1).reasons(), IsEmpty());  // Were about the other.
  // The entry can still be written.
  PutRoundMutation opened;
  opened.network = "n";
  opened.round = round;
  opened.entries = {entry};
  opened.entries[0].entry.set_standing(v1::RoundEntry::STANDING_NOT_OPENED);
  EXPECT_OK(store_->Apply(Batch({opened})));
}

TEST_F(RoundReadsTest, ErasingAMemberTakesTheirWordsAndWhatWasSaidOfThem) {
  PutRoundMutation put = Plan();
  put.round.round.set_weaver(MemberPath("c"));
  put.round.round.set_display_name("Name-by-the-weaver");
  put.round.round.set_close_reason("Reason-of-closing");
  put.round.round.mutable_hold()->set_reason("Reason-of-the-hold");
  put.round.round.mutable_hold()->set_weaver(MemberPath("d"));
  put.entries = {Entry(1, 0.5, {"a", "b"}), Entry(2, 0.4, {"e", "f"})};
  put.entries[0].entry.set_standing(v1::RoundEntry::STANDING_DROPPED);
  put.entries[0].entry.set_reason("Reason-about-a");
  put.entries[1].entry.set_weaver(MemberPath("c"));
  put.entries[1].entry.set_reason("Reason-by-c");
  ASSERT_OK(store_->Apply(Batch({put})));
  PutRoundMutation held;  // Who holds it is written by a change.
  held.network = "n";
  held.round = Get("r1");
  held.round.round.mutable_hold()->set_weaver(MemberPath("d"));
  ASSERT_OK(store_->Apply(Batch({held})));
  const auto reason = [&](int64_t number) { return reads().GetEntry("n", "r1", number)->entry.reason(); };
  ASSERT_OK(store_->Apply(Batch({DeleteMember("a")})));
  EXPECT_EQ(reason(1), "");
  EXPECT_EQ(reason(2), "Reason-by-c");
  EXPECT_EQ(Get("r1").round.display_name(), "Name-by-the-weaver");
  ASSERT_OK(store_->Apply(Batch({DeleteMember("c"), DeleteMember("d")})));
  EXPECT_EQ(reason(2), "");
  ASSERT_OK_AND_ASSIGN(const StoredRoundEntry entry, reads().GetEntry("n", "r1", 2));
  EXPECT_EQ(entry.entry.members(0).reasons(0).text(), "because");  // Is not about them.
  EXPECT_TRUE(Get("r1").round.has_hold());
  EXPECT_EQ(Get("r1").round.hold().reason(), "");
  // Nothing of it is left in the file.
  store_.reset();
  ASSERT_OK_AND_ASSIGN(const std::string bytes, ReadFile(dir_.File("weft.db")));
  for (const char* gone : {"Name-by", "Reason-of", "Reason-about", "Reason-by"}) {
    EXPECT_THAT(bytes, Not(HasSubstr(gone)));
  }
}

TEST_F(RoundReadsTest, RefusesWhatCannotBe) {
  PutRoundMutation put = Plan();
  put.entries = {Entry(1, 0.5, {"a", "nobody"})};
  EXPECT_THAT(store_->Apply(Batch({put})), HasReason("MEMBER_NOT_FOUND"));
  put.entries = {Entry(0, 0.5, {"a", "b"})};
  EXPECT_THAT(store_->Apply(Batch({put})), HasReason("INVALID_FIELD"));
  put.entries = {Entry(1, 0.5, {"a", "b"})};
  put.entries[0].entry.set_introduction(IntroductionPath("none"));
  EXPECT_THAT(store_->Apply(Batch({put})), HasReason("INVALID_FIELD"));
  put.entries.clear();
  put.round.round.set_display_name("\xff");
  EXPECT_THAT(store_->Apply(Batch({put})), HasReason("INVALID_FIELD"));
  put.round.round.set_display_name("");
  put.round.number = 3;
  EXPECT_THAT(store_->Apply(Batch({put})), StatusIs(absl::StatusCode::kNotFound, HasSubstr("r3")));
}

}  // namespace
}  // namespace weft
