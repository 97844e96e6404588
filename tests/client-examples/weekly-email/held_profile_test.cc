#include "client-examples/weekly-email/held_profile.h"

#include <map>
#include <set>
#include <string>

#include "client-examples/weekly-email/letter_text.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string ProfileText(const v1::Member& member) {
  Letter letter;
  letter.blocks = {Facts(HeldProfile(member))};
  return LetterText(letter);
}

TEST(HeldProfileTest, WhatIsNotHeldIsNotListed) {
  const std::string text = ProfileText(InvitationMessage().invitation().member());
  EXPECT_THAT(text, HasSubstr("You can offer: seed saving workshops; bean and tomato seed to share\n"));
  EXPECT_THAT(text, HasSubstr("Your circles: seed stewards\n"));
  EXPECT_THAT(text, HasSubstr("Introductions a month: at most 3\n"));
  EXPECT_THAT(text, testing::Not(HasSubstr("Blocked")));
  EXPECT_THAT(HeldProfile(v1::Member()), IsEmpty());
}

TEST(HeldProfileTest, SaysWhatTheMemberHasSaid) {
  v1::Member member;
  member.set_name("networks/food/members/fn-amara");
  member.set_timezone("Europe/Lisbon");
  v1::Participation* said = member.mutable_participation();
  said->set_being_found(v1::Participation::WORD_AGREED);
  said->set_being_introduced(v1::Participation::WORD_REFUSED);
  said->set_introducing(v1::Participation::WORD_AGREED);
  said->mutable_paused_until()->set_seconds(1796587200);
  said->set_rhythm(v1::Participation::RHYTHM_MONTHLY);
  said->set_weak_tie_share(0.3);
  said->add_never_pair("fn-tuuli");
  said->add_blocked("fn-johan");
  EXPECT_EQ(ProfileText(member),
            "\n\n\n\n\n"
            "Short name here: fn-amara\n"
            "Time zone: Europe/Lisbon\n"
            "Others may find you: yes\n"
            "You may be introduced: no\n"
            "You may be asked to introduce others: yes\n"
            "Pause until: 6 December 2026\n"
            "How often: every four weeks\n"
            "Of ten introductions, into a wider circle: about 3\n"
            "Never introduced to: fn-tuuli\n"
            "Blocked by you, which nobody else sees: fn-johan\n");
}

// A field that is added to the API must be shown too, or this list must say why it is not.
TEST(HeldProfileTest, KnowsEveryField) {
  auto fields = [](const google::protobuf::Descriptor* descriptor) {
    std::set<std::string> names;
    for (int i = 0; i < descriptor->field_count(); ++i) names.insert(descriptor->field(i)->name());
    return names;
  };
  EXPECT_EQ(
      fields(v1::Member::descriptor()),
      (std::set<std::string>{"name", "display_name", "bio", "interests", "offers", "needs", "circles", "organization",
                             "languages", "timezone", "participation", "etag", "create_time", "update_time"}));
  EXPECT_EQ(fields(v1::Participation::descriptor()),
            (std::set<std::string>{"being_found", "being_introduced", "paused_until", "introductions_per_month",
                                   "rhythm", "weak_tie_share", "never_pair", "blocked",
                                   "spoken_fields",  // Says who wrote the others; they stand above.
                                   "introducing"}));
}

}  // namespace
}  // namespace weft::weekly_email
