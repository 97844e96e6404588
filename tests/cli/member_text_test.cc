#include "cli/member_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MemberTextTest, ShowsWhatIsSetAndMarksTheMembersWord) {
  v1::Member member;
  member.set_name("networks/food/members/zoe");
  member.set_display_name("Zoë, miller");
  member.add_offers("flour");
  member.add_offers("advice");
  member.mutable_participation()->set_being_found(v1::Participation::WORD_AGREED);
  member.mutable_participation()->set_rhythm(v1::Participation::RHYTHM_ON_REQUEST);
  member.mutable_participation()->add_spoken_fields("being_found");
  const std::string text = MemberText(member);
  EXPECT_THAT(text, HasSubstr("Zoë, miller  food/zoe\n"));
  EXPECT_THAT(text, HasSubstr("  offers              flour; advice\n"));
  EXPECT_THAT(text, HasSubstr("  being found         agreed (the member's word)\n"));
  EXPECT_THAT(text, HasSubstr("  being introduced    not said: the network's policy decides\n"));
  EXPECT_THAT(text, HasSubstr("  rhythm              on request\n"));
  EXPECT_THAT(text, Not(HasSubstr("needs")));
}

TEST(MemberTextTest, ListsAlign) {
  v1::ListMembersResponse list;
  list.add_members()->set_name("networks/food/members/a");
  v1::Member* thuy = list.add_members();
  thuy->set_name("networks/food/members/thuy");
  thuy->set_display_name("Thủy");
  thuy->add_circles("x");
  thuy->add_circles("y");
  EXPECT_EQ(MembersText(list.members()),
            "MEMBER     NAME  CIRCLES  ORGANIZATION\n"
            "food/a\n"
            "food/thuy  Thủy  x, y\n");
  EXPECT_EQ(MembersText({}), "No members.\n");
}

TEST(TiesTextTest, ShowsDatesAndPeriods) {
  google::protobuf::RepeatedPtrField<v1::Tie> ties;
  v1::Tie* dated = ties.Add();
  dated->set_member_a("networks/n/members/a");
  dated->set_member_b("networks/n/members/b");
  dated->set_weight(2.5);
  dated->mutable_last_contact()->set_seconds(1767225600);
  v1::Tie* counted = ties.Add();
  counted->set_member_a("networks/n/members/a");
  counted->set_member_b("networks/n/members/c");
  counted->set_weight(1);
  counted->set_period(7);
  counted->set_kind("talked");
  EXPECT_EQ(TiesText(ties),
            "MEMBER  MEMBER  WEIGHT  LAST CONTACT  KIND\n"
            "n/a     n/b     2.5     2026-01-01\n"
            "n/a     n/c     1       period 7      talked\n");
  EXPECT_EQ(TiesText({}), "No ties.\n");
}

}  // namespace
}  // namespace weft::cli
