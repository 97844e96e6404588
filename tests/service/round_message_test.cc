// What members are told of a round, and those who cannot be told.

#include "gmock/gmock.h"
#include "tests/service/round_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Message = v1::Message;

constexpr absl::Duration kDay = absl::Hours(24);

class RoundMessageTest : public RoundTest {
 protected:
  void AddReachable(const std::string& id) {
    AddMembers({id});
    v1::UpdateContactRequest contact;
    contact.mutable_contact()->set_name(Name(id) + "/contact");
    contact.mutable_contact()->set_email(id + "@address.example");
    ASSERT_THAT(client_->UpdateContact(contact), IsGrpcOk());
  }
  // "kind member" of all that were queued.
  std::vector<std::string> Queued() {
    v1::ListMessagesRequest request;
    request.set_parent("networks/n1");
    request.set_page_size(1000);
    v1::ListMessagesResponse response;
    EXPECT_THAT(client_->ListMessages(request, &response), IsGrpcOk());
    std::vector<std::string> out;
    for (const Message& message : response.messages()) {
      for (const Message::Recipient& recipient : message.recipients()) {
        const std::string& member = recipient.member();
        out.push_back(Message::Kind_Name(message.kind()).substr(5) + " " + member.substr(member.rfind('/') + 1));
      }
    }
    return out;
  }
  // Mail to the member comes back for good.
  void Bounce(const std::string& id) {
    v1::InviteMembersRequest invite;
    invite.set_parent("networks/n1");
    invite.add_members(Name(id));
    ASSERT_THAT(client_->InviteMembers(invite), IsGrpcOk());
    v1::ClaimMessagesRequest claim;
    claim.set_parent("networks/n1");
    claim.set_channel(Message::CHANNEL_EMAIL);
    v1::ClaimMessagesResponse claimed;
    ASSERT_THAT(client_->ClaimMessages(claim, &claimed), IsGrpcOk());
    ASSERT_THAT(claimed.messages(), SizeIs(1));
    v1::BeginDeliveryRequest begin;
    begin.set_name(claimed.messages(0).name());
    begin.set_claim(claimed.messages(0).claim());
    ASSERT_THAT(client_->BeginDelivery(begin), IsGrpcOk());
    v1::RecordBounceRequest bounce;
    bounce.set_parent("networks/n1");
    bounce.set_email_message_id(claimed.messages(0).email_message_id());
    bounce.set_member(Name(id));
    bounce.set_permanent(true);
    ASSERT_THAT(client_->RecordBounce(bounce), IsGrpcOk());
  }
};

TEST_F(RoundMessageTest, ProposalsComeOnceWithTheWeeksNews) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string round = Plan().round().name();
  EXPECT_THAT(Queued(), IsEmpty());  // Nobody hears of a plan.
  Open(round);
  EXPECT_THAT(Queued(), UnorderedElementsAre("WEEKLY ann", "WEEKLY bob"));
  Open(round);
  Start();
  clock_.Advance(2 * kDay);
  EXPECT_THAT(Queued(), UnorderedElementsAre("WEEKLY ann", "WEEKLY bob"));
}

TEST_F(RoundMessageTest, TheIntroducerIsAskedFirst) {
  AddReachable("ann");
  AddReachable("bob");
  AddReachable("cid");
  AddTie("cid", "ann");
  AddTie("cid", "bob");
  Say("cid", "introducing", [](auto* p) { p->set_introducing(v1::Participation::WORD_AGREED); });
  const std::string round = Plan(NewPlanOf({"ann", "bob"})).round().name();
  Open(round);
  EXPECT_THAT(Queued(), ElementsAre("INTRODUCER_REQUEST cid"));
  v1::RespondToIntroductionRequest yes;
  yes.set_name(Introductions(round)[0].name());
  yes.set_as_member(Name("cid"));
  yes.mutable_accept()->set_note("you both keep bees");
  ASSERT_THAT(client_->RespondToIntroduction(yes), IsGrpcOk());
  EXPECT_THAT(Queued(), UnorderedElementsAre("INTRODUCER_REQUEST cid", "WEEKLY ann", "WEEKLY bob"));
}

TEST_F(RoundMessageTest, WhoseMailCameBackNeedsAHand) {
  AddReachable("ann");
  AddReachable("bob");
  AddReachable("cid");
  Bounce("cid");
  const v1::PlanRoundResponse planned = Plan();
  EXPECT_EQ(planned.round().summary().eligible_count(), 2);
  ASSERT_THAT(planned.entries(), SizeIs(1));
  EXPECT_THAT(Members(planned.entries(0)), ElementsAre("ann", "bob"));
  ASSERT_THAT(planned.unserved(), SizeIs(1));
  EXPECT_EQ(planned.unserved(0).member(), Name("cid"));
  EXPECT_EQ(planned.unserved(0).cause(), v1::NeedsAHand::CAUSE_NOT_REACHABLE);
  EXPECT_THAT(planned.unserved(0).what_would_help(), testing::HasSubstr("came back"));
  EXPECT_THAT(Hands(planned.round().name()), SizeIs(1));
}

}  // namespace
}  // namespace weft
