#include "cli/member_flags.h"

#include <fstream>
#include <iostream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

constexpr char kName[] = "networks/food/members/zoe";

absl::StatusOr<v1::UpdateMemberRequest> Request(std::vector<std::string> arguments, const std::string& input = "") {
  CLI::App app;
  MemberFlags flags;
  flags.AddTo(&app);
  std::reverse(arguments.begin(), arguments.end());
  app.parse(arguments);
  std::istringstream in(input);
  return flags.ToRequest(kName, {&in, &std::cout, &std::cerr});
}

TEST(MemberFlagsTest, MaskNamesWhatIsGiven) {
  ASSERT_OK_AND_ASSIGN(auto request, Request({"--display-name", "Zoë", "--offer", "flour", "--offer", "advice",
                                              "--agree-found", "--introductions-per-month", "0"}));
  EXPECT_EQ(request.member().name(), kName);
  EXPECT_THAT(request.member().offers(), ElementsAre("flour", "advice"));
  EXPECT_EQ(request.member().participation().being_found(), v1::Participation::WORD_AGREED);
  EXPECT_TRUE(request.member().participation().has_introductions_per_month());
  EXPECT_THAT(request.update_mask().paths(), UnorderedElementsAre("display_name", "offers", "participation.being_found",
                                                                  "participation.introductions_per_month"));
  EXPECT_TRUE(request.allow_missing());
  EXPECT_EQ(request.speaker(), v1::SPEAKER_UNSPECIFIED);
  EXPECT_EQ(request.request_id().size(), 36u);
}

TEST(MemberFlagsTest, EmptyValuesTakeAway) {
  ASSERT_OK_AND_ASSIGN(auto request, Request({"--bio", "", "--need", "", "--resume", "--never-pair", ""}));
  EXPECT_THAT(request.update_mask().paths(),
              UnorderedElementsAre("bio", "needs", "participation.paused_until", "participation.never_pair"));
  EXPECT_EQ(request.member().ShortDebugString(), "name: \"networks/food/members/zoe\"");
}

TEST(MemberFlagsTest, TheMembersOwnWord) {
  ASSERT_OK_AND_ASSIGN(auto request, Request({"--as-member", "--refuse-introduced", "--pause-until", "2026-05-01",
                                              "--weak-tie-share", "0.5", "--never-pair", "food/ann"}));
  EXPECT_EQ(request.speaker(), v1::SPEAKER_MEMBER);
  EXPECT_EQ(request.member().participation().being_introduced(), v1::Participation::WORD_REFUSED);
  EXPECT_EQ(request.member().participation().paused_until().seconds(), 1777593600);
  EXPECT_THAT(request.member().participation().never_pair(), ElementsAre("ann"));
}

TEST(MemberFlagsTest, AnEtagForbidsCreation) {
  ASSERT_OK_AND_ASSIGN(auto request, Request({"--bio", "x", "--etag", "e1"}));
  EXPECT_EQ(request.member().etag(), "e1");
  EXPECT_FALSE(request.allow_missing());
}

TEST(MemberFlagsTest, FileIsTheBaseAndFlagsGoOnTop) {
  ASSERT_OK_AND_ASSIGN(auto request,
                       Request({"--json", "-", "--bio", "new"}, R"({"id": "zoe", "bio": "old", "skills": ["flour"]})"));
  EXPECT_EQ(request.member().bio(), "new");
  EXPECT_THAT(request.member().offers(), ElementsAre("flour"));
  EXPECT_THAT(request.update_mask().paths(), UnorderedElementsAre("bio", "offers"));
  TempDir dir;
  std::ofstream(dir.File("zoe.json")) << R"({"name": "networks/food/members/zoe", "etag": "e2"})";
  ASSERT_OK_AND_ASSIGN(request, Request({"--json", dir.File("zoe.json")}));
  EXPECT_EQ(request.member().etag(), "e2");
}

TEST(MemberFlagsTest, AnothersProfileIsRefused) {
  EXPECT_THAT(Request({"--json", "-"}, R"({"id": "ann"})"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("that of ann, not of food/zoe")));
  EXPECT_THAT(Request({"--json", "-"}, "{"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("the input: ")));
  EXPECT_THAT(Request({"--json", "/nonexistent"}), StatusIs(absl::StatusCode::kNotFound, HasSubstr("/nonexistent")));
}

TEST(MemberFlagsTest, YesAndNoExcludeEachOther) {
  EXPECT_THROW(Request({"--agree-found", "--refuse-found"}).IgnoreError(), CLI::ExcludesError);
  EXPECT_THROW(Request({"--pause-until", "soon"}).IgnoreError(), CLI::ValidationError);
}

}  // namespace
}  // namespace weft::cli
