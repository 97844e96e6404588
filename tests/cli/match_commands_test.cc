#include "cli/match_commands.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

TEST(RecommendCommandTest, SendsWhatIsAsked) {
  FakeServer server;
  Outcome outcome = server.Run({"recommend",
                                "food/amara",
                                "--page-size",
                                "6",
                                "--weak-tie-share",
                                "0",
                                "--purpose",
                                "start a seed library",
                                "--group-size",
                                "4",
                                "--with",
                                "leila",
                                "--with",
                                "networks/food/members/noor",
                                "--language",
                                "en",
                                "--circle",
                                "c",
                                "--organization",
                                "o",
                                "--exclude",
                                "bob",
                                "--seed",
                                "7",
                                "--fit-floor",
                                "0.1",
                                "--bridging-peak",
                                "0.2",
                                "--bridging-width",
                                "0.3",
                                "--periphery-reserve",
                                "0",
                                "--exploration-share",
                                "0.5"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(server.match.RecommendCollaborators_.last().ShortDebugString(),
            "member: \"networks/food/members/amara\" page_size: 6 weak_tie_share: 0 purpose { text: \"start a seed "
            "library\" group_size: 4 members: \"networks/food/members/leila\" members: "
            "\"networks/food/members/noor\" } filter { languages: \"en\" circles: \"c\" organizations: \"o\" "
            "excluded_members: \"networks/food/members/bob\" } seed: 7 balance { fit_floor: 0.1 bridging_peak: 0.2 "
            "bridging_width: 0.3 periphery_reserve: 0 exploration_share: 0.5 }");
}

TEST(RecommendCommandTest, LeavesTheRestToTheServer) {
  FakeServer server;
  server.match.RecommendCollaborators_.Will().add_recommendations()->set_display_name("Tuuli");
  Outcome outcome = server.Run({"recommend", "networks/food/members/amara"});
  EXPECT_EQ(server.match.RecommendCollaborators_.last().ShortDebugString(), "member: \"networks/food/members/amara\"");
  EXPECT_THAT(outcome.out, HasSubstr(" 1. Tuuli"));
  EXPECT_EQ(outcome.err, "");
}

TEST(RecommendCommandTest, PrintsJson) {
  FakeServer server;
  server.match.RecommendCollaborators_.Will().set_snapshot_version("7");
  Outcome outcome = server.Run({"recommend", "food/amara", "--json"});
  EXPECT_THAT(outcome.out, HasSubstr("\"snapshot_version\": \"7\""));
  EXPECT_THAT(outcome.out, HasSubstr("\"shortage_reason\": \"SHORTAGE_REASON_UNSPECIFIED\""));
}

TEST(RecommendCommandTest, GroupsNeedAPurpose) {
  EXPECT_EQ(Weftctl({"recommend", "food/amara", "--group-size", "4"}).exit_code, 2);
  EXPECT_EQ(Weftctl({"recommend", "food/amara", "--with", "leila"}).exit_code, 2);
}

TEST(RecommendCommandTest, ShowsTheServersError) {
  FakeServer server;
  server.match.RecommendCollaborators_.statuses = {
      ErrorWithReason(grpc::StatusCode::NOT_FOUND, "MEMBER_NOT_FOUND", "no member 'amara'")};
  Outcome outcome = server.Run({"recommend", "food/amara"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "weftctl: NOT_FOUND (MEMBER_NOT_FOUND): no member 'amara'\n");
}

TEST(SearchCommandTest, SendsTheText) {
  FakeServer server;
  server.match.SearchMembers_.Will().add_results()->set_display_name("Grace");
  Outcome outcome = server.Run({"search", "networks/food", "someone who can help with grant writing", "--page-size=3"});
  EXPECT_EQ(server.match.SearchMembers_.last().ShortDebugString(),
            "parent: \"networks/food\" query: \"someone who can help with grant writing\" page_size: 3");
  EXPECT_THAT(outcome.out, HasSubstr(" 1. Grace"));
}

TEST(ExplainCommandTest, SendsThePair) {
  FakeServer server;
  Outcome outcome = server.Run({"explain", "food/a", "networks/food/members/b"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(server.match.ExplainMatch_.last().ShortDebugString(),
            "member: \"networks/food/members/a\" other: \"networks/food/members/b\"");
  EXPECT_THAT(outcome.out, HasSubstr("food/a and b"));
}

}  // namespace
}  // namespace weft::cli
