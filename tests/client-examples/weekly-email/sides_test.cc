#include "client-examples/weekly-email/sides.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::Introduction Pair() { return ProposalMessage().proposals(0); }

TEST(SidesTest, TheReaderIsNoOther) {
  const v1::Introduction pair = Pair();
  EXPECT_EQ(NamesOf(OtherSides(pair, "networks/food/members/fn-amara")), "Tuuli, seed grower");
  EXPECT_EQ(NamesOf(OtherSides(pair, "")), "Amara, seed saver and Tuuli, seed grower");
}

TEST(SidesTest, ThoseWhoHaveLeftAreNoSide) {
  v1::Introduction trio = Pair();
  trio.add_sides()->set_gone(true);
  trio.mutable_sides(2)->set_member("networks/food/members/fn-johan");
  EXPECT_THAT(OtherSides(trio, ""), SizeIs(2));
  trio.mutable_sides(1)->clear_member();
  EXPECT_THAT(OtherSides(trio, "networks/food/members/fn-amara"), IsEmpty());
}

TEST(SidesTest, OwnSide) {
  const v1::Introduction pair = Pair();
  EXPECT_EQ(OwnSide(pair, "networks/food/members/fn-tuuli"), &pair.sides(1));
  EXPECT_EQ(OwnSide(pair, "networks/food/members/fn-leila"), nullptr);
  EXPECT_EQ(OwnSide(pair, ""), nullptr);
}

}  // namespace
}  // namespace weft::weekly_email
