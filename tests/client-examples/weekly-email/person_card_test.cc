#include "client-examples/weekly-email/person_card.h"

#include "client-examples/weekly-email/letter_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kAmara[] = "networks/food/members/fn-amara";
constexpr char kTuuli[] = "networks/food/members/fn-tuuli";

std::string Text(const std::vector<Block>& blocks) {
  Letter letter;
  letter.blocks = blocks;
  return LetterText(letter);
}

TEST(PersonCardTest, OneProposalAsksWithoutNamesOnEveryButton) {
  const std::string text = Text(ProposedPeople(ProposalMessage(), 0, /*several=*/false));
  EXPECT_THAT(text, HasSubstr("* Tuuli, seed grower (close match)\n"));
  EXPECT_THAT(text, HasSubstr("Not now:\n"));
  EXPECT_THAT(text, HasSubstr("Open until Sunday, 6 December."));
}

TEST(PersonCardTest, AmongSeveralEachButtonSaysWhom) {
  const std::string text = Text(ProposedPeople(WeeklyMessage(), 1, /*several=*/true));
  EXPECT_THAT(text, HasSubstr("* Johan, head gardener (a wider circle)\n"));
  EXPECT_THAT(text, HasSubstr("Not now (Johan, head gardener):\n"));
  EXPECT_THAT(text, HasSubstr("Leila, librarian, who knows you both, thinks of you two.\n"));
}

TEST(PersonCardTest, HowItCameAbout) {
  v1::Introduction introduction = ProposalMessage().proposals(0);
  EXPECT_THAT(HowItCameAbout(introduction, kAmara), IsEmpty());
  introduction.set_origin(v1::Introduction::ORIGIN_WEAVER);
  EXPECT_THAT(Text(HowItCameAbout(introduction, kAmara)), HasSubstr("Somebody who looks after the network"));
  introduction.set_origin(v1::Introduction::ORIGIN_SELF);
  introduction.set_introducer(kTuuli);
  introduction.set_introducer_display_name("Tuuli, seed grower");
  introduction.set_note("I have room for forty varieties.");
  introduction.set_purpose("a seed library");
  const std::string text = Text(HowItCameAbout(introduction, kAmara));
  EXPECT_THAT(text, HasSubstr("Tuuli, seed grower would like to meet you.\n"));
  EXPECT_THAT(text, HasSubstr("> I have room for forty varieties.\n"));
  EXPECT_THAT(text, HasSubstr("What it is about: a seed library\n"));
  // To the one who asked, it needs no telling.
  EXPECT_THAT(Text(HowItCameAbout(introduction, kTuuli)), Not(HasSubstr("would like to meet")));
}

}  // namespace
}  // namespace weft::weekly_email
