#include "weft/introductions/announcements.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/introduction_draft.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "weft/base/clock.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Kind = v1::Message;

constexpr absl::Duration kDay = absl::Hours(24);

class AnnouncementsTest : public testing::Test {
 protected:
  Moment At(absl::Duration later) const { return {{}, clock_.Now() + later}; }
  // "PROPOSAL a", "MUTUAL a b" …
  static std::vector<std::string> Told(const std::vector<PutMessageMutation>& messages) {
    std::vector<std::string> told;
    for (const PutMessageMutation& message : messages) {
      std::string text = v1::Message::Kind_Name(message.message.kind).substr(5);
      for (const auto& recipient : message.message.recipients) text += " " + recipient.member_id;
      told.push_back(text);
    }
    return told;
  }
  std::vector<PutMessageMutation> Announced(const absl::StatusOr<LifeStep>& step) const {
    EXPECT_OK(step);
    return Announce(
        "n", *step, [this](const std::string& member) { return member != withholds_; }, clock_.Now());
  }
  FakeClock clock_;
  const Moment now_ = {{}, clock_.Now()};
  std::string withholds_;
};

TEST_F(AnnouncementsTest, ARoundsProposalsComeWithTheWeeksNews) {
  EXPECT_THAT(Told(Announced(Propose(Draft({"a", "b"}), false, now_))), ElementsAre("WEEKLY a", "WEEKLY b"));
  StoredIntroduction draft = Draft({"a", "b"});
  draft.introduction.set_origin(v1::Introduction::ORIGIN_SELF);
  draft.introduction.set_introducer(PersonName("a"));
  const auto messages = Announced(Propose(draft, false, now_));
  EXPECT_THAT(Told(messages), ElementsAre("PROPOSAL b"));  // Who proposed knows.
  EXPECT_EQ(messages[0].message.occasion, "proposal/i1/2");
  EXPECT_THAT(messages[0].message.introduction_ids, ElementsAre("i1"));
  EXPECT_EQ(messages[0].message.due_micros, ToMicros(clock_.Now()));
}

TEST_F(AnnouncementsTest, TheIntroducerIsAsked) {
  StoredIntroduction draft = Draft({"a", "b"});
  draft.introduction.set_introducer(PersonName("c"));
  draft.introducer_key = 3;
  const LifeStep asked = Propose(draft, true, now_);
  EXPECT_THAT(Told(Announced(asked)), ElementsAre("INTRODUCER_REQUEST c"));
  EXPECT_THAT(Told(Announced(Vouch(asked.after, "why", now_))), ElementsAre("WEEKLY a", "WEEKLY b"));
}

TEST_F(AnnouncementsTest, AllAreToldTogetherIfAllShareTheirAddress) {
  StoredIntroduction asked = Next(Answer(Asked({"a", "b"}, now_), 0, Yes(), true, now_));
  const absl::StatusOr<LifeStep> mutual = Answer(asked, 1, Yes(), true, now_);
  EXPECT_THAT(Told(Announced(mutual)), ElementsAre("MUTUAL a b"));
  withholds_ = PersonName("a");
  EXPECT_THAT(Told(Announced(mutual)), ElementsAre("MUTUAL a", "MUTUAL b"));
}

TEST_F(AnnouncementsTest, SilenceOnANoAndOnRepeats) {
  const StoredIntroduction asked = Asked({"a", "b"}, now_);
  const absl::StatusOr<LifeStep> no = Answer(asked, 0, No(), true, now_);
  EXPECT_THAT(Announced(no), IsEmpty());
  EXPECT_THAT(Announced(Answer(no->after, 0, No(), true, now_)), IsEmpty());
}

TEST_F(AnnouncementsTest, ReminderAndTheQuestionWhetherTheyMet) {
  const StoredIntroduction asked = Asked({"a", "b"}, now_);
  EXPECT_THAT(Told(Announced(Advance(asked, true, At(6 * kDay)))), ElementsAre("REMINDER a", "REMINDER b"));
  const auto questions = Announced(Advance(BothYes(now_), true, At(14 * kDay)));
  EXPECT_THAT(Told(questions), ElementsAre("DID_YOU_MEET a", "DID_YOU_MEET b"));
  std::vector<std::string> occasions;
  for (const auto& question : questions) occasions.push_back(question.message.occasion);
  EXPECT_THAT(occasions, UnorderedElementsAre("met/i1/1", "met/i1/2"));
}

TEST_F(AnnouncementsTest, AGroupIsToldWithoutWhoLeftIt) {
  StoredIntroduction group = Asked({"a", "b", "c"}, now_);
  group = Next(Answer(group, 1, No(), true, now_));
  group = Next(Answer(group, 0, Yes(), true, now_));
  EXPECT_THAT(Told(Announced(Answer(group, 2, Yes(), true, now_))), ElementsAre("MUTUAL a c"));
}

TEST_F(AnnouncementsTest, WhatIsNoLongerSoIsNotSent) {
  const StoredIntroduction asked = Asked({"a", "b"}, now_);
  const auto proposals = Announced(Propose(Draft({"a", "b"}), false, now_));
  ASSERT_THAT(proposals, SizeIs(2));
  EXPECT_TRUE(StillTrue(proposals[0].message, asked));
  const StoredIntroduction yes = Next(Answer(asked, 0, Yes(), true, now_));
  EXPECT_FALSE(StillTrue(proposals[0].message, yes));  // Has answered.
  EXPECT_TRUE(StillTrue(proposals[1].message, yes));
  EXPECT_FALSE(StillTrue(proposals[1].message, Next(Withdraw(yes, "", now_))));
  StoredMessage question;
  question.kind = Kind::KIND_DID_YOU_MEET;
  question.recipients = {{1, "a", false}};
  const StoredIntroduction mutual = Next(Advance(BothYes(now_), true, At(14 * kDay)));
  EXPECT_TRUE(StillTrue(question, mutual));
  EXPECT_FALSE(StillTrue(question, Next(RecordOutcome(mutual, 0, OutcomeOf(v1::Outcome::KIND_USEFUL), now_))));
  StoredMessage together;
  together.kind = Kind::KIND_MUTUAL;
  EXPECT_TRUE(StillTrue(together, mutual));
  EXPECT_FALSE(StillTrue(together, asked));
  StoredMessage request;
  request.kind = Kind::KIND_INTRODUCER_REQUEST;
  EXPECT_FALSE(StillTrue(request, asked));
}

}  // namespace
}  // namespace weft
