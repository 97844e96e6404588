#include "service/member_patch.h"

#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

google::protobuf::FieldMask Mask(const std::vector<std::string>& paths) {
  google::protobuf::FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  return mask;
}

v1::Member Ann() {
  v1::Member member;
  member.set_display_name("Ann");
  member.set_bio("I grow things.");
  member.add_offers("compost");
  member.mutable_participation()->set_rhythm(v1::Participation::RHYTHM_WEEKLY);
  return member;
}

// What a mask's paths do to Ann when the request says display name "B", needs "soil", rhythm monthly.
struct MaskCase {
  const char* name;
  std::vector<std::string> paths;
  std::string display_name;
  std::string bio;
  int needs;
  v1::Participation::Rhythm rhythm;
};

class MaskTest : public testing::TestWithParam<MaskCase> {};

TEST_P(MaskTest, ChangesWhatItNames) {
  v1::Member request;
  request.set_display_name("B");
  request.add_needs("soil");
  request.mutable_participation()->set_rhythm(v1::Participation::RHYTHM_MONTHLY);
  ASSERT_OK_AND_ASSIGN(const MemberPatch patch, MemberPatch::ForUpdate(request, Mask(GetParam().paths), "member"));
  ASSERT_OK_AND_ASSIGN(const MemberPatch::Result result, patch.ApplyTo(Ann(), false));
  EXPECT_EQ(result.member.display_name(), GetParam().display_name);
  EXPECT_EQ(result.member.bio(), GetParam().bio);
  EXPECT_EQ(result.member.needs_size(), GetParam().needs);
  EXPECT_EQ(result.member.participation().rhythm(), GetParam().rhythm);
  EXPECT_THAT(result.member.offers(), ElementsAre("compost"));
  EXPECT_THAT(result.kept_fields, IsEmpty());
}

constexpr char kBio[] = "I grow things.";
INSTANTIATE_TEST_SUITE_P(
    Cases, MaskTest,
    testing::Values(
        MaskCase{"EmptyMaskTakesWhatIsSet", {}, "B", kBio, 1, v1::Participation::RHYTHM_MONTHLY},
        MaskCase{"OneField", {"display_name"}, "B", kBio, 0, v1::Participation::RHYTHM_WEEKLY},
        MaskCase{"UnsetFieldIsCleared", {"bio"}, "Ann", "", 0, v1::Participation::RHYTHM_WEEKLY},
        MaskCase{"List", {"needs"}, "Ann", kBio, 1, v1::Participation::RHYTHM_WEEKLY},
        MaskCase{
            "OneFieldOfParticipation", {"participation.rhythm"}, "Ann", kBio, 0, v1::Participation::RHYTHM_MONTHLY},
        MaskCase{
            "AnotherOfParticipation", {"participation.paused_until"}, "Ann", kBio, 0, v1::Participation::RHYTHM_WEEKLY},
        MaskCase{"AllOfParticipation", {"participation"}, "Ann", kBio, 0, v1::Participation::RHYTHM_MONTHLY}),
    [](const auto& info) { return info.param.name; });

class UnknownPathTest : public testing::TestWithParam<const char*> {};

TEST_P(UnknownPathTest, IsRefusedByName) {
  const absl::StatusOr<MemberPatch> patch = MemberPatch::ForUpdate(Ann(), Mask({GetParam()}), "member");
  EXPECT_THAT(patch, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(GetParam())));
}

INSTANTIATE_TEST_SUITE_P(Paths, UnknownPathTest,
                         testing::Values("nickname", "name", "etag", "create_time", "participation.mood",
                                         "participation.spoken_fields", "participation.", "offers[0]", "*"));

TEST(MemberPatchTest, EveryFieldOfMemberIsKnown) {
  const google::protobuf::Descriptor* member = v1::Member::descriptor();
  int writable = 0;
  for (int i = 0; i < member->field_count(); ++i) {
    writable += MemberPatch::ForUpdate({}, Mask({member->field(i)->name()}), "member").ok();
  }
  // All but name, etag and the two times: whoever adds a field decides about it in kProfileFields.
  EXPECT_EQ(writable, member->field_count() - 4);
}

TEST(MemberPatchTest, OnlyWhatChangesNeedBeValid) {
  v1::Member request;
  request.set_bio(std::string(5000, 'x'));
  EXPECT_OK(MemberPatch::ForUpdate(request, Mask({"display_name"}), "member"));
  EXPECT_THAT(MemberPatch::ForUpdate(request, Mask({"bio"}), "member"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("member.bio")));
}

TEST(MemberPatchTest, WholeProfileReplacesButLeavesWhatItDoesNotSay) {
  v1::Member row;
  row.add_interests("bees");
  ASSERT_OK_AND_ASSIGN(const MemberPatch patch, MemberPatch::ForWhole(row, ""));
  ASSERT_OK_AND_ASSIGN(const MemberPatch::Result result, patch.ApplyTo(Ann(), false));
  EXPECT_THAT(result.member.offers(), IsEmpty());
  EXPECT_EQ(result.member.bio(), "");
  EXPECT_THAT(result.member.interests(), ElementsAre("bees"));
  EXPECT_EQ(result.member.participation().rhythm(), v1::Participation::RHYTHM_WEEKLY);
}

TEST(MemberPatchTest, MembersWordIsKept) {
  v1::Member spoken = Ann();
  spoken.mutable_participation()->add_spoken_fields("rhythm");
  v1::Member request;
  request.mutable_participation()->set_rhythm(v1::Participation::RHYTHM_MONTHLY);
  ASSERT_OK_AND_ASSIGN(const MemberPatch patch, MemberPatch::ForUpdate(request, {}, "member"));
  ASSERT_OK_AND_ASSIGN(const MemberPatch::Result others, patch.ApplyTo(spoken, false));
  EXPECT_THAT(others.kept_fields, ElementsAre("rhythm"));
  EXPECT_EQ(others.member.participation().rhythm(), v1::Participation::RHYTHM_WEEKLY);
  ASSERT_OK_AND_ASSIGN(const MemberPatch::Result own, patch.ApplyTo(spoken, true));
  EXPECT_EQ(own.member.participation().rhythm(), v1::Participation::RHYTHM_MONTHLY);
}

TEST(MemberPatchTest, TextsAreWhatMatchingEmbeds) {
  v1::Member row = Ann();
  row.add_interests("  Bees ");
  row.add_circles("garden");
  ASSERT_OK_AND_ASSIGN(const MemberPatch patch, MemberPatch::ForWhole(row, ""));
  EXPECT_THAT(patch.Texts(), ElementsAre("Bees", "compost", kBio));
}

}  // namespace
}  // namespace weft
