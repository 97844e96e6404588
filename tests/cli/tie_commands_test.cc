#include "cli/tie_commands.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

TEST(TieCommandTest, PutSendsOneTie) {
  FakeServer server;
  server.tie.BatchUpsertTies_.Will().set_upserted_count(1);
  Outcome outcome = server.Run({"tie", "put", "food/a", "food/b", "--weight", "2.5", "--last-contact", "2026-01-01",
                                "--kind", "talked", "--as-member"});
  EXPECT_EQ(outcome.out, "Tied food/a and food/b\n");
  v1::BatchUpsertTiesRequest request = server.tie.BatchUpsertTies_.last();
  EXPECT_NE(request.request_id(), "");
  request.clear_request_id();
  EXPECT_EQ(request.ShortDebugString(),
            "parent: \"networks/food\" ties { member_a: \"networks/food/members/a\" member_b: "
            "\"networks/food/members/b\" weight: 2.5 last_contact { seconds: 1767225600 } kind: \"talked\" } speaker: "
            "SPEAKER_MEMBER");
}

TEST(TieCommandTest, PutSaysWhatWasLeftRemoved) {
  FakeServer server;
  server.tie.BatchUpsertTies_.Will().set_kept_count(1);
  EXPECT_THAT(server.Run({"tie", "put", "food/a", "food/b"}).out, HasSubstr("Left removed"));
}

TEST(TieCommandTest, PutRefusesBadWeightsAndTimes) {
  EXPECT_EQ(Weftctl({"tie", "put", "food/a", "food/b", "--weight", "0"}).exit_code, 2);
  EXPECT_EQ(Weftctl({"tie", "put", "food/a", "food/b", "--last-contact", "soon"}).exit_code, 1);
}

TEST(TieCommandTest, ListTakesANetworkOrAMember) {
  FakeServer server;
  server.tie.ListTies_.Will().add_ties()->set_kind("talked");
  EXPECT_THAT(server.Run({"tie", "list", "food"}).out, HasSubstr("talked"));
  EXPECT_EQ(server.tie.ListTies_.last().parent(), "networks/food");
  EXPECT_THAT(server.Run({"tie", "list", "food/a", "--json"}).out, HasSubstr("\"kind\": \"talked\""));
  EXPECT_EQ(server.tie.ListTies_.last().parent(), "networks/food/members/a");
}

TEST(TieCommandTest, DeleteSendsBothEnds) {
  FakeServer server;
  Outcome outcome = server.Run({"tie", "delete", "food/a", "food/b", "--as-member"});
  EXPECT_EQ(outcome.out, "Removed the tie of food/a and food/b\n");
  EXPECT_EQ(server.tie.DeleteTie_.last().member_b(), "networks/food/members/b");
  EXPECT_EQ(server.tie.DeleteTie_.last().speaker(), v1::SPEAKER_MEMBER);
}

}  // namespace
}  // namespace weft::cli
