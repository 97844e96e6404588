#include "weft/profile/participation.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ParticipationTest, FieldsAreAllButSpokenFields) {
  EXPECT_THAT(ParticipationFields(),
              ElementsAre("being_found", "being_introduced", "paused_until", "introductions_per_month", "rhythm",
                          "weak_tie_share", "never_pair", "blocked", "introducing"));
}

TEST(ParticipationTest, StatedFieldsKnowsZeroFromUnset) {
  v1::Participation participation;
  EXPECT_THAT(StatedFields(participation), IsEmpty());
  participation.set_introductions_per_month(0);
  participation.set_weak_tie_share(0);
  participation.add_never_pair("m1");
  participation.add_spoken_fields("rhythm");
  EXPECT_THAT(StatedFields(participation), ElementsAre("introductions_per_month", "weak_tie_share", "never_pair"));
}

TEST(ParticipationTest, TheMembersOwnChangeIsDoneAndRemembered) {
  v1::Participation requested;
  requested.set_rhythm(v1::Participation::RHYTHM_MONTHLY);
  requested.set_being_found(v1::Participation::WORD_REFUSED);
  requested.add_spoken_fields("blocked");  // Never looked at.
  ASSERT_OK_AND_ASSIGN(ParticipationMerge merge, MergeParticipation({}, requested, {"rhythm", "being_found"}, true));
  EXPECT_EQ(merge.merged.rhythm(), v1::Participation::RHYTHM_MONTHLY);
  EXPECT_EQ(merge.merged.being_found(), v1::Participation::WORD_REFUSED);
  EXPECT_THAT(merge.merged.spoken_fields(), ElementsAre("being_found", "rhythm"));
  EXPECT_THAT(merge.kept_fields, IsEmpty());
}

TEST(ParticipationTest, OthersChangeOnlyWhatTheMemberHasNotSet) {
  v1::Participation current;
  current.set_rhythm(v1::Participation::RHYTHM_MONTHLY);
  current.add_never_pair("m1");
  current.set_introductions_per_month(0);
  for (const char* name : {"introductions_per_month", "rhythm", "never_pair"}) current.add_spoken_fields(name);
  v1::Participation requested;
  requested.set_rhythm(v1::Participation::RHYTHM_WEEKLY);
  requested.set_weak_tie_share(0.5);
  requested.set_introductions_per_month(0);  // As it is: nothing is overwritten.
  requested.add_never_pair("m2");
  ASSERT_OK_AND_ASSIGN(ParticipationMerge merge,
                       MergeParticipation(current, requested, ParticipationFields(), /*speaks_for_member=*/false));
  EXPECT_EQ(merge.merged.rhythm(), v1::Participation::RHYTHM_MONTHLY);
  EXPECT_EQ(merge.merged.weak_tie_share(), 0.5);
  EXPECT_THAT(merge.merged.never_pair(), ElementsAre("m1"));
  EXPECT_THAT(merge.kept_fields, ElementsAre("rhythm", "never_pair"));
  EXPECT_THAT(merge.merged.spoken_fields(), ElementsAre("introductions_per_month", "rhythm", "never_pair"));
}

TEST(ParticipationTest, UnsetInTheRequestUnsets) {
  v1::Participation current;
  current.set_being_introduced(v1::Participation::WORD_AGREED);
  current.mutable_paused_until()->set_seconds(5);
  ASSERT_OK_AND_ASSIGN(ParticipationMerge merge, MergeParticipation(current, {}, {"paused_until"}, false));
  EXPECT_FALSE(merge.merged.has_paused_until());
  EXPECT_EQ(merge.merged.being_introduced(), v1::Participation::WORD_AGREED);
  current.add_spoken_fields("paused_until");
  ASSERT_OK_AND_ASSIGN(merge, MergeParticipation(current, {}, {"paused_until"}, false));
  EXPECT_TRUE(merge.merged.has_paused_until());
  EXPECT_THAT(merge.kept_fields, ElementsAre("paused_until"));
}

TEST(ParticipationTest, RefusesFieldsThatCannotBeChanged) {
  EXPECT_THAT(MergeParticipation({}, {}, {"spoken_fields"}, true),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'spoken_fields'")));
  EXPECT_THAT(MergeParticipation({}, {}, {"mood"}, false), HasReason("INVALID_FIELD"));
}

struct MeaningCase {
  const char* name;
  v1::Participation::Word word;
  v1::Policy::Unspoken unspoken;
  Visibility meaning;
};

class MeaningTest : public testing::TestWithParam<MeaningCase> {};

TEST_P(MeaningTest, MeaningOf) { EXPECT_EQ(MeaningOf(GetParam().word, GetParam().unspoken), GetParam().meaning); }

INSTANTIATE_TEST_SUITE_P(
    All, MeaningTest,
    testing::Values(
        MeaningCase{"AskFirstByDefault", v1::Participation::WORD_UNSPECIFIED, v1::Policy::UNSPOKEN_UNSPECIFIED,
                    Visibility::kWeaversOnly},
        MeaningCase{"AskFirst", v1::Participation::WORD_UNSPECIFIED, v1::Policy::UNSPOKEN_ASK_FIRST,
                    Visibility::kWeaversOnly},
        MeaningCase{"Show", v1::Participation::WORD_UNSPECIFIED, v1::Policy::UNSPOKEN_SHOW, Visibility::kShown},
        MeaningCase{"Hide", v1::Participation::WORD_UNSPECIFIED, v1::Policy::UNSPOKEN_HIDE, Visibility::kHidden},
        MeaningCase{"AgreedWins", v1::Participation::WORD_AGREED, v1::Policy::UNSPOKEN_HIDE, Visibility::kShown},
        MeaningCase{"RefusedWins", v1::Participation::WORD_REFUSED, v1::Policy::UNSPOKEN_SHOW, Visibility::kHidden},
        MeaningCase{"UnknownWordIsNo", static_cast<v1::Participation::Word>(9), v1::Policy::UNSPOKEN_SHOW,
                    Visibility::kHidden},
        MeaningCase{"UnknownPolicyIsHide", v1::Participation::WORD_UNSPECIFIED, static_cast<v1::Policy::Unspoken>(9),
                    Visibility::kHidden}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
