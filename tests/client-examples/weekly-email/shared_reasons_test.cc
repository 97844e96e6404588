#include "client-examples/weekly-email/shared_reasons.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SharedReasonsTest, TheSameFromBothEndsIsSaidOnce) {
  EXPECT_THAT(
      SharedReasons(MutualMessage().mutual()),
      ElementsAre("Amara, seed saver is looking for “people to grow out rare varieties”; Tuuli, seed grower can "
                  "offer “growing out and testing seed”.",
                  "You share an interest in “old vegetable varieties”."));
}

TEST(SharedReasonsTest, DifferentInterestsNameBoth) {
  v1::Introduction introduction = MutualMessage().mutual();
  for (v1::Introduction::Side& side : *introduction.mutable_sides()) side.clear_reasons();
  v1::Reason* mine = introduction.mutable_sides(0)->add_reasons();
  mine->set_type(v1::Reason::TYPE_SHARED_INTEREST);
  mine->set_own_phrase("beans");
  mine->set_other_phrase("pulses");
  v1::Reason* theirs = introduction.mutable_sides(1)->add_reasons();
  theirs->set_type(v1::Reason::TYPE_SHARED_INTEREST);
  theirs->set_own_phrase("pulses");
  theirs->set_other_phrase("beans");
  EXPECT_THAT(SharedReasons(introduction),
              ElementsAre("Amara, seed saver cares about “beans”, Tuuli, seed grower about “pulses”."));
}

TEST(SharedReasonsTest, WhatSpeaksToOneAloneIsLeftOut) {
  v1::Introduction introduction = MutualMessage().mutual();
  for (v1::Introduction::Side& side : *introduction.mutable_sides()) side.clear_reasons();
  v1::Reason* reason = introduction.mutable_sides(0)->add_reasons();
  reason->set_type(v1::Reason::TYPE_WIDER_CIRCLE);
  reason->set_text("A wider circle: this may not be the right person, but may know who is.");
  EXPECT_THAT(SharedReasons(introduction), IsEmpty());
}

TEST(SharedReasonsTest, InAGroupNobodyIsMistaken) {
  v1::Introduction introduction = MutualMessage().mutual();
  introduction.add_sides()->set_member("networks/food/members/fn-johan");
  EXPECT_THAT(SharedReasons(introduction), IsEmpty());
}

}  // namespace
}  // namespace weft::weekly_email
