#include "weft/introductions/message_due.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "weft/base/clock.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

constexpr absl::Duration kDay = absl::Hours(24);

class MessageDueTest : public testing::Test {
 protected:
  FakeClock clock_;
  const absl::Time now_ = clock_.Now();
};

TEST_F(MessageDueTest, NewsComeEverySevenDays) {
  const absl::Time came = now_ - 100 * kDay;
  EXPECT_TRUE(NewsAreDue(absl::nullopt, came, absl::nullopt, now_));
  EXPECT_FALSE(NewsAreDue(absl::nullopt, now_ - 6 * kDay, absl::nullopt, now_));  // Not on arrival.
  EXPECT_FALSE(NewsAreDue(now_ - 6 * kDay, came, absl::nullopt, now_));
  EXPECT_TRUE(NewsAreDue(now_ - 7 * kDay, came, absl::nullopt, now_));
}

TEST_F(MessageDueTest, NewsWaitForARoundThatOpensSoon) {
  const absl::Time came = now_ - 100 * kDay;
  EXPECT_FALSE(NewsAreDue(absl::nullopt, came, now_ + kDay, now_));
  EXPECT_TRUE(NewsAreDue(absl::nullopt, came, now_ + 2 * kDay, now_));
}

TEST_F(MessageDueTest, OccasionsTellMembersAndDaysApart) {
  EXPECT_EQ(InvitationFor("n", "a", 7, now_).message.occasion,
            InvitationFor("n", "a", 7, now_ + kDay).message.occasion);
  EXPECT_NE(InvitationFor("n", "a", 7, now_).message.occasion, InvitationFor("n", "b", 8, now_).message.occasion);
  EXPECT_EQ(NewsFor("n", "a", 7, now_).message.occasion, NewsFor("n", "a", 7, now_ + absl::Hours(1)).message.occasion);
  EXPECT_NE(NewsFor("n", "a", 7, now_).message.occasion, NewsFor("n", "a", 7, now_ + 7 * kDay).message.occasion);
  EXPECT_EQ(NewsFor("n", "a", 7, now_).message.due_micros, ToMicros(now_));
}

TEST_F(MessageDueTest, AWordEndsTheAsking) {
  v1::Participation participation;
  participation.set_introducing(v1::Participation::WORD_AGREED);
  EXPECT_FALSE(HasSpoken(participation));
  participation.set_being_found(v1::Participation::WORD_REFUSED);
  EXPECT_TRUE(HasSpoken(participation));
}

TEST_F(MessageDueTest, AddressesAreSharedUnlessTheMemberSaysOtherwise) {
  v1::Contact contact;
  EXPECT_FALSE(SharesAddress(contact));
  contact.set_email("a@example.org");
  EXPECT_TRUE(SharesAddress(contact));
  contact.set_mail(v1::Contact::MAIL_NONE);
  EXPECT_FALSE(SharesAddress(contact));
  contact.set_mail(v1::Contact::MAIL_INTRODUCTIONS);
  contact.set_share_email(false);
  EXPECT_FALSE(SharesAddress(contact));
}

TEST_F(MessageDueTest, SaysWhereWhatIsHeldCameFrom) {
  v1::Member member;
  *member.mutable_create_time() = TimestampOf(ToMicros(now_));
  v1::Network network;
  network.set_name("networks/food");
  EXPECT_EQ(HeldBecause(member, network), "The people who look after food wrote it here on 1 January 2026.");
  network.set_display_name("Food Network");
  network.mutable_policy()->set_unspoken_ground("agreed at the meeting");
  EXPECT_EQ(HeldBecause({}, network),
            "The people who look after Food Network wrote it here. They say on what ground: “agreed at the meeting”.");
}

}  // namespace
}  // namespace weft
