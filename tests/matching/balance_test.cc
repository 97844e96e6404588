#include "weft/matching/balance.h"

#include "gtest/gtest.h"

namespace weft {
namespace {

TEST(BalanceTest, DefaultsHoldWhereNobodySpeaks) {
  const Balance balance = BalanceOf(v1::Policy(), MemberSettings(), absl::nullopt, v1::Balance());
  EXPECT_EQ(balance.weak_tie_share, Balance().weak_tie_share);
  EXPECT_EQ(balance.fit_floor, Balance().fit_floor);
  EXPECT_EQ(balance.exploration_share, 0);
}

// A policy sets every knob, a call every second one: each knob is the nearest word.
TEST(BalanceTest, TheCallWinsOverThePolicy) {
  v1::Policy policy;
  policy.set_weak_tie_share(0.1);
  policy.set_fit_floor(0.2);
  policy.set_bridging_peak(0.3);
  policy.set_bridging_width(0.4);
  policy.set_periphery_reserve(0.5);
  policy.set_exploration_share(0.6);
  v1::Balance call;
  call.set_fit_floor(0.02);
  call.set_bridging_width(0.04);
  call.set_exploration_share(0.06);
  const Balance balance = BalanceOf(policy, MemberSettings(), absl::nullopt, call);
  EXPECT_EQ(balance.weak_tie_share, 0.1);
  EXPECT_EQ(balance.fit_floor, 0.02);
  EXPECT_EQ(balance.bridging_peak, 0.3);
  EXPECT_EQ(balance.bridging_width, 0.04);
  EXPECT_EQ(balance.periphery_reserve, 0.5);
  EXPECT_EQ(balance.exploration_share, 0.06);
}

TEST(BalanceTest, AMembersOwnShareWinsOverThePolicyAndTheCallOverBoth) {
  v1::Policy policy;
  policy.set_weak_tie_share(0.1);
  MemberSettings member;
  member.weak_tie_share = 0.5f;
  EXPECT_EQ(BalanceOf(policy, member, absl::nullopt, v1::Balance()).weak_tie_share, 0.5);
  EXPECT_EQ(BalanceOf(policy, member, 0.0, v1::Balance()).weak_tie_share, 0);
}

}  // namespace
}  // namespace weft
