#include "cli/member_commands.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MemberCommandTest, GetPrints) {
  FakeServer server;
  server.member.GetMember_.Will().set_display_name("Zoë");
  EXPECT_THAT(server.Run({"member", "get", "food/zoe"}).out, HasSubstr("Zoë"));
  EXPECT_THAT(server.Run({"member", "get", "food/zoe", "--json"}).out, HasSubstr("\"display_name\": \"Zoë\""));
  EXPECT_EQ(server.member.GetMember_.last().name(), "networks/food/members/zoe");
}

TEST(MemberCommandTest, ListFollowsPages) {
  FakeServer server;
  v1::ListMembersResponse& first = server.member.ListMembers_.Will();
  first.add_members()->set_name("networks/food/members/a");
  first.set_next_page_token("t");
  server.member.ListMembers_.Will().add_members()->set_name("networks/food/members/b");
  Outcome outcome = server.Run({"member", "list", "food"});
  EXPECT_THAT(outcome.out, HasSubstr("food/a\nfood/b\n"));
  ASSERT_EQ(server.member.ListMembers_.requests.size(), 2u);
  EXPECT_EQ(server.member.ListMembers_.last().ShortDebugString(),
            "parent: \"networks/food\" page_size: 1000 page_token: \"t\"");
}

TEST(MemberCommandTest, ListStopsAtTheLimit) {
  FakeServer server;
  v1::ListMembersResponse& first = server.member.ListMembers_.Will();
  first.add_members()->set_name("networks/food/members/a");
  first.set_next_page_token("t");
  EXPECT_THAT(server.Run({"member", "list", "food", "--limit", "1", "--json"}).out,
              HasSubstr("\"next_page_token\": \"t\""));
  EXPECT_EQ(server.member.ListMembers_.requests.size(), 1u);
  EXPECT_EQ(server.member.ListMembers_.last().page_size(), 1);
}

TEST(MemberCommandTest, PutSendsAnUpsertAndRepeatsItUnderOneId) {
  FakeServer server;
  server.member.UpdateMember_.statuses = {grpc::Status(grpc::StatusCode::UNAVAILABLE, "reset")};
  server.member.UpdateMember_.Will().set_display_name("Zoë");
  Outcome outcome = server.Run({"member", "put", "food/zoe", "--display-name", "Zoë"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Zoë"));
  ASSERT_EQ(server.member.UpdateMember_.requests.size(), 2u);
  EXPECT_EQ(server.member.UpdateMember_.requests[0].request_id(), server.member.UpdateMember_.requests[1].request_id());
}

TEST(MemberCommandTest, PutReadsAFileOrOnlyPrintsJson) {
  FakeServer server;
  Outcome outcome = server.Run({"member", "put", "food/zoe", "--json", "-"}, R"({"bio": "x", "rank": 1})");
  EXPECT_EQ(server.member.UpdateMember_.last().member().bio(), "x");
  EXPECT_THAT(outcome.out, HasSubstr("\"display_name\": \"\""));
  EXPECT_EQ(outcome.err, "weftctl: warning: unknown key rank is ignored\n");
  outcome = server.Run({"member", "put", "food/zoe", "--bio", "y", "--json"});
  EXPECT_THAT(outcome.out, HasSubstr("\"display_name\": \"\""));
  EXPECT_THAT(server.Run({"member", "put", "food/zoe", "--bio", "y"}).out, Not(HasSubstr("{")));
}

TEST(MemberCommandTest, DeleteNamesWhatIsGone) {
  FakeServer server;
  Outcome outcome = server.Run({"member", "delete", "food/zoe", "--etag", "e", "--allow-missing"});
  EXPECT_EQ(outcome.out, "Deleted networks/food/members/zoe\n");
  EXPECT_EQ(server.member.DeleteMember_.last().etag(), "e");
  EXPECT_TRUE(server.member.DeleteMember_.last().allow_missing());
  EXPECT_NE(server.member.DeleteMember_.last().request_id(), "");
}

}  // namespace
}  // namespace weft::cli
