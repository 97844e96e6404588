#include "weft/introductions/message_links.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"

namespace weft {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using Link = v1::Link;
using Message = v1::Message;

TEST(MessageLinksTest, EveryMailCanBeOpenedAndUnsubscribedFrom) {
  for (int kind = Message::KIND_INVITATION; kind <= Message::KIND_STILL_WELCOME; ++kind) {
    const auto actions = MessageActions(static_cast<Message::Kind>(kind));
    EXPECT_THAT(actions, Contains(Link::ACTION_OPEN)) << kind;
    EXPECT_THAT(actions, Contains(Link::ACTION_UNSUBSCRIBE)) << kind;
    // These stand once for each proposal.
    EXPECT_THAT(actions, Not(Contains(Link::ACTION_ACCEPT))) << kind;
  }
  EXPECT_THAT(MessageActions(Message::KIND_DID_YOU_MEET), Contains(Link::ACTION_MET));
  EXPECT_THAT(MessageActions(Message::KIND_INVITATION), Contains(Link::ACTION_AGREE));
}

TEST(MessageLinksTest, AProposalIsAnsweredAsItsReaderMay) {
  v1::Introduction proposal;
  EXPECT_THAT(ProposalActions(proposal), IsEmpty());
  proposal.add_actions(v1::Introduction::ACTION_ACCEPT);
  proposal.add_actions(v1::Introduction::ACTION_DECLINE);
  proposal.add_actions(v1::Introduction::ACTION_WITHDRAW);
  EXPECT_THAT(ProposalActions(proposal), ElementsAre(Link::ACTION_ACCEPT, Link::ACTION_DECLINE));
}

TEST(MessageLinksTest, WhoWantsNoMoreMailMaySaySoLater) {
  const FakeClock clock;
  EXPECT_GT(LinkEnd(Link::ACTION_UNSUBSCRIBE, clock.Now()), LinkEnd(Link::ACTION_ACCEPT, clock.Now()));
  EXPECT_EQ(LinkEnd(Link::ACTION_ACCEPT, clock.Now()), clock.Now() + absl::Hours(24 * 90));
}

}  // namespace
}  // namespace weft
