#include "weft/profile/member_introductions.h"

#include "gtest/gtest.h"

namespace weft {
namespace {

using Intro = v1::Introduction;
using Side = v1::Introduction::Side;

MemberIntroductions::Entry Entry(Intro::State state, Side::Answer answer = Side::ANSWER_UNSPECIFIED) {
  MemberIntroductions::Entry entry;
  entry.state = state;
  entry.answer = answer;
  entry.other_keys = {7};
  return entry;
}

MemberIntroductions::Entry Silent(int64_t end) {
  MemberIntroductions::Entry entry = Entry(Intro::STATE_EXPIRED, Side::ANSWER_SILENT);
  entry.end_micros = end;
  return entry;
}

TEST(MemberIntroductionsTest, OpenUntilRefusedMetOrOver) {
  for (Intro::State state : {Intro::STATE_AWAITING_INTRODUCER, Intro::STATE_PROPOSED, Intro::STATE_MUTUAL}) {
    EXPECT_TRUE(IsOpen(Entry(state))) << state;
    EXPECT_TRUE(IsOpen(Entry(state, Side::ANSWER_ACCEPTED))) << state;
    EXPECT_TRUE(IsOpen(Entry(state, Side::ANSWER_SNOOZED))) << state;
    EXPECT_FALSE(IsOpen(Entry(state, Side::ANSWER_DECLINED))) << state;
    EXPECT_FALSE(IsOpen(Entry(state, Side::ANSWER_PASSED_ON))) << state;
    MemberIntroductions::Entry gone = Entry(state);
    gone.gone = true;
    EXPECT_FALSE(IsOpen(gone)) << state;
  }
  for (Intro::State state :
       {Intro::STATE_MET, Intro::STATE_CLOSED, Intro::STATE_DECLINED, Intro::STATE_EXPIRED, Intro::STATE_WITHDRAWN}) {
    EXPECT_FALSE(IsOpen(Entry(state))) << state;
  }
  MemberIntroductions::Entry said = Entry(Intro::STATE_MUTUAL, Side::ANSWER_ACCEPTED);
  said.outcome = v1::Outcome::KIND_DID_NOT_HAPPEN;
  EXPECT_FALSE(IsOpen(said));
  MemberIntroductions introductions;
  introductions.entries = {Entry(Intro::STATE_PROPOSED), Entry(Intro::STATE_MET), Entry(Intro::STATE_MUTUAL)};
  EXPECT_EQ(CountOpen(introductions), 2);
}

TEST(MemberIntroductionsTest, CountsWhatTheMemberWasAsked) {
  MemberIntroductions introductions;
  introductions.entries = {Entry(Intro::STATE_CLOSED), Entry(Intro::STATE_PROPOSED), Entry(Intro::STATE_PROPOSED),
                           Entry(Intro::STATE_AWAITING_INTRODUCER)};
  introductions.entries[0].propose_micros = 10;
  introductions.entries[1].propose_micros = 20;
  introductions.entries[2].propose_micros = 30;
  introductions.entries[2].proposed = true;
  EXPECT_EQ(CountAskedSince(introductions, 10), 2);
  EXPECT_EQ(CountAskedSince(introductions, 11), 1);
  EXPECT_EQ(LastAskedMicros(introductions), 30);
  EXPECT_EQ(LastAskedMicros({}), 0);
}

TEST(MemberIntroductionsTest, SilencesEndWhenTheMemberSpeaks) {
  MemberIntroductions introductions;
  EXPECT_EQ(CountSilences(introductions), 0);
  introductions.entries = {Silent(10), Silent(20)};
  EXPECT_EQ(CountSilences(introductions), 2);
  introductions.spoke_micros = 15;
  EXPECT_EQ(CountSilences(introductions), 1);
  introductions.spoke_micros = 20;
  EXPECT_EQ(CountSilences(introductions), 0);
  // The other side was quicker: no silence.
  introductions.entries.push_back(Entry(Intro::STATE_DECLINED));
  introductions.entries.back().end_micros = 30;
  introductions.entries.push_back(Silent(40));
  introductions.entries.push_back(Entry(Intro::STATE_PROPOSED));
  EXPECT_EQ(CountSilences(introductions), 1);
}

TEST(MemberIntroductionsTest, TheLongestRestOfAPairCounts) {
  MemberIntroductions introductions;
  EXPECT_EQ(RestWith(introductions, 7).until_micros, 0);
  introductions.entries = {Entry(Intro::STATE_EXPIRED), Entry(Intro::STATE_DECLINED, Side::ANSWER_DECLINED)};
  introductions.entries[0].rest_until_micros = 50;
  EXPECT_EQ(RestWith(introductions, 7).until_micros, 50);
  EXPECT_FALSE(RestWith(introductions, 7).ends_if_i_ask);
  introductions.entries[1].rest_until_micros = kRestsForEver;
  EXPECT_EQ(RestWith(introductions, 7).until_micros, kRestsForEver);
  EXPECT_TRUE(RestWith(introductions, 7).ends_if_i_ask);
  EXPECT_FALSE(RestWith(introductions, 7).open);
  EXPECT_EQ(RestWith(introductions, 8).until_micros, 0);
  introductions.entries.push_back(Entry(Intro::STATE_PROPOSED));
  EXPECT_TRUE(RestWith(introductions, 7).open);
}

}  // namespace
}  // namespace weft
