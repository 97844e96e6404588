#include "client-examples/weekly-email/recipient_links.h"

#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

TEST(RecipientLinksTest, TheFirstOfAnAction) {
  const v1::Message message = InvitationMessage();
  EXPECT_EQ(LinkUrl(message, v1::Link::ACTION_AGREE), "https://weft.example/i/t2-8");
  EXPECT_EQ(LinkUrl(message, v1::Link::ACTION_GO_ON), "");
}

TEST(RecipientLinksTest, AJointMessageHasNone) { EXPECT_EQ(LinkUrl(MutualMessage(), v1::Link::ACTION_OPEN), ""); }

TEST(RecipientLinksTest, EachProposalHasItsOwn) {
  const v1::Message message = WeeklyMessage();
  EXPECT_EQ(ProposalLinkUrl(message, v1::Link::ACTION_ACCEPT, 0), "https://weft.example/i/t2-2");
  EXPECT_EQ(ProposalLinkUrl(message, v1::Link::ACTION_ACCEPT, 1), "https://weft.example/i/t6-2");
}

TEST(RecipientLinksTest, ALinkThatMightBeAnothersIsNotUsed) {
  v1::Message message = WeeklyMessage();
  message.mutable_proposals()->RemoveLast();  // Two links to say yes, one proposal.
  EXPECT_EQ(ProposalLinkUrl(message, v1::Link::ACTION_ACCEPT, 0), "");
}

}  // namespace
}  // namespace weft::weekly_email
