#include "weft/introductions/reader_view.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/introduction_draft.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "weft/base/clock.h"
#include "weft/base/random.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Event = v1::IntroductionEvent;
using Intro = v1::Introduction;
using Side = v1::Introduction::Side;

constexpr absl::Duration kDay = absl::Hours(24);

std::string AddressOf(const std::string& member) {
  return absl::StrCat(member.substr(member.rfind('/') + 1), "@address.example");
}

Lookups TestLookups() {
  Lookups lookups;
  lookups.display_name = [](const std::string& member) {
    return absl::StrCat("Name of ", member.substr(member.rfind('/') + 1));
  };
  lookups.contact = [](const std::string& member) {
    v1::Contact contact;
    contact.set_name(member + "/contact");
    contact.set_email(AddressOf(member));
    contact.set_mail(v1::Contact::MAIL_INTRODUCTIONS);
    contact.set_email_bounced(true);
    contact.set_etag("etag");
    return contact;
  };
  return lookups;
}

class ReaderViewTest : public testing::Test {
 protected:
  Moment At(absl::Duration later) const { return {{}, clock_.Now() + later}; }
  absl::optional<Intro> Seen(const std::string& id, const StoredIntroduction& introduction) const {
    return SeenBy({id.empty() ? "" : PersonName(id)}, introduction, TestLookups());
  }
  // All words that only one side may read.
  static StoredIntroduction WithWords(StoredIntroduction introduction) {
    for (int s = 0; s < introduction.introduction.sides_size(); ++s) {
      Side* side = introduction.introduction.mutable_sides(s);
      side->add_reasons()->set_text(absl::StrCat("Reason-for-", s));
      side->add_brings(absl::StrCat("Brings-", s));
    }
    introduction.introduction.set_first_question("First-question?");
    return introduction;
  }
  FakeClock clock_;
  const Moment now_ = {{}, clock_.Now()};
};

TEST_F(ReaderViewTest, StrangersSeeNothing) {
  const StoredIntroduction asked = Asked({"a", "b"}, now_);
  EXPECT_FALSE(Seen("c", asked).has_value());
  EXPECT_TRUE(Seen("a", asked).has_value());
  EXPECT_TRUE(Seen("", asked).has_value());
}

TEST_F(ReaderViewTest, OwnSideComesFirstWithItsReasonsOnly) {
  const StoredIntroduction asked = WithWords(Asked({"a", "b"}, now_));
  const Intro seen = *Seen("b", asked);
  EXPECT_EQ(seen.sides(0).member(), PersonName("b"));
  EXPECT_EQ(seen.sides(0).reasons(0).text(), "Reason-for-1");
  EXPECT_EQ(seen.sides(1).member(), PersonName("a"));
  EXPECT_EQ(seen.sides(1).display_name(), "Name of a");
  EXPECT_THAT(seen.sides(1).brings(), ElementsAre("Brings-0"));
  EXPECT_THAT(seen.sides(1).reasons(), IsEmpty());
  EXPECT_EQ(seen.first_question(), "");
  const Intro by_operator = *Seen("", asked);
  EXPECT_EQ(by_operator.sides(0).reasons(0).text(), "Reason-for-0");
  EXPECT_EQ(by_operator.sides(1).reasons(0).text(), "Reason-for-1");
}

TEST_F(ReaderViewTest, AYesIsNotShownBeforeTheOthers) {
  const StoredIntroduction asked = WithWords(Asked({"a", "b"}, now_));
  const StoredIntroduction yes = Next(Answer(asked, 0, Yes("a line for you"), true, now_));
  // To the other, nothing at all has changed: not even the etag.
  EXPECT_EQ(Seen("b", yes)->SerializeAsString(), Seen("b", asked)->SerializeAsString());
  EXPECT_EQ(Seen("", yes)->SerializeAsString(), Seen("", asked)->SerializeAsString());
  EXPECT_EQ(Seen("a", yes)->sides(0).answer(), Side::ANSWER_ACCEPTED);
  EXPECT_EQ(Seen("a", yes)->sides(0).note(), "a line for you");
  EXPECT_NE(Seen("a", yes)->etag(), Seen("a", asked)->etag());
}

TEST_F(ReaderViewTest, WhoProposesForThemselvesWantsIt) {
  StoredIntroduction draft = Draft({"a", "b"});
  draft.introduction.set_origin(Intro::ORIGIN_SELF);
  draft.introduction.set_introducer(PersonName("a"));
  const StoredIntroduction asked = Next(Propose(draft, false, now_));
  EXPECT_EQ(Seen("b", asked)->sides(1).answer(), Side::ANSWER_ACCEPTED);
  EXPECT_EQ(Seen("b", asked)->introducer_display_name(), "Name of a");
  EXPECT_THAT(Seen("a", asked)->actions(),
              ElementsAre(Intro::ACTION_DECLINE, Intro::ACTION_SNOOZE, Intro::ACTION_PASS_ON, Intro::ACTION_WITHDRAW));
}

TEST_F(ReaderViewTest, DeclinedExpiredAndWithdrawnReadAlike) {
  const StoredIntroduction asked = WithWords(Asked({"a", "b"}, now_));
  const StoredIntroduction yes = Next(Answer(asked, 0, Yes(), true, now_));
  const std::string expected = Seen("a", Next(Answer(yes, 1, No(), true, now_)))->SerializeAsString();
  EXPECT_EQ(Seen("a", Next(Answer(yes, 1, NotNow(), true, now_)))->SerializeAsString(), expected);
  EXPECT_EQ(Seen("a", Next(Withdraw(yes, "why", now_)))->SerializeAsString(), expected);
  EXPECT_EQ(Seen("a", Next(TakeOut(yes, {1}, now_)))->SerializeAsString(), expected);
  EXPECT_EQ(Seen("a", Next(Answer(yes, 1, Yes(), /*may_meet=*/false, now_)))->SerializeAsString(), expected);
  StoredIntroduction reminded = Next(Advance(yes, true, At(6 * kDay)));
  EXPECT_EQ(Seen("a", Next(Advance(reminded, true, At(10 * kDay))))->SerializeAsString(), expected);
  SideAnswer pass;
  pass.answer = Side::ANSWER_PASSED_ON;
  pass.passed_on_to = "networks/n/introductions/i2";
  EXPECT_EQ(Seen("a", Next(Answer(yes, 1, pass, true, now_)))->SerializeAsString(), expected);
  Intro seen;
  ASSERT_TRUE(seen.ParseFromString(expected));
  EXPECT_EQ(seen.state(), Intro::STATE_LAPSED);
  EXPECT_FALSE(seen.has_end_time());
}

TEST_F(ReaderViewTest, WhoseActItWasReadsIt) {
  const StoredIntroduction asked = Asked({"a", "b"}, now_);
  SideAnswer no = No(v1::Decline::REASON_TOPIC);
  no.decline.set_comment("my own words");
  const Intro declined = *Seen("b", Next(Answer(asked, 1, no, true, now_)));
  EXPECT_EQ(declined.state(), Intro::STATE_DECLINED);
  EXPECT_EQ(declined.sides(0).decline().comment(), "my own words");
  EXPECT_THAT(declined.actions(), IsEmpty());
  const Intro snoozed = *Seen("b", Next(Answer(asked, 1, NotNow(), true, now_)));
  EXPECT_EQ(snoozed.state(), Intro::STATE_LAPSED);
  EXPECT_EQ(snoozed.sides(0).answer(), Side::ANSWER_SNOOZED);
  StoredIntroduction draft = Draft({"a", "b"});
  draft.introduction.set_origin(Intro::ORIGIN_INTRODUCER);
  draft.introduction.set_introducer(PersonName("c"));
  const StoredIntroduction vouched = Next(Propose(draft, false, now_));
  EXPECT_EQ(Seen("c", Next(Withdraw(vouched, "", now_)))->state(), Intro::STATE_WITHDRAWN);
  EXPECT_EQ(Seen("a", Next(Withdraw(vouched, "", now_)))->state(), Intro::STATE_LAPSED);
  EXPECT_EQ(Seen("c", Next(Answer(vouched, 0, No(), true, now_)))->state(), Intro::STATE_LAPSED);
}

TEST_F(ReaderViewTest, AddressesPassWhenAllHaveSaidYes) {
  StoredIntroduction mutual = WithWords(Asked({"a", "b"}, now_));
  mutual = Next(Answer(mutual, 0, Yes("looking forward"), true, now_));
  mutual = Next(Answer(mutual, 1, Yes(), true, now_));
  const Intro seen = *Seen("b", mutual);
  EXPECT_EQ(seen.sides(1).contact().email(), "a@address.example");
  EXPECT_EQ(seen.sides(1).note(), "looking forward");
  EXPECT_EQ(seen.sides(1).answer(), Side::ANSWER_ACCEPTED);
  EXPECT_EQ(seen.first_question(), "First-question?");
  EXPECT_FALSE(seen.sides(0).has_contact());
  // What is none of the other's business.
  EXPECT_EQ(seen.sides(1).contact().name(), "");
  EXPECT_FALSE(seen.sides(1).contact().email_bounced());
  EXPECT_EQ(seen.sides(1).contact().mail(), v1::Contact::MAIL_UNSPECIFIED);
  EXPECT_THAT(Seen("", mutual)->DebugString(), Not(HasSubstr("address.example")));
  const Intro together = SeenTogether(mutual, TestLookups());
  ASSERT_EQ(together.sides_size(), 2);
  EXPECT_EQ(together.sides(0).contact().email(), "a@address.example");
  EXPECT_EQ(together.sides(1).contact().email(), "b@address.example");
  EXPECT_EQ(together.sides(0).note(), "looking forward");
  EXPECT_THAT(together.sides(0).reasons(), IsEmpty());
}

TEST_F(ReaderViewTest, AWithheldAddressStays) {
  v1::Contact contact;
  contact.set_email("a@address.example");
  contact.set_share_email(false);
  contact.add_handles()->set_service("slack");
  contact.set_note("by the door");
  const v1::Contact shared = SharedContact(contact);
  EXPECT_EQ(shared.email(), "");
  EXPECT_EQ(shared.handles_size(), 1);
  EXPECT_EQ(shared.note(), "by the door");
  contact.set_share_email(true);
  EXPECT_EQ(SharedContact(contact).email(), "a@address.example");
}

TEST_F(ReaderViewTest, AnOutcomeIsOnesOwn) {
  const StoredIntroduction mutual = BothYes(now_);
  v1::Outcome outcome = OutcomeOf(v1::Outcome::KIND_NOT_A_FIT_PERSON, "own lesson");
  const StoredIntroduction met = Next(RecordOutcome(mutual, 0, outcome, now_));
  EXPECT_EQ(Seen("a", met)->sides(0).outcome().lesson(), "own lesson");
  EXPECT_THAT(Seen("b", met)->DebugString(), Not(HasSubstr("own lesson")));
  EXPECT_FALSE(Seen("b", met)->sides(1).has_outcome());
  EXPECT_THAT(Seen("", met)->DebugString(), Not(HasSubstr("own lesson")));
  EXPECT_EQ(Seen("b", met)->state(), Intro::STATE_MET);
}

TEST_F(ReaderViewTest, TheIntroducerWhoIsAskedSeesItAndTheSidesDoNot) {
  StoredIntroduction draft = Draft({"a", "b"});
  draft.introduction.set_introducer(PersonName("c"));
  const StoredIntroduction awaiting = Next(Propose(draft, true, now_));
  EXPECT_FALSE(Seen("a", awaiting).has_value());
  EXPECT_THAT(Seen("c", awaiting)->actions(), ElementsAre(Intro::ACTION_ACCEPT, Intro::ACTION_DECLINE));
  const StoredIntroduction left = Next(LeaveToWeft(awaiting, now_));
  EXPECT_FALSE(Seen("c", left).has_value());
  EXPECT_EQ(Seen("a", left)->introducer(), "");
  const StoredIntroduction vouched = Next(Vouch(awaiting, "why", now_));
  EXPECT_EQ(Seen("a", vouched)->introducer(), PersonName("c"));
  StoredIntroduction mutual = Next(Answer(vouched, 0, Yes("private line"), true, now_));
  mutual = Next(Answer(mutual, 1, Yes(), true, now_));
  const Intro seen = *Seen("c", mutual);
  EXPECT_EQ(seen.state(), Intro::STATE_MUTUAL);
  EXPECT_THAT(seen.DebugString(), Not(HasSubstr("address.example")));
  EXPECT_THAT(seen.DebugString(), Not(HasSubstr("private line")));
}

TEST_F(ReaderViewTest, WhatLapsedBeforeTheSidesWereAskedIsNotTheirs) {
  StoredIntroduction draft = Draft({"a", "b"});
  draft.introduction.set_introducer(PersonName("c"));
  const StoredIntroduction awaiting = Next(Propose(draft, true, now_));
  const StoredIntroduction paused = Next(TakeOut(awaiting, {1}, now_));
  const StoredIntroduction withdrawn = Next(Withdraw(awaiting, "why", now_));
  for (const StoredIntroduction* over : {&paused, &withdrawn}) {
    for (const char* side : {"a", "b"}) EXPECT_FALSE(Seen(side, *over).has_value()) << side;
    EXPECT_EQ(Seen("c", *over)->state(), Intro::STATE_LAPSED);
    EXPECT_EQ(Seen("", *over)->state(), Intro::STATE_LAPSED);
  }
}

TEST_F(ReaderViewTest, ThatSomebodyWasAskedToIntroduceThemIsNotSeenByTheSides) {
  StoredIntroduction draft = Draft({"a", "b"});
  draft.introduction.set_introducer(PersonName("c"));
  *draft.introduction.mutable_create_time() = TimestampOf(ToMicros(now_.now));
  StoredIntroduction asked = Next(LeaveToWeft(Next(Propose(draft, true, now_)), At(kDay)));
  EXPECT_EQ(Seen("a", asked)->create_time().seconds(), Seen("a", asked)->propose_time().seconds());
  EXPECT_LT(Seen("", asked)->create_time().seconds(), Seen("", asked)->propose_time().seconds());
  asked = Next(Answer(asked, 0, Yes(), true, At(kDay)));
  asked = Next(Answer(asked, 1, Yes(), true, At(kDay)));
  EXPECT_EQ(SeenTogether(asked, TestLookups()).create_time().seconds(), Seen("a", asked)->propose_time().seconds());
}

TEST_F(ReaderViewTest, WhoIsOutOfAGroupSeesNoMoreOfIt) {
  StoredIntroduction group = WithWords(Asked({"a", "b", "c"}, now_));
  group = Next(Answer(group, 0, Yes(), true, now_));
  const StoredIntroduction before = group;
  group = Next(Answer(group, 1, No(), true, now_));
  // The others are not told as long as it is open.
  EXPECT_EQ(Seen("c", group)->SerializeAsString(), Seen("c", before)->SerializeAsString());
  EXPECT_EQ(Seen("b", group)->state(), Intro::STATE_DECLINED);
  group = Next(Answer(group, 2, Yes(), true, now_));
  const Intro out = *Seen("b", group);
  EXPECT_EQ(out.state(), Intro::STATE_DECLINED);
  EXPECT_THAT(out.DebugString(), Not(HasSubstr("address.example")));
  EXPECT_FALSE(out.has_mutual_time());
  const Intro in = *Seen("a", group);
  EXPECT_EQ(in.state(), Intro::STATE_MUTUAL);
  ASSERT_EQ(in.sides_size(), 3);
  EXPECT_TRUE(in.sides(1).gone());
  EXPECT_FALSE(in.sides(1).has_contact());
  EXPECT_EQ(in.sides(2).contact().email(), "c@address.example");
  EXPECT_EQ(SeenTogether(group, TestLookups()).sides_size(), 2);
}

TEST_F(ReaderViewTest, EventsGoToThoseTheyConcern) {
  const StoredIntroduction asked = Asked({"a", "b"}, now_);
  const auto told = [&asked](const std::string& id, Event::Type type, const std::string& about) {
    StoredIntroductionEvent event;
    event.type = type;
    event.member_id = about;
    return IsToldOf({id.empty() ? "" : PersonName(id)}, asked, event);
  };
  for (Event::Type type :
       {Event::TYPE_ANSWERED, Event::TYPE_REMINDED, Event::TYPE_OUTCOME_RECORDED, Event::TYPE_DID_YOU_MEET}) {
    EXPECT_TRUE(told("a", type, "a"));
    EXPECT_FALSE(told("b", type, "a"));
    EXPECT_TRUE(told("", type, "a"));
  }
  for (Event::Type type : {Event::TYPE_PROPOSED, Event::TYPE_MUTUAL, Event::TYPE_MET, Event::TYPE_LAPSED}) {
    EXPECT_TRUE(told("a", type, ""));
    EXPECT_TRUE(told("", type, ""));
  }
  EXPECT_FALSE(told("a", Event::TYPE_INTRODUCER_ASKED, ""));
}

TEST_F(ReaderViewTest, ListsFindWhatReadsSo) {
  EXPECT_THAT(StatesThatMayRead({Intro::STATE_MET}), ElementsAre(Intro::STATE_MET));
  EXPECT_THAT(StatesThatMayRead({Intro::STATE_LAPSED}), testing::Contains(Intro::STATE_EXPIRED));
}

// Whatever happens in whatever order, nobody reads an address before every side that remains has said yes, nor anybody
// else's reasons for a no.
TEST_F(ReaderViewTest, NothingLeaksInAnyOrder) {
  int mutual_seen = 0;
  for (int seed = 1; seed <= 300; ++seed) {
    Random random(static_cast<uint64_t>(seed));
    const int people = 2 + random.Below(3);
    std::vector<std::string> members;
    for (int m = 0; m < people; ++m) members.push_back(std::string(1, static_cast<char>('a' + m)));
    StoredIntroduction introduction = WithWords(Asked(members, now_));
    for (int step = 0; step < 15; ++step) {
      const int side = random.Below(people);
      SideAnswer answer = Yes(absl::StrCat("Note-of-", side));
      if (random.Below(4) == 0) {
        answer = No(v1::Decline::REASON_PERSON);
        answer.decline.set_comment(absl::StrCat("Decline-of-", side));
      }
      v1::Outcome outcome = OutcomeOf(v1::Outcome::KIND_LEARNED, absl::StrCat("Lesson-of-", side));
      const absl::StatusOr<LifeStep> done = random.Below(4) == 0 ? RecordOutcome(introduction, side, outcome, now_)
                                                                 : Answer(introduction, side, answer, true, now_);
      if (done.ok()) introduction = Next(done);
      const bool mutual = IsMutual(introduction.introduction.state());
      for (const std::string& reader : {std::string(), std::string("a"), std::string("b"), std::string("z")}) {
        const absl::optional<Intro> seen = Seen(reader, introduction);
        if (!seen.has_value()) continue;
        const std::string text = seen->DebugString();
        const int own = reader.empty() ? -1 : SideOf(introduction.introduction, PersonName(reader));
        const bool in = own >= 0 && !introduction.introduction.sides(own).gone();
        for (int s = 0; s < people; ++s) {
          const bool other_in = !introduction.introduction.sides(s).gone();
          const bool may = mutual && in && other_in && s != own;
          ASSERT_EQ(absl::StrContains(text, AddressOf(introduction.introduction.sides(s).member())), may) << text;
          mutual_seen += may;
          if (s == own) continue;
          if (!may) ASSERT_THAT(text, Not(HasSubstr(absl::StrCat("Note-of-", s))));
          ASSERT_THAT(text, Not(HasSubstr(absl::StrCat("Decline-of-", s))));
          ASSERT_THAT(text, Not(HasSubstr(absl::StrCat("Lesson-of-", s))));
          if (!reader.empty()) ASSERT_THAT(text, Not(HasSubstr(absl::StrCat("Reason-for-", s))));
        }
      }
    }
  }
  EXPECT_GT(mutual_seen, 100);
}

}  // namespace
}  // namespace weft
