// Rounds that Weft plans by itself: the network's, as often as its policy says.

#include "gmock/gmock.h"
#include "tests/service/round_fixture.h"

namespace weft {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using Round = v1::Round;

constexpr absl::Duration kDay = absl::Hours(24);

class RoundKeeperTest : public RoundTest {
 protected:
  void SetUp() override {
    RoundTest::SetUp();
    SetPolicy([](v1::Policy* policy) { policy->mutable_introductions()->clear_round_interval(); });
    AddMembers({"ann", "bob", "cid", "dee"}, "garden");
  }
  std::vector<Round> Rounds() const {
    v1::ListRoundsRequest request;
    request.set_parent("networks/n1");
    v1::ListRoundsResponse response;
    EXPECT_THAT(client_->ListRounds(request, &response), IsGrpcOk());
    return {response.rounds().begin(), response.rounds().end()};
  }
  // Waits until there are so many; the newest.
  Round AwaitRound(size_t count) const {
    for (;;) {
      const std::vector<Round> rounds = Rounds();
      if (rounds.size() >= count) return rounds[0];
      if (HasFailure()) return Round();
    }
  }
};

TEST_F(RoundKeeperTest, TheNetworksRoundComesEveryWeek) {
  clock_.Advance(7 * kDay);
  const Round first = AwaitRound(1);
  EXPECT_TRUE(first.scope().whole_network());
  EXPECT_EQ(first.weaver(), "");
  EXPECT_EQ(first.state(), Round::STATE_PLANNED);
  EXPECT_EQ(first.open_time().seconds(), absl::ToUnixSeconds(clock_.Now() + kDay));
  EXPECT_EQ(first.summary().pair_count(), 2);
  clock_.Advance(kDay);
  Await(first.name(), Round::STATE_OPEN);
  EXPECT_THAT(Introductions(first.name()), SizeIs(2));
  // The next one ends it, though not everybody has answered.
  Answer(Introductions(first.name())[0], false);
  clock_.Advance(14 * kDay);
  const Round second = AwaitRound(2);
  EXPECT_EQ(Get(first.name()).state(), Round::STATE_CLOSED);
  EXPECT_EQ(Get(first.name()).close_reason(), "");
  EXPECT_EQ(second.state(), Round::STATE_PLANNED);
  EXPECT_NE(second.seed(), first.seed());
}

TEST_F(RoundKeeperTest, ACancelledRoundIsNotPlannedAnew) {
  clock_.Advance(7 * kDay);
  const Round first = AwaitRound(1);
  Close(first.name());
  clock_.Advance(6 * kDay);
  // One that a weaver plans shows that the keeper has looked: it opens by itself.
  v1::PlanRoundRequest request = NewPlanOf({"ann", "bob"});
  request.mutable_open_time()->set_seconds(absl::ToUnixSeconds(clock_.Now()));
  Await(Plan(request).round().name(), Round::STATE_OPEN);
  EXPECT_THAT(Rounds(), SizeIs(2));
}

TEST_F(RoundKeeperTest, AWeaversRoundOfTheNetworkCounts) {
  clock_.Advance(6 * kDay);
  const std::string by_hand = Plan().round().name();
  clock_.Advance(kDay);
  Await(by_hand, Round::STATE_OPEN);
  EXPECT_THAT(Rounds(), SizeIs(1));
}

TEST_F(RoundKeeperTest, ARoundOfACircleIsWaitedFor) {
  const std::string circle = Plan(NewPlan("garden")).round().name();
  ASSERT_THAT(client_->HoldRound(NewHold(circle)), IsGrpcOk());
  clock_.Advance(7 * kDay);
  Await(circle, Round::STATE_OPEN);
  EXPECT_THAT(Rounds(), SizeIs(1));
  for (const v1::Introduction& introduction : Introductions(circle)) Answer(introduction, false);
  Await(circle, Round::STATE_CLOSED);
  clock_.Advance(14 * kDay);
  EXPECT_TRUE(AwaitRound(2).scope().whole_network());
}

TEST_F(RoundKeeperTest, NothingIsPlannedForNobody) {
  v1::CreateNetworkRequest empty = NewNetwork("n0");  // Looked at before n1.
  empty.mutable_network()->mutable_policy()->clear_introductions();
  ASSERT_THAT(client_->CreateNetwork(empty), IsGrpcOk());
  clock_.Advance(7 * kDay);
  AwaitRound(1);
  v1::ListRoundsRequest request;
  request.set_parent("networks/n0");
  v1::ListRoundsResponse response;
  ASSERT_THAT(client_->ListRounds(request, &response), IsGrpcOk());
  EXPECT_THAT(response.rounds(), IsEmpty());
}

}  // namespace
}  // namespace weft
