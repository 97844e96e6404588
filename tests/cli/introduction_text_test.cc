#include "cli/introduction_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Intro = v1::Introduction;

Intro Mutual() {
  Intro introduction;
  introduction.set_name("networks/food/introductions/4f1c");
  introduction.set_state(Intro::STATE_MUTUAL);
  introduction.set_origin(Intro::ORIGIN_INTRODUCER);
  introduction.set_introducer("networks/food/members/jo");
  introduction.set_note("you both keep bees");
  introduction.set_first_question("What first?");
  Intro::Side* own = introduction.add_sides();
  own->set_member("networks/food/members/amara");
  own->set_display_name("Amara");
  own->set_answer(Intro::Side::ANSWER_ACCEPTED);
  own->add_reasons()->set_text("You both care about bees.");
  own->mutable_outcome()->set_kind(v1::Outcome::KIND_LED_TO_SOMEONE);
  own->mutable_outcome()->set_lesson("ask early");
  Intro::Side* other = introduction.add_sides();
  other->set_member("networks/food/members/tuuli");
  other->add_brings("hives");
  other->set_note("hello \x1b[31m");
  other->mutable_contact()->set_email("tuuli@address.example");
  other->mutable_contact()->add_handles()->set_service("slack");
  return introduction;
}

TEST(IntroductionTextTest, ShowsAllThatItsReaderSees) {
  const std::string text = IntroductionText(Mutual());
  for (const char* part :
       {"networks/food/introductions/4f1c", "mutual, introduced by jo", "you both keep bees", "Amara  food/amara",
        "says: accepted", "- You both care about bees.", "brings: hives", "contact: tuuli@address.example; slack",
        "outcome: led to someone: ask early", "to begin with: What first?"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(IntroductionTextTest, SaysHowLongThereIsToAnswerAndWhoHasLeft) {
  Intro introduction;
  introduction.set_state(Intro::STATE_PROPOSED);
  introduction.set_origin(Intro::ORIGIN_ROUND);
  introduction.set_round("networks/food/rounds/r3");
  introduction.mutable_expire_time()->set_seconds(1767225600);
  introduction.add_sides();
  const std::string text = IntroductionText(introduction);
  EXPECT_THAT(text, HasSubstr("proposed, round r3"));
  EXPECT_THAT(text, HasSubstr("to be answered by 2026-01-01 00:00 UTC"));
  EXPECT_THAT(text, HasSubstr("somebody who has left"));
}

TEST(IntroductionTextTest, ListsOnePerLine) {
  v1::ListIntroductionsResponse response;
  EXPECT_EQ(IntroductionsText(response.introductions()), "No introductions.\n");
  *response.add_introductions() = Mutual();
  const std::string text = IntroductionsText(response.introductions());
  EXPECT_THAT(text, HasSubstr("4f1c"));
  EXPECT_THAT(text, HasSubstr("Amara, tuuli"));
}

TEST(IntroductionTextTest, EffectsAndAudit) {
  v1::ListEffectsResponse effects;
  EXPECT_EQ(EffectsText(effects.effects()), "Nothing has changed.\n");
  effects.add_effects()->set_text("You rest.");
  EXPECT_EQ(EffectsText(effects.effects()), "- You rest.\n");
  v1::ListIntroductionAuditResponse audit;
  auto* entry = audit.add_entries();
  entry->set_caller("bot");
  entry->set_spoke_for_member(true);
  entry->set_type(v1::IntroductionEvent::TYPE_ANSWERED);
  entry->set_to_state(Intro::STATE_PROPOSED);
  const std::string text = IntroductionAuditText(audit.entries());
  EXPECT_THAT(text, HasSubstr("bot for a member"));
  EXPECT_THAT(text, HasSubstr("answered"));
}

}  // namespace
}  // namespace weft::cli
