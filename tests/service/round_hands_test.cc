// Whom a plan cannot serve, what is missing and what would help.

#include "gmock/gmock.h"
#include "tests/service/round_fixture.h"

namespace weft {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Round = v1::Round;

constexpr absl::Duration kDay = absl::Hours(24);

class RoundHandsTest : public RoundTest {
 protected:
  // The only one who needs a hand in a plan of the whole network.
  v1::NeedsAHand OnlyUnserved() {
    const v1::PlanRoundResponse planned = Plan();
    EXPECT_THAT(planned.unserved(), SizeIs(1));
    return planned.unserved_size() == 0 ? v1::NeedsAHand() : planned.unserved(0);
  }
};

TEST_F(RoundHandsTest, WhoHasNobodyLeftNeedsAHandOnceTheyHaveWaited) {
  AddMembers({"ann", "bob", "cid"});
  Say("cid", "blocked", [](auto* p) {
    p->add_blocked("ann");
    p->add_blocked("bob");
  });
  v1::NeedsAHand hand = OnlyUnserved();
  EXPECT_EQ(hand.member(), Name("cid"));
  EXPECT_EQ(hand.display_name(), "cid");
  EXPECT_EQ(hand.cause(), v1::NeedsAHand::CAUSE_NOBODY_PERMITTED);
  EXPECT_EQ(hand.rounds_waited(), 1);
  EXPECT_THAT(hand.what_would_help(), AllOf(HasSubstr("nobody left"), HasSubstr("invite a person")));
  EXPECT_THAT(hand.what_would_help(), Not(HasSubstr("block")));
  // The first time they only wait; a plan that is not opened counts for nobody.
  EXPECT_THAT(Hands("networks/n1/rounds/r1"), IsEmpty());
  Close("networks/n1/rounds/r1");
  EXPECT_EQ(OnlyUnserved().rounds_waited(), 1);
  Open("networks/n1/rounds/r2");
  EXPECT_THAT(Hands(), IsEmpty());
  for (const v1::Introduction& introduction : Introductions("networks/n1/rounds/r2")) Answer(introduction, false);
  Await("networks/n1/rounds/r2", Round::STATE_CLOSED);

  clock_.Advance(14 * kDay);
  // The longest wait first: the other two only rest from each other.
  const v1::PlanRoundResponse third = Plan();
  ASSERT_THAT(third.unserved(), SizeIs(3));
  hand = third.unserved(0);
  EXPECT_EQ(hand.member(), Name("cid"));
  EXPECT_EQ(hand.rounds_waited(), 2);
  EXPECT_EQ(hand.round(), "networks/n1/rounds/r3");
  EXPECT_THAT(Hands("networks/n1/rounds/r3"), SizeIs(1));
  EXPECT_THAT(Hands(), IsEmpty());
  EXPECT_EQ(Get("networks/n1/rounds/r3").summary().needs_a_hand_count(), 1);
  EXPECT_EQ(Get("networks/n1/rounds/r3").summary().longest_wait(), 2);
  Open("networks/n1/rounds/r3");
  ASSERT_THAT(Hands(), SizeIs(1));
  EXPECT_EQ(Hands()[0].member(), Name("cid"));
  // Others' hands are no business of another circle.
  v1::ListMembersNeedingAHandRequest request;
  request.set_parent("networks/n1");
  request.set_as_member(Name("ann"));
  v1::ListMembersNeedingAHandResponse response;
  ASSERT_THAT(client_->ListMembersNeedingAHand(request, &response), IsGrpcOk());
  EXPECT_THAT(response.members(), IsEmpty());
}

TEST_F(RoundHandsTest, AnEmptyProfileNeedsAHandAtOnce) {
  AddMembers({"ann", "bob"});
  AddMemberWith("cid", [](v1::Member*) {});
  Say("cid", "blocked", [](auto* p) {
    p->add_blocked("ann");
    p->add_blocked("bob");
  });
  const v1::NeedsAHand hand = OnlyUnserved();
  EXPECT_EQ(hand.cause(), v1::NeedsAHand::CAUSE_EMPTY_PROFILE);
  EXPECT_THAT(hand.what_would_help(), HasSubstr("Ask them for one thing"));
  EXPECT_THAT(Hands("networks/n1/rounds/r1"), SizeIs(1));
}

TEST_F(RoundHandsTest, ANeedThatNobodyOffersIsNamed) {
  AddMemberWith("ann", [](v1::Member* member) { member->add_offers("lending tools"); });
  AddMemberWith("bob", [](v1::Member* member) { member->add_needs("lending tools"); });
  AddMemberWith("cid", [](v1::Member* member) {
    member->add_needs("lending tools");
    member->add_needs("a lawyer");
  });
  Say("cid", "blocked", [](auto* p) {
    p->add_blocked("ann");
    p->add_blocked("bob");
  });
  const v1::NeedsAHand hand = OnlyUnserved();
  EXPECT_EQ(hand.cause(), v1::NeedsAHand::CAUSE_NEED_UNMET);
  EXPECT_EQ(hand.phrase(), "a lawyer");
  EXPECT_THAT(hand.what_would_help(), HasSubstr("“a lawyer”"));
}

TEST_F(RoundHandsTest, WhoIsOneTooManyIsTold) {
  AddMembers({"ann", "bob", "cid"});
  Say("bob", "blocked", [](auto* p) { p->add_blocked("cid"); });
  const v1::NeedsAHand odd = OnlyUnserved();
  EXPECT_EQ(odd.cause(), v1::NeedsAHand::CAUSE_ODD_ONE);
  EXPECT_THAT(odd.what_would_help(), HasSubstr("is odd"));
  EXPECT_THAT(Hands("networks/n1/rounds/r1"), IsEmpty());
  Close("networks/n1/rounds/r1");
  // Where the others can be written to, an address is what is missing first.
  for (const char* id : {"ann", "bob", "cid"}) {
    if (Name(id) == odd.member()) continue;
    v1::UpdateContactRequest contact;
    contact.mutable_contact()->set_name(Name(id) + "/contact");
    contact.mutable_contact()->set_email(std::string(id) + "@address.example");
    ASSERT_THAT(client_->UpdateContact(contact), IsGrpcOk());
  }
  const v1::NeedsAHand unreachable = OnlyUnserved();
  EXPECT_EQ(unreachable.member(), odd.member());
  EXPECT_EQ(unreachable.cause(), v1::NeedsAHand::CAUSE_NOT_REACHABLE);
  EXPECT_THAT(Hands("networks/n1/rounds/r2"), SizeIs(1));
}

}  // namespace
}  // namespace weft
