#include "weft/introductions/round_member.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/drafted_network.h"

namespace weft {
namespace {

// More rows, of all that stands against a member, are in permitted_pairs_test.cc.
class RoundMemberTest : public testing::Test {
 protected:
  RoundMemberTest() { drafted_.network().Add("ada"); }
  bool IsDue() {
    const auto view = drafted_.network().Snapshot();
    return IsRhythmDue(view->member(*view->Find("ada")), drafted_.moment());
  }
  absl::optional<RoundMember> Ada(int waited = 0) {
    const auto view = drafted_.network().Snapshot();
    return RoundMemberOf(view->member(*view->Find("ada")), waited, view->policy(), drafted_.moment());
  }
  DraftedNetwork drafted_;
};

TEST_F(RoundMemberTest, TheRhythmIsDueAPeriodAfterTheRound) {
  EXPECT_TRUE(IsDue());
  // Fortnightly; review and introducer put the last one off by three days at most.
  drafted_.Had("ada", kStranger, 11 * kDay);
  EXPECT_TRUE(IsDue());
  drafted_.Had("ada", kOtherStranger, 11 * kDay - absl::Seconds(1));
  EXPECT_FALSE(IsDue());
  drafted_.network().policy().mutable_introductions()->mutable_review_window()->set_seconds(2 * 86400);
  EXPECT_TRUE(IsDue());
}

TEST_F(RoundMemberTest, WhatIsPutOffIsHalfAPeriodAtMost) {
  drafted_.WordOf("ada")->set_rhythm(v1::Participation::RHYTHM_WEEKLY);
  v1::IntroductionPolicy* policy = drafted_.network().policy().mutable_introductions();
  policy->mutable_review_window()->set_seconds(7 * 86400);
  drafted_.Had("ada", kStranger, 3 * kDay);
  EXPECT_FALSE(IsDue());
  drafted_.network().IntroductionsOf("ada").entries.clear();
  drafted_.Had("ada", kStranger, 4 * kDay);
  EXPECT_TRUE(IsDue());
}

TEST_F(RoundMemberTest, AnIntroductionThatWasNeverAskedWasNotHad) {
  MemberIntroductions::Entry& entry = drafted_.Had("ada", kStranger, 90 * kDay);
  entry.state = v1::Introduction::STATE_WITHDRAWN;
  entry.propose_micros = 0;
  entry.weak_tie = true;
  ASSERT_TRUE(Ada().has_value());
  EXPECT_DOUBLE_EQ(Ada()->weak_due, 0.3);
  entry.propose_micros = entry.end_micros - 1;
  drafted_.network().IntroductionsOf("ada").entries.back() = entry;
  EXPECT_DOUBLE_EQ(Ada()->weak_due, 0.3 * 2 - 1);
}

TEST_F(RoundMemberTest, NewcomersAreThePolicys) {
  EXPECT_TRUE(Ada()->newcomer);
  drafted_.network().policy().mutable_introductions()->set_newcomer_strong_fits(0);
  EXPECT_FALSE(Ada()->newcomer);
  EXPECT_EQ(Ada(4)->rounds_waited, 4);
}

}  // namespace
}  // namespace weft
