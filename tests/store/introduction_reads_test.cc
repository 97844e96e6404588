#include "weft/store/introduction_reads.h"

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
using ::testing::SizeIs;
using State = v1::Introduction;
using Event = v1::IntroductionEvent;
using Outcome = ApplyResult::Outcome;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

class IntroductionReadsTest : public StoreFixture {
 protected:
  void SetUp() override {
    StoreFixture::SetUp();
    ASSERT_OK(store_->Apply(
        Batch({CreateNetwork(), PutMember("a"), PutMember("b"), PutMember("c"), PutMember("d"), PutMember("e")})));
  }
  const IntroductionReads& reads() const { return store_->introductions(); }
  StoredIntroduction Get(const std::string& id) const {
    absl::StatusOr<StoredIntroduction> found = reads().Get("n", id);
    EXPECT_OK(found);
    return found.ok() ? *std::move(found) : StoredIntroduction();
  }
  std::vector<std::string> Listed(const IntroductionFilter& filter, int64_t before = 0, int limit = 100) const {
    std::vector<std::string> ids;
    const auto list = reads().List("n", filter, before, limit);
    EXPECT_OK(list);
    if (!list.ok()) return ids;
    for (const StoredIntroduction& introduction : *list) ids.push_back(IdOf(introduction.introduction.name()));
    return ids;
  }
};

TEST_F(IntroductionReadsTest, KeepsAllThatWasWritten) {
  PutIntroductionMutation put = Introduce("i1", {"a", "b"});
  v1::Introduction& introduction = put.introduction.introduction;
  introduction.set_introducer(MemberPath("c"));
  introduction.set_note("you both keep bees");
  introduction.set_kind(v1::Recommendation::KIND_WEAK_TIE);
  introduction.mutable_sides(0)->add_reasons()->set_text("You are looking for hives.");
  introduction.mutable_sides(1)->mutable_decline()->set_comment("later");
  introduction.mutable_sides(0)->mutable_outcome()->set_kind(v1::Outcome::KIND_LED_TO_SOMEONE);
  introduction.mutable_sides(0)->mutable_outcome()->set_led_to(MemberPath("d"));
  put.introduction.due_micros = 5;
  put.introduction.rest_until_micros = kRestsForEver;
  put.introduction.sides[1] = {0, true, 77};
  ASSERT_OK(store_->Apply(Batch({put})));
  Reopen();
  const StoredIntroduction stored = Get("i1");
  EXPECT_EQ(stored.version, 1);
  ASSERT_OK_AND_ASSIGN(const StoredIntroduction by_key, reads().GetByKey("n", stored.key));
  EXPECT_EQ(by_key.introduction.name(), stored.introduction.name());
  EXPECT_THAT(reads().GetByKey("n", 99), HasReason("INTRODUCTION_NOT_FOUND"));
  EXPECT_EQ(stored.introduction.name(), IntroductionPath("i1"));
  EXPECT_EQ(stored.introduction.introducer(), MemberPath("c"));
  EXPECT_EQ(stored.introduction.note(), "you both keep bees");
  EXPECT_EQ(stored.introduction.kind(), v1::Recommendation::KIND_WEAK_TIE);
  ASSERT_EQ(stored.introduction.sides_size(), 2);
  EXPECT_EQ(stored.introduction.sides(0).member(), MemberPath("a"));
  EXPECT_EQ(stored.introduction.sides(0).reasons(0).text(), "You are looking for hives.");
  EXPECT_EQ(stored.introduction.sides(0).outcome().led_to(), MemberPath("d"));
  EXPECT_EQ(stored.introduction.sides(1).decline().comment(), "later");
  EXPECT_EQ(stored.due_micros, 5);
  EXPECT_EQ(stored.rest_until_micros, kRestsForEver);
  EXPECT_TRUE(stored.sides[1].waiting);
  EXPECT_EQ(stored.sides[1].remind_micros, 77);
  EXPECT_EQ(stored.introduction.create_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
}

TEST_F(IntroductionReadsTest, EachEventIsOneChangeOfTheNetwork) {
  ASSERT_OK_AND_ASSIGN(const ApplyResult created, store_->Apply(Batch({Introduce("i1", {"a", "b"})})));
  EXPECT_EQ(created.sequence, 7);
  StoredIntroduction changed = Get("i1");
  changed.introduction.set_state(State::STATE_MUTUAL);
  WriteBatch batch = MemberSays({Change(changed, {{Event::TYPE_ANSWERED, "b", ""}, {Event::TYPE_MUTUAL, "", "why"}})});
  batch.caller.id = "bot";
  clock_.Advance(absl::Hours(1));
  ASSERT_OK_AND_ASSIGN(const ApplyResult answered, store_->Apply(batch));
  EXPECT_EQ(answered.sequence, 9);
  ASSERT_OK_AND_ASSIGN(const auto events, reads().ListEvents("n", 0, 100));
  ASSERT_THAT(events, SizeIs(3));
  EXPECT_EQ(events[0].type, Event::TYPE_PROPOSED);
  EXPECT_EQ(events[0].from_state, State::STATE_UNSPECIFIED);
  EXPECT_EQ(events[0].to_state, State::STATE_PROPOSED);
  EXPECT_EQ(events[1].member_id, "b");
  EXPECT_EQ(events[1].from_state, State::STATE_PROPOSED);
  EXPECT_EQ(events[1].to_state, State::STATE_PROPOSED);
  EXPECT_EQ(events[2].to_state, State::STATE_MUTUAL);
  EXPECT_EQ(events[2].reason, "why");
  EXPECT_EQ(events[2].caller, "bot");
  EXPECT_TRUE(events[2].spoke_for_member);
  EXPECT_EQ(events[2].time, clock_.Now());
  EXPECT_EQ(events[2].sequence, 9);
  EXPECT_EQ(events[2].introduction_id, "i1");
  ASSERT_OK_AND_ASSIGN(const auto later, reads().ListEvents("n", 7, 1));
  ASSERT_THAT(later, SizeIs(1));
  EXPECT_EQ(later[0].sequence, 8);
  ASSERT_OK_AND_ASSIGN(const auto audit, reads().ListAudit("n", "i1", 8, 100));
  EXPECT_THAT(audit, SizeIs(1));
  ASSERT_OK_AND_ASSIGN(const std::vector<AuditEntry> network_audit, store_->ListAudit("n", 6, 1));
  EXPECT_EQ(network_audit[0].action, "introduction.put");
  EXPECT_EQ(network_audit[0].subject, IntroductionPath("i1"));
}

TEST_F(IntroductionReadsTest, AChangeWithoutAnEventIsNoChangeOfTheNetwork) {
  ASSERT_OK(store_->Apply(Batch({Introduce("i1", {"a", "b"})})));
  StoredIntroduction changed = Get("i1");
  changed.due_micros = 9;
  ASSERT_OK_AND_ASSIGN(const ApplyResult result, store_->Apply(Batch({Change(changed, {})})));
  EXPECT_EQ(result.sequence, 7);
  EXPECT_EQ(Get("i1").due_micros, 9);
}

TEST_F(IntroductionReadsTest, OnlyTheVersionThatWasReadMayBeChanged) {
  ASSERT_OK(store_->Apply(Batch({Introduce("i1", {"a", "b"})})));
  const StoredIntroduction read = Get("i1");
  EXPECT_OK(store_->Apply(Batch({Change(read, {})})));
  const auto late = store_->Apply(Batch({Change(read, {{Event::TYPE_LAPSED, "", ""}})}));
  EXPECT_THAT(late, HasReason("INTRODUCTION_CHANGED"));
  EXPECT_THAT(late, StatusIs(absl::StatusCode::kAborted, HasSubstr("i1")));
  EXPECT_THAT(store_->Apply(Batch({Introduce("i1", {"a", "c"})})), HasReason("INTRODUCTION_EXISTS"));
  StoredIntroduction missing = read;
  missing.introduction.set_name(IntroductionPath("i2"));
  EXPECT_THAT(store_->Apply(Batch({Change(missing, {})})), HasReason("INTRODUCTION_NOT_FOUND"));
}

TEST_F(IntroductionReadsTest, RefusesWhatCannotBe) {
  EXPECT_THAT(store_->Apply(Batch({Introduce("i1", {"a", "nobody"})})), HasReason("MEMBER_NOT_FOUND"));
  EXPECT_THAT(store_->Apply(Batch({Introduce("no id", {"a", "b"})})), HasReason("INVALID_FIELD"));
  PutIntroductionMutation put = Introduce("i1", {"a", "b"});
  put.introduction.introduction.set_note("\xff");
  EXPECT_THAT(store_->Apply(Batch({put})), HasReason("INVALID_FIELD"));
  put = Introduce("i1", {"a", "b"});
  put.introduction.introduction.set_round("networks/n/rounds/r9");
  EXPECT_THAT(store_->Apply(Batch({put})), HasReason("INVALID_FIELD"));
  put = Introduce("i1", {"a", "b"});
  put.introduction.introduction.mutable_sides(0)->set_member("networks/other/members/a");
  EXPECT_THAT(store_->Apply(Batch({put})), HasReason("INVALID_FIELD"));
  EXPECT_THAT(reads().Get("n", "i1"), HasReason("INTRODUCTION_NOT_FOUND"));
  EXPECT_THAT(reads().Get("x", "i1"), HasReason("NETWORK_NOT_FOUND"));
}

TEST_F(IntroductionReadsTest, ListsByFilterTheNewestFirst) {
  PutIntroductionMutation third = Introduce("i3", {"a", "d"}, State::STATE_MUTUAL);
  third.introduction.introduction.set_introducer(MemberPath("b"));
  third.introduction.introduction.set_origin(State::ORIGIN_INTRODUCER);
  third.introduction.sides[1].waiting = true;
  ASSERT_OK(store_->Apply(Batch({Introduce("i1", {"a", "b"}), Introduce("i2", {"c", "d"}, State::STATE_LAPSED), third,
                                 Introduce("i4", {"d", "e"})})));
  EXPECT_THAT(Listed({}), ElementsAre("i4", "i3", "i2", "i1"));
  EXPECT_THAT(Listed({}, Get("i3").key, 1), ElementsAre("i2"));
  IntroductionFilter filter;
  filter.states = {State::STATE_PROPOSED, State::STATE_LAPSED};
  EXPECT_THAT(Listed(filter), ElementsAre("i4", "i2", "i1"));
  filter.member_id = "d";
  EXPECT_THAT(Listed(filter), ElementsAre("i4", "i2"));
  filter = {};
  filter.reader_id = "b";  // A side of one, vouches for another.
  EXPECT_THAT(Listed(filter), ElementsAre("i3", "i1"));
  filter.member_id = "b";
  EXPECT_THAT(Listed(filter), ElementsAre("i1"));
  filter = {};
  filter.waiting_id = "d";
  EXPECT_THAT(Listed(filter), ElementsAre("i3"));
  filter = {};
  filter.origin = State::ORIGIN_INTRODUCER;
  EXPECT_THAT(Listed(filter), ElementsAre("i3"));
  filter = {};
  filter.round_number = 1;
  EXPECT_THAT(Listed(filter), IsEmpty());
  filter = {};
  filter.member_id = "nobody";
  EXPECT_THAT(reads().List("n", filter, 0, 10), HasReason("MEMBER_NOT_FOUND"));
}

TEST_F(IntroductionReadsTest, ListsWhatIsDue) {
  std::vector<Mutation> mutations;
  for (int i = 1; i <= 3; ++i) {
    PutIntroductionMutation put = Introduce(absl::StrCat("i", i), {"a", "b"});
    if (i < 3) put.introduction.due_micros = ToMicros(clock_.Now() + absl::Hours(3 - i));
    mutations.push_back(put);
  }
  ASSERT_OK(store_->Apply(Batch(mutations)));
  ASSERT_OK_AND_ASSIGN(auto due, reads().ListDue("n", clock_.Now(), 10));
  EXPECT_THAT(due, IsEmpty());
  ASSERT_OK_AND_ASSIGN(due, reads().ListDue("n", clock_.Now() + absl::Hours(2), 10));
  ASSERT_THAT(due, SizeIs(2));
  EXPECT_EQ(IdOf(due[0].introduction.name()), "i2");
}

TEST_F(IntroductionReadsTest, RepeatOfARequestFindsWhatItMade) {
  const WriteBatch batch = Batch({Introduce("i1", {"a", "b"})}, "r");
  ASSERT_OK(store_->Apply(batch));
  ASSERT_OK(store_->Apply(Batch({PutMember("f")})));
  ASSERT_OK_AND_ASSIGN(const ApplyResult again, store_->Apply(batch));
  EXPECT_TRUE(again.repeated);
  ASSERT_OK_AND_ASSIGN(const StoredIntroduction made, reads().GetChangedBy("n", again.sequence));
  EXPECT_EQ(IdOf(made.introduction.name()), "i1");
  EXPECT_THAT(reads().GetChangedBy("n", 3), HasReason("INTRODUCTION_NOT_FOUND"));
}

TEST_F(IntroductionReadsTest, AMembersIntroductionsAreToldToWhoFollows) {
  PutIntroductionMutation put = Introduce("i1", {"a", "b"});
  put.introduction.introduction.set_kind(v1::Recommendation::KIND_WEAK_TIE);
  put.introduction.introduction.mutable_propose_time()->set_seconds(100);
  v1::Introduction::Side* side = put.introduction.introduction.mutable_sides(0);
  side->set_answer(v1::Introduction::Side::ANSWER_DECLINED);
  side->mutable_answer_time()->set_seconds(200);
  side->mutable_decline()->set_reason(v1::Decline::REASON_TOPIC);
  side->add_reasons()->set_own_phrase("bees");
  put.introduction.rest_until_micros = 300;
  ASSERT_OK(store_->Apply(Batch({put})));
  ASSERT_OK_AND_ASSIGN(const Store::Delta delta, store_->ReadDelta("n", 6, 10));
  ASSERT_THAT(delta.introductions, SizeIs(2));
  const MemberIntroductions& of = delta.introductions[0];
  EXPECT_EQ(of.spoke_micros, 200000000);
  ASSERT_THAT(of.entries, SizeIs(1));
  EXPECT_THAT(of.entries[0].other_keys, ElementsAre(delta.introductions[1].key));
  EXPECT_EQ(of.entries[0].propose_micros, 100000000);
  EXPECT_EQ(of.entries[0].rest_until_micros, 300);
  EXPECT_TRUE(of.entries[0].weak_tie);
  EXPECT_TRUE(of.entries[0].topic_declined);
  EXPECT_EQ(of.entries[0].topic, "bees");
  EXPECT_FALSE(delta.introductions[1].entries[0].topic_declined);
  ASSERT_OK_AND_ASSIGN(const IntroductionReads::All all, reads().OfAll("n"));
  EXPECT_EQ(all.sequence, 7);
  EXPECT_THAT(all.members, SizeIs(2));
  ASSERT_OK_AND_ASSIGN(const MemberIntroductions one, reads().OfMember("n", "b"));
  EXPECT_EQ(one.spoke_micros, 0);
  // Speaking without an answer counts, too.
  ASSERT_OK(store_->Apply(Batch({MemberSpokeMutation{"n", "b"}})));
  ASSERT_OK_AND_ASSIGN(const Store::Delta spoken, store_->ReadDelta("n", 7, 10));
  ASSERT_THAT(spoken.introductions, SizeIs(1));
  EXPECT_EQ(spoken.introductions[0].spoke_micros, ToMicros(clock_.Now()));
  EXPECT_THAT(store_->Apply(Batch({MemberSpokeMutation{"n", "nobody"}})), HasReason("MEMBER_NOT_FOUND"));
}

TEST_F(IntroductionReadsTest, ReadingAllSaysTheSameAsReadingEach) {
  std::vector<Mutation> mutations;
  for (int i = 0; i < 20; ++i) {
    const std::string ids = "abcde";
    PutIntroductionMutation put =
        Introduce(absl::StrCat("i", i), {ids.substr(i % 5, 1), ids.substr((i + 1 + i / 5) % 5, 1)},
                  static_cast<v1::Introduction::State>(1 + i % 9));
    put.introduction.introduction.mutable_propose_time()->set_seconds(100 + i);
    put.introduction.introduction.mutable_sides(0)->mutable_answer_time()->set_seconds(200 + i);
    mutations.push_back(put);
  }
  mutations.push_back(MemberSpokeMutation{"n", "b"});
  mutations.push_back(DeleteMember("e"));
  ASSERT_OK(store_->Apply(Batch(mutations)));
  ASSERT_OK_AND_ASSIGN(const IntroductionReads::All all, reads().OfAll("n"));
  ASSERT_THAT(all.members, SizeIs(4));
  int entries = 0;
  for (const MemberIntroductions& one : all.members) {
    std::string id;
    for (const char* each : {"a", "b", "c", "d"}) {
      ASSERT_OK_AND_ASSIGN(const StoredMember member, store_->GetMember("n", each));
      if (member.key == one.key) id = each;
    }
    ASSERT_OK_AND_ASSIGN(const MemberIntroductions other, reads().OfMember("n", id));
    EXPECT_EQ(other.spoke_micros, one.spoke_micros) << id;
    ASSERT_EQ(other.entries.size(), one.entries.size()) << id;
    for (size_t e = 0; e < one.entries.size(); ++e) {
      EXPECT_EQ(other.entries[e].introduction_key, one.entries[e].introduction_key);
      EXPECT_EQ(other.entries[e].other_keys, one.entries[e].other_keys);
      EXPECT_EQ(other.entries[e].state, one.entries[e].state);
      ++entries;
    }
  }
  EXPECT_GT(entries, 20);
}

TEST_F(IntroductionReadsTest, ErasingAMemberTakesTheirWordsAndWhatWasSaidOfThem) {
  PutIntroductionMutation put = Introduce("i1", {"a", "b"});
  v1::Introduction& introduction = put.introduction.introduction;
  introduction.set_introducer(MemberPath("c"));
  introduction.set_note("Note-by-the-introducer");
  introduction.set_first_question("Question-about-both");
  for (v1::Introduction::Side& side : *introduction.mutable_sides()) {
    side.add_reasons()->set_other_phrase("Phrase-of-the-other");
    side.set_note("Note-of-a-side");
    side.mutable_outcome()->set_lesson("Lesson-of-a-side");
    side.mutable_outcome()->set_kind(v1::Outcome::KIND_LED_TO_SOMEONE);
    side.mutable_outcome()->set_led_to(MemberPath("d"));
    side.set_answer(v1::Introduction::Side::ANSWER_ACCEPTED);
  }
  ASSERT_OK(store_->Apply(Batch({put})));
  ASSERT_OK(
      store_->Apply(Batch({Change(Get("i1"), {{v1::IntroductionEvent::TYPE_LAPSED, "", "Reason-of-the-audit"}})})));
  ASSERT_OK(store_->Apply(Batch({DeleteMember("a")})));
  StoredIntroduction left = Get("i1");
  EXPECT_EQ(left.introduction.sides(0).member(), "");
  EXPECT_EQ(left.introduction.sides(0).note(), "");
  EXPECT_EQ(left.introduction.sides(0).outcome().lesson(), "");
  // What figures count stays.
  EXPECT_EQ(left.introduction.sides(0).outcome().kind(), v1::Outcome::KIND_LED_TO_SOMEONE);
  EXPECT_EQ(left.introduction.sides(0).answer(), v1::Introduction::Side::ANSWER_ACCEPTED);
  EXPECT_EQ(left.introduction.sides(1).note(), "Note-of-a-side");
  EXPECT_THAT(left.introduction.sides(1).reasons(), IsEmpty());
  EXPECT_EQ(left.introduction.first_question(), "");
  EXPECT_EQ(left.introduction.note(), "Note-by-the-introducer");
  EXPECT_EQ(left.version, 3);
  ASSERT_OK(store_->Apply(Batch({DeleteMember("c"), DeleteMember("d")})));
  left = Get("i1");
  EXPECT_EQ(left.introduction.introducer(), "");
  EXPECT_EQ(left.introduction.note(), "");
  EXPECT_EQ(left.introduction.sides(1).outcome().led_to(), "");
  EXPECT_EQ(left.introduction.sides(1).outcome().kind(), v1::Outcome::KIND_LED_TO_SOMEONE);
  ASSERT_OK(store_->Apply(Batch({DeleteMember("b")})));
  // Nothing of it is left in the file.
  store_.reset();
  ASSERT_OK_AND_ASSIGN(const std::string bytes, ReadFile(dir_.File("weft.db")));
  for (const char* gone : {"Note-of-a-side", "Note-by", "Question-about", "Phrase-of", "Lesson-of", "Reason-of"}) {
    EXPECT_THAT(bytes, Not(HasSubstr(gone)));
  }
}

TEST_F(IntroductionReadsTest, AChangeMayComeAfterTheErasure) {
  ASSERT_OK(store_->Apply(Batch({Introduce("i1", {"a", "b"}), DeleteMember("a")})));
  StoredIntroduction changed = Get("i1");
  changed.introduction.set_state(State::STATE_WITHDRAWN);
  ASSERT_OK(store_->Apply(Batch({Change(changed, {{Event::TYPE_LAPSED, "", ""}})})));
  EXPECT_EQ(Get("i1").introduction.state(), State::STATE_WITHDRAWN);
  EXPECT_EQ(Get("i1").introduction.sides(0).member(), "");
}

}  // namespace
}  // namespace weft
