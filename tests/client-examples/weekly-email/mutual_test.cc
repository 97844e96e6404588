#include "client-examples/weekly-email/mutual.h"

#include "client-examples/weekly-email/letter_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/rendered_letter.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MutualTest, JointLetter) { ExpectLetter("mutual", MutualLetter(MutualMessage())); }

TEST(MutualTest, LetterToOne) { ExpectLetter("mutual_to_one", MutualLetter(MutualMessageToOne())); }

TEST(MutualTest, ToOneTheirOwnContactIsNotShown) {
  EXPECT_THAT(LetterText(MutualLetter(MutualMessageToOne())), Not(HasSubstr("amara@member.test")));
}

TEST(MutualTest, AGroup) {
  v1::Message message = MutualMessage();
  v1::Message::Recipient* johan = message.add_recipients();
  johan->set_member("networks/food/members/fn-johan");
  johan->set_display_name("Johan, head gardener");
  v1::Introduction::Side* side = message.mutable_mutual()->add_sides();
  side->set_member(johan->member());
  side->set_display_name(johan->display_name());
  const Letter letter = MutualLetter(message);
  EXPECT_EQ(letter.subject, "Amara, seed saver; Tuuli, seed grower; and Johan, head gardener: you all said yes");
  EXPECT_THAT(LetterText(letter), Not(HasSubstr("both")));
}

}  // namespace
}  // namespace weft::weekly_email
