#include "weft/introductions/life_cycle.h"

#include <map>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/introduction_draft.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "weft/base/clock.h"
#include "weft/base/random.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Event = v1::IntroductionEvent;
using Intro = v1::Introduction;
using Side = v1::Introduction::Side;

constexpr absl::Duration kDay = absl::Hours(24);

std::vector<Event::Type> Types(const absl::StatusOr<LifeStep>& step) {
  EXPECT_OK(step);
  std::vector<Event::Type> types;
  if (step.ok()) {
    for (const auto& event : step->events) types.push_back(event.type);
  }
  return types;
}

class LifeCycleTest : public testing::Test {
 protected:
  Moment At(absl::Duration later) const { return {{}, clock_.Now() + later}; }
  int64_t Micros(absl::Duration later) const { return ToMicros(clock_.Now() + later); }
  FakeClock clock_;
  const Moment now_ = {{}, clock_.Now()};
};

// The table, written down once more: a letter a state (Awaiting, Proposed, Mutual, meT, Closed, Lapsed, Declined,
// Expired, Withdrawn), in it for each act (vouch, leave to Weft, answer, withdraw, outcome) yes, ended, late or soon.
TEST_F(LifeCycleTest, TableOfTransitions) {
  const std::map<Intro::State, std::string> expected = {{Intro::STATE_AWAITING_INTRODUCER, "yysys"},
                                                        {Intro::STATE_PROPOSED, "llyys"},
                                                        {Intro::STATE_MUTUAL, "lllly"},
                                                        {Intro::STATE_MET, "lllly"},
                                                        {Intro::STATE_CLOSED, "lllly"},
                                                        {Intro::STATE_LAPSED, "eeeee"},
                                                        {Intro::STATE_DECLINED, "eeeee"},
                                                        {Intro::STATE_EXPIRED, "eeeee"},
                                                        {Intro::STATE_WITHDRAWN, "eeeee"}};
  EXPECT_EQ(expected.size(), Intro::State_MAX);
  for (const auto& row : expected) {
    std::string found;
    for (Act act : {Act::kVouch, Act::kLeaveToWeft, Act::kAnswer, Act::kWithdraw, Act::kRecordOutcome}) {
      found.push_back("yels"[static_cast<int>(AllowsAct(row.first, act))]);
    }
    EXPECT_EQ(found, row.second) << Intro::State_Name(row.first);
  }
}

TEST_F(LifeCycleTest, ARoundAsksBothSides) {
  const LifeStep step = Propose(Draft({"a", "b"}), false, now_);
  EXPECT_THAT(Types(step), ElementsAre(Event::TYPE_PROPOSED));
  EXPECT_EQ(step.after.introduction.state(), Intro::STATE_PROPOSED);
  EXPECT_TRUE(step.after.sides[0].waiting);
  EXPECT_TRUE(step.after.sides[1].waiting);
  EXPECT_EQ(step.after.due_micros, Micros(6 * kDay));
}

TEST_F(LifeCycleTest, TheProposerHasSaidYesAlready) {
  StoredIntroduction draft = Draft({"a", "b"});
  draft.introduction.set_origin(Intro::ORIGIN_SELF);
  draft.introduction.set_introducer(PersonName("a"));
  StoredIntroduction asked = Next(Propose(draft, false, now_));
  EXPECT_EQ(asked.introduction.sides(0).answer(), Side::ANSWER_ACCEPTED);
  EXPECT_FALSE(asked.sides[0].waiting);
  EXPECT_THAT(Types(Answer(asked, 1, Yes(), true, now_)), ElementsAre(Event::TYPE_ANSWERED, Event::TYPE_MUTUAL));
}

TEST_F(LifeCycleTest, OneYesIsNotEnoughTwoAre) {
  const StoredIntroduction asked = Asked({"a", "b"}, now_);
  absl::StatusOr<LifeStep> step = Answer(asked, 0, Yes("hello"), true, now_);
  EXPECT_THAT(Types(step), ElementsAre(Event::TYPE_ANSWERED));
  EXPECT_EQ(step->events[0].member_id, "a");
  EXPECT_EQ(step->after.introduction.state(), Intro::STATE_PROPOSED);
  step = Answer(Next(step), 1, Yes(), true, At(kDay));
  EXPECT_THAT(Types(step), ElementsAre(Event::TYPE_ANSWERED, Event::TYPE_MUTUAL));
  const StoredIntroduction mutual = Next(step);
  EXPECT_EQ(mutual.introduction.state(), Intro::STATE_MUTUAL);
  EXPECT_EQ(mutual.introduction.sides(0).note(), "hello");
  EXPECT_EQ(mutual.rest_until_micros, Micros(366 * kDay));
  EXPECT_EQ(mutual.due_micros, Micros(15 * kDay));  // Did you meet?
}

TEST_F(LifeCycleTest, SayingItAgainChangesNothing) {
  const StoredIntroduction asked = Asked({"a", "b"}, now_);
  const StoredIntroduction yes = Next(Answer(asked, 0, Yes(), true, now_));
  EXPECT_THAT(Types(Answer(yes, 0, Yes("other words"), true, now_)), IsEmpty());
  const StoredIntroduction mutual = BothYes(now_);
  EXPECT_THAT(Types(Answer(mutual, 0, Yes(), true, now_)), IsEmpty());
  const StoredIntroduction no = Next(Answer(asked, 0, No(v1::Decline::REASON_TOPIC), true, now_));
  EXPECT_THAT(Types(Answer(no, 0, No(v1::Decline::REASON_TOPIC), true, now_)), IsEmpty());
  const StoredIntroduction later = Next(Answer(asked, 0, NotNow(), true, now_));
  EXPECT_THAT(Types(Answer(later, 0, NotNow(), true, At(absl::Hours(1)))), IsEmpty());
  const StoredIntroduction withdrawn = Next(Withdraw(asked, "", now_));
  EXPECT_THAT(Types(Withdraw(withdrawn, "", now_)), IsEmpty());
  const StoredIntroduction met = Next(RecordOutcome(mutual, 0, OutcomeOf(v1::Outcome::KIND_MET, "x"), now_));
  EXPECT_THAT(Types(RecordOutcome(met, 0, OutcomeOf(v1::Outcome::KIND_MET, "x"), At(kDay))), IsEmpty());
}

TEST_F(LifeCycleTest, OfContradictingOnesTheFirstCounts) {
  const StoredIntroduction asked = Asked({"a", "b"}, now_);
  const StoredIntroduction declined = Next(Answer(asked, 0, No(), true, now_));
  EXPECT_EQ(declined.introduction.state(), Intro::STATE_DECLINED);
  EXPECT_EQ(declined.rest_until_micros, kRestsForEver);
  EXPECT_EQ(declined.due_micros, absl::nullopt);
  EXPECT_THAT(Answer(declined, 1, Yes(), true, now_), HasReason("INTRODUCTION_ENDED"));
  EXPECT_THAT(Answer(declined, 0, Yes(), true, now_), HasReason("INTRODUCTION_ENDED"));
  EXPECT_THAT(Withdraw(declined, "", now_), HasReason("INTRODUCTION_ENDED"));
  EXPECT_THAT(RecordOutcome(declined, 0, OutcomeOf(v1::Outcome::KIND_MET), now_), HasReason("INTRODUCTION_ENDED"));
  EXPECT_THAT(Answer(BothYes(now_), 0, No(), true, now_), HasReason("INTRODUCTION_STATE"));
  EXPECT_THAT(Withdraw(BothYes(now_), "", now_), HasReason("INTRODUCTION_STATE"));
  EXPECT_THAT(RecordOutcome(asked, 0, OutcomeOf(v1::Outcome::KIND_MET), now_), HasReason("NOT_MUTUAL"));
}

TEST_F(LifeCycleTest, AYesCanBeTakenBackBeforeTheOthers) {
  StoredIntroduction asked = Next(Answer(Asked({"a", "b"}, now_), 0, Yes("hello"), true, now_));
  asked = Next(Answer(asked, 0, No(), true, now_));
  EXPECT_EQ(asked.introduction.state(), Intro::STATE_DECLINED);
  EXPECT_EQ(asked.introduction.sides(0).note(), "");
}

TEST_F(LifeCycleTest, NotNowEndsItOrBringsItUpAgainBeforeItExpires) {
  const StoredIntroduction asked = Asked({"a", "b"}, now_);
  StoredIntroduction later = Next(Answer(asked, 0, NotNow(), true, now_));
  EXPECT_EQ(later.introduction.state(), Intro::STATE_DECLINED);
  EXPECT_EQ(later.rest_until_micros, Micros(60 * kDay));
  later = Next(Answer(asked, 0, NotNow(clock_.Now() + 100 * kDay), true, now_));
  EXPECT_EQ(later.rest_until_micros, Micros(100 * kDay));

  StoredIntroduction soon = Next(Answer(asked, 0, NotNow(clock_.Now() + 3 * kDay), true, now_));
  EXPECT_EQ(soon.introduction.state(), Intro::STATE_PROPOSED);
  EXPECT_EQ(soon.due_micros, Micros(3 * kDay));
  const LifeStep reminded = Advance(soon, true, At(3 * kDay));
  EXPECT_THAT(Types(reminded), ElementsAre(Event::TYPE_REMINDED));
  EXPECT_EQ(reminded.events[0].member_id, "a");
  EXPECT_THAT(Types(Answer(reminded.after, 0, Yes(), true, At(4 * kDay))), ElementsAre(Event::TYPE_ANSWERED));
  // Who said not now was not silent.
  const LifeStep expired = Advance(reminded.after, true, At(10 * kDay));
  EXPECT_EQ(expired.after.introduction.sides(0).answer(), Side::ANSWER_SNOOZED);
  EXPECT_EQ(expired.after.introduction.sides(1).answer(), Side::ANSWER_SILENT);
}

TEST_F(LifeCycleTest, OneReminderThenItExpires) {
  StoredIntroduction asked = Next(Answer(Asked({"a", "b"}, now_), 0, Yes(), true, now_));
  EXPECT_THAT(Types(Advance(asked, true, At(6 * kDay - absl::Seconds(1)))), IsEmpty());
  const LifeStep reminded = Advance(asked, true, At(6 * kDay));
  EXPECT_THAT(Types(reminded), ElementsAre(Event::TYPE_REMINDED));
  EXPECT_EQ(reminded.events[0].member_id, "b");  // Not who has answered.
  asked = Next(reminded);
  EXPECT_THAT(Types(Advance(asked, true, At(9 * kDay))), IsEmpty());
  // From then on no answer counts, whoever notices first.
  EXPECT_THAT(Answer(asked, 1, Yes(), true, At(10 * kDay)), HasReason("INTRODUCTION_ENDED"));
  const LifeStep expired = Advance(asked, true, At(10 * kDay));
  EXPECT_THAT(Types(expired), ElementsAre(Event::TYPE_LAPSED));
  EXPECT_EQ(expired.after.introduction.state(), Intro::STATE_EXPIRED);
  EXPECT_EQ(expired.after.rest_until_micros, Micros(100 * kDay));
  EXPECT_EQ(expired.after.introduction.sides(0).answer(), Side::ANSWER_ACCEPTED);
  EXPECT_EQ(expired.after.introduction.sides(1).answer(), Side::ANSWER_SILENT);
  EXPECT_THAT(Types(Advance(expired.after, true, At(99 * kDay))), IsEmpty());
}

TEST_F(LifeCycleTest, NoReminderIfThePolicySaysSo) {
  Moment moment = now_;
  moment.rules.reminder_after = absl::ZeroDuration();
  EXPECT_EQ(Asked({"a", "b"}, moment).due_micros, Micros(10 * kDay));
}

TEST_F(LifeCycleTest, AnIntroducerIsAskedFirstForTwoDays) {
  StoredIntroduction draft = Draft({"a", "b"});
  draft.introduction.set_introducer(PersonName("c"));
  const LifeStep step = Propose(draft, true, now_);
  EXPECT_THAT(Types(step), ElementsAre(Event::TYPE_INTRODUCER_ASKED));
  EXPECT_FALSE(step.after.introduction.has_propose_time());
  EXPECT_FALSE(step.after.sides[0].waiting);
  const StoredIntroduction awaiting = Next(step);
  EXPECT_THAT(Answer(awaiting, 0, Yes(), true, now_), HasReason("INTRODUCTION_STATE"));

  const StoredIntroduction vouched = Next(Vouch(awaiting, "you both keep bees", At(kDay)));
  EXPECT_EQ(vouched.introduction.state(), Intro::STATE_PROPOSED);
  EXPECT_EQ(vouched.introduction.note(), "you both keep bees");
  EXPECT_EQ(vouched.introduction.introducer(), PersonName("c"));
  EXPECT_EQ(vouched.due_micros, Micros(7 * kDay));
  EXPECT_THAT(Types(Vouch(vouched, "you both keep bees", At(kDay))), IsEmpty());
  EXPECT_THAT(Vouch(vouched, "other", At(kDay)), HasReason("INTRODUCTION_STATE"));

  // Who was asked and did not: nobody learns of it.
  const StoredIntroduction left = Next(LeaveToWeft(awaiting, At(kDay)));
  EXPECT_EQ(left.introduction.introducer(), "");
  EXPECT_EQ(left.introduction.state(), Intro::STATE_PROPOSED);
  EXPECT_THAT(Types(Advance(awaiting, true, At(kDay))), IsEmpty());
  const LifeStep late = Advance(awaiting, true, At(2 * kDay));
  EXPECT_THAT(Types(late), ElementsAre(Event::TYPE_PROPOSED));
  EXPECT_EQ(late.after.introduction.introducer(), "");
  EXPECT_EQ(Next(Withdraw(awaiting, "", now_)).introduction.state(), Intro::STATE_WITHDRAWN);
}

TEST_F(LifeCycleTest, ALastYesMeetsNobodyWhoNoLongerMay) {
  const StoredIntroduction asked = Next(Answer(Asked({"a", "b"}, now_), 0, Yes(), true, now_));
  const absl::StatusOr<LifeStep> step = Answer(asked, 1, Yes(), /*may_meet=*/false, now_);
  EXPECT_THAT(Types(step), ElementsAre(Event::TYPE_ANSWERED, Event::TYPE_LAPSED));
  EXPECT_EQ(step->after.introduction.state(), Intro::STATE_LAPSED);
}

TEST_F(LifeCycleTest, WhoLeavesIsTakenOut) {
  const StoredIntroduction asked = Asked({"a", "b"}, now_);
  const LifeStep out = TakeOut(asked, {1}, now_);
  EXPECT_THAT(Types(out), ElementsAre(Event::TYPE_LAPSED));
  EXPECT_EQ(out.after.introduction.state(), Intro::STATE_LAPSED);
  EXPECT_THAT(Types(TakeOut(out.after, {0}, now_)), IsEmpty());
  EXPECT_THAT(Types(TakeOut(BothYes(now_), {0}, now_)), IsEmpty());
  StoredIntroduction erased = asked;
  erased.sides[0].member_key = 0;
  erased.introduction.mutable_sides(0)->clear_member();
  EXPECT_THAT(Types(TakeOut(erased, {0}, now_)), ElementsAre(Event::TYPE_LAPSED));
}

TEST_F(LifeCycleTest, SeveralAreTakenOutAtOnce) {
  StoredIntroduction group = Asked({"a", "b", "c", "d"}, now_);
  for (int side : {0, 1, 2}) group = Next(Answer(group, side, Yes(), true, now_));
  // Not one after the other: without "d" alone, "c" would be introduced.
  const LifeStep out = TakeOut(group, {3, 2}, now_);
  EXPECT_THAT(Types(out), ElementsAre(Event::TYPE_MUTUAL));
  EXPECT_TRUE(out.after.introduction.sides(2).gone());
}

TEST_F(LifeCycleTest, AGroupGoesOnWithoutOne) {
  StoredIntroduction group = Asked({"a", "b", "c"}, now_);
  group = Next(Answer(group, 0, Yes(), true, now_));
  group = Next(Answer(group, 1, No(), true, now_));
  EXPECT_EQ(group.introduction.state(), Intro::STATE_PROPOSED);
  EXPECT_TRUE(group.introduction.sides(1).gone());
  EXPECT_THAT(Answer(group, 1, Yes(), true, now_), HasReason("INTRODUCTION_ENDED"));
  const StoredIntroduction mutual = Next(Answer(group, 2, Yes(), true, now_));
  EXPECT_EQ(mutual.introduction.state(), Intro::STATE_MUTUAL);
  EXPECT_EQ(mutual.rest_until_micros, kRestsForEver);
  EXPECT_THAT(RecordOutcome(mutual, 1, OutcomeOf(v1::Outcome::KIND_MET), now_), HasReason("INTRODUCTION_ENDED"));
  // Those who said yes are introduced when the time of a silent one is over.
  StoredIntroduction waiting = Asked({"a", "b", "c"}, now_);
  waiting = Next(Answer(waiting, 0, Yes(), true, now_));
  waiting = Next(Answer(waiting, 2, Yes(), true, now_));
  const LifeStep expired = Advance(waiting, true, At(10 * kDay));
  EXPECT_THAT(Types(expired), ElementsAre(Event::TYPE_MUTUAL));
  EXPECT_TRUE(expired.after.introduction.sides(1).gone());
  EXPECT_THAT(Types(Advance(waiting, /*may_meet=*/false, At(10 * kDay))), ElementsAre(Event::TYPE_LAPSED));
  // One alone is no group.
  StoredIntroduction alone = Next(Answer(Asked({"a", "b", "c"}, now_), 0, No(), true, now_));
  EXPECT_THAT(Types(Answer(alone, 1, No(), true, now_)), ElementsAre(Event::TYPE_ANSWERED, Event::TYPE_LAPSED));
}

TEST_F(LifeCycleTest, FromMetToClosed) {
  const StoredIntroduction mutual = BothYes(now_);
  const LifeStep asked = Advance(mutual, true, At(14 * kDay));
  EXPECT_THAT(Types(asked), ElementsAre(Event::TYPE_DID_YOU_MEET, Event::TYPE_DID_YOU_MEET));
  EXPECT_TRUE(asked.after.sides[0].waiting);
  EXPECT_THAT(Types(Advance(asked.after, true, At(20 * kDay))), IsEmpty());
  absl::StatusOr<LifeStep> step = RecordOutcome(asked.after, 0, OutcomeOf(v1::Outcome::KIND_MET), At(20 * kDay));
  EXPECT_THAT(Types(step), ElementsAre(Event::TYPE_OUTCOME_RECORDED, Event::TYPE_MET));
  EXPECT_EQ(step->after.introduction.state(), Intro::STATE_MET);
  EXPECT_TRUE(step->after.sides[0].waiting);  // For more.
  step = RecordOutcome(step->after, 0, OutcomeOf(v1::Outcome::KIND_LEARNED, "ask early"), At(21 * kDay));
  EXPECT_THAT(Types(step), ElementsAre(Event::TYPE_OUTCOME_RECORDED));
  EXPECT_FALSE(step->after.sides[0].waiting);
  step = RecordOutcome(step->after, 1, OutcomeOf(v1::Outcome::KIND_USEFUL), At(22 * kDay));
  EXPECT_THAT(Types(step), ElementsAre(Event::TYPE_OUTCOME_RECORDED, Event::TYPE_CLOSED));
  EXPECT_EQ(step->after.due_micros, absl::nullopt);
  // The newer word counts even then, and opens nothing.
  step = RecordOutcome(step->after, 1, OutcomeOf(v1::Outcome::KIND_NOT_A_FIT_PERSON), At(23 * kDay));
  EXPECT_THAT(Types(step), ElementsAre(Event::TYPE_OUTCOME_RECORDED));
  EXPECT_EQ(step->after.introduction.state(), Intro::STATE_CLOSED);
  EXPECT_EQ(step->after.rest_until_micros, kRestsForEver);
}

TEST_F(LifeCycleTest, WhatDidNotHappenMayBeTriedAgainAtOnce) {
  absl::StatusOr<LifeStep> step =
      RecordOutcome(BothYes(now_), 0, OutcomeOf(v1::Outcome::KIND_DID_NOT_HAPPEN), At(15 * kDay));
  EXPECT_THAT(Types(step), ElementsAre(Event::TYPE_OUTCOME_RECORDED));
  EXPECT_EQ(step->after.introduction.state(), Intro::STATE_MUTUAL);
  const LifeStep closed = Advance(step->after, true, At(60 * kDay));
  EXPECT_THAT(Types(closed), ElementsAre(Event::TYPE_CLOSED));
  EXPECT_EQ(closed.after.rest_until_micros, 0);
  // The other knows better.
  const LifeStep met = *RecordOutcome(step->after, 1, OutcomeOf(v1::Outcome::KIND_USEFUL), At(16 * kDay));
  EXPECT_THAT(Types(met), ElementsAre(Event::TYPE_OUTCOME_RECORDED, Event::TYPE_MET, Event::TYPE_CLOSED));
  EXPECT_NE(met.after.rest_until_micros, 0);
}

TEST_F(LifeCycleTest, ClosesByItselfWhenNobodySaysAnything) {
  StoredIntroduction mutual = Next(Advance(BothYes(now_), true, At(14 * kDay)));
  EXPECT_EQ(mutual.due_micros, Micros(60 * kDay));
  const LifeStep closed = Advance(mutual, true, At(60 * kDay));
  EXPECT_THAT(Types(closed), ElementsAre(Event::TYPE_CLOSED));
  EXPECT_EQ(closed.after.rest_until_micros, Micros(365 * kDay));
  EXPECT_EQ(closed.after.due_micros, absl::nullopt);
}

// Whatever is said in whatever order: nothing ends twice, nothing leaves an end, and mutual needs every yes.
TEST_F(LifeCycleTest, HoldsInEveryOrder) {
  for (int seed = 1; seed <= 300; ++seed) {
    Random random(static_cast<uint64_t>(seed));
    const int people = 2 + random.Below(3);
    std::vector<std::string> members;
    for (int m = 0; m < people; ++m) members.push_back(std::string(1, static_cast<char>('a' + m)));
    StoredIntroduction introduction = Asked(members, now_);
    int lapsed = 0, mutual = 0, closed = 0;
    absl::Duration later;
    for (int step = 0; step < 60; ++step) {
      later += absl::Hours(random.Below(40));
      const int side = random.Below(people);
      const Moment moment = At(later);
      absl::StatusOr<LifeStep> done = absl::UnknownError("");
      switch (random.Below(8)) {
        case 0:
        case 1:
        case 2:
          done = Answer(introduction, side, Yes(), random.Below(9) > 0, moment);
          break;
        case 3:
          done = Answer(introduction, side, random.Below(2) > 0 ? No() : NotNow(moment.now + 2 * kDay), true, moment);
          break;
        case 4:
          done =
              RecordOutcome(introduction, side, OutcomeOf(static_cast<v1::Outcome::Kind>(1 + random.Below(9))), moment);
          break;
        case 5:
          if (random.Below(6) == 0) done = Withdraw(introduction, "", moment);
          break;
        case 6:
          if (random.Below(6) == 0) done = TakeOut(introduction, {side}, moment);
          break;
        default:
          done = Advance(introduction, true, moment);
      }
      if (!done.ok()) continue;
      for (const auto& event : done->events) {
        lapsed += event.type == Event::TYPE_LAPSED;
        mutual += event.type == Event::TYPE_MUTUAL;
        closed += event.type == Event::TYPE_CLOSED;
        ASSERT_EQ(event.type == Event::TYPE_CLOSED && mutual == 0, false);
      }
      introduction = Next(done);
      ASSERT_LE(lapsed + mutual, 1) << seed;
      ASSERT_LE(closed, mutual) << seed;
      ASSERT_EQ(IsMutual(introduction.introduction.state()), mutual == 1) << seed;
      if (mutual == 1) {
        int yes = 0;
        for (const Side& each : introduction.introduction.sides()) {
          if (each.gone()) continue;
          ++yes;
          ASSERT_EQ(each.answer(), Side::ANSWER_ACCEPTED) << seed;
        }
        ASSERT_GE(yes, 2);
      }
      const bool over = lapsed + closed > 0;
      ASSERT_EQ(introduction.due_micros.has_value(), !over) << seed;
      if (over) {
        for (const auto& each : introduction.sides) ASSERT_FALSE(each.waiting) << seed;
      }
    }
  }
}

}  // namespace
}  // namespace weft
