#include "cli/round_commands.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"

namespace weft::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kName[] = "networks/food/rounds/r1";
constexpr char kAmara[] = "networks/food/members/amara";

// What was sent, without the request_id that every write must have.
template <typename Request>
std::string Sent(Request request) {
  EXPECT_NE(request.request_id(), "");
  request.clear_request_id();
  return request.ShortDebugString();
}

TEST(RoundCommandTest, ListFollowsPagesAndFilters) {
  FakeServer server;
  v1::ListRoundsResponse& first = server.rounds.ListRounds_.Will();
  first.add_rounds()->set_name(kName);
  first.set_next_page_token("next");
  server.rounds.ListRounds_.Will().add_rounds()->set_name("networks/food/rounds/r2");
  const Outcome outcome =
      server.Run({"round", "list", "food", "--state", "planned", "--state", "held", "--as", "amara", "--limit", "9"});
  EXPECT_THAT(outcome.out, HasSubstr("food/r1"));
  EXPECT_THAT(outcome.out, HasSubstr("food/r2"));
  const v1::ListRoundsRequest& sent = server.rounds.ListRounds_.last();
  EXPECT_EQ(sent.parent(), "networks/food");
  EXPECT_EQ(sent.page_token(), "next");
  EXPECT_EQ(sent.page_size(), 8);
  EXPECT_EQ(sent.as_member(), kAmara);
  EXPECT_THAT(sent.states(), ElementsAre(v1::Round::STATE_PLANNED, v1::Round::STATE_HELD));
  EXPECT_EQ(Weftctl({"round", "list", "food", "--state", "odd"}).exit_code, 2);
}

TEST(RoundCommandTest, HoldNeedsAReason) {
  FakeServer server;
  v1::Round& round = server.rounds.HoldRound_.Will();
  round.set_name(kName);
  round.set_state(v1::Round::STATE_HELD);
  const Outcome outcome = server.Run(
      {"round", "hold", "food/r1", "--reason", "harvest", "--until", "2026-01-01", "--as", "amara", "--etag", "x1"});
  EXPECT_THAT(outcome.out, HasSubstr("Next: weftctl --server " + server.address() + " round show food/r1\n"));
  EXPECT_EQ(Sent(server.rounds.HoldRound_.last()),
            "name: \"networks/food/rounds/r1\" reason: \"harvest\" end_time { seconds: 1767225600 } as_member: "
            "\"networks/food/members/amara\" etag: \"x1\"");
  EXPECT_EQ(Weftctl({"round", "hold", "food/r1"}).exit_code, 2);
  EXPECT_EQ(Weftctl({"round", "hold", "food/r1", "--reason", "x", "--until", "soon"}).exit_code, 2);
}

TEST(RoundCommandTest, OpenSaysWhatItHasBecome) {
  FakeServer server;
  v1::Round& round = server.rounds.OpenRound_.Will();
  round.set_name(kName);
  round.set_state(v1::Round::STATE_OPEN);
  EXPECT_THAT(server.Run({"round", "open", kName}).out, HasSubstr("Round food/r1: open\n"));
  EXPECT_EQ(Sent(server.rounds.OpenRound_.last()), "name: \"networks/food/rounds/r1\"");
}

TEST(RoundCommandTest, CloseCancelsOrCloses) {
  FakeServer server;
  v1::Round& cancelled = server.rounds.CloseRound_.Will();
  cancelled.set_name(kName);
  cancelled.set_state(v1::Round::STATE_CANCELLED);
  v1::Round& closed = server.rounds.CloseRound_.Will();
  closed.set_name(kName);
  closed.set_state(v1::Round::STATE_CLOSED);
  EXPECT_THAT(server.Run({"round", "close", "food/r1", "--reason", "wrong circle"}).out,
              HasSubstr("Round food/r1: cancelled\n"));
  EXPECT_EQ(Sent(server.rounds.CloseRound_.last()), "name: \"networks/food/rounds/r1\" reason: \"wrong circle\"");
  EXPECT_THAT(server.Run({"round", "close", "food/r1", "--reason", "done"}).out, HasSubstr("round report food/r1"));
  EXPECT_EQ(Weftctl({"round", "close", "food/r1"}).exit_code, 2);
}

TEST(RoundCommandTest, ReportIsAPageOrADocument) {
  FakeServer server;
  server.rounds.ReportRound_.Will().mutable_round()->set_name(kName);
  EXPECT_THAT(server.Run({"round", "report", "food/r1", "--as", "amara"}).out,
              HasSubstr("What came of round food/r1\n"));
  EXPECT_EQ(server.rounds.ReportRound_.last().ShortDebugString(),
            "name: \"networks/food/rounds/r1\" as_member: \"networks/food/members/amara\"");
  EXPECT_THAT(server.Run({"round", "report", "food/r1", "--json"}).out, HasSubstr("\"lessons\": []"));
}

TEST(RoundCommandTest, NeedsAHandListsMembers) {
  FakeServer server;
  EXPECT_EQ(server.Run({"needs-a-hand", "networks/food"}).out, "Nobody needs a hand.\n");
  server.rounds.ListMembersNeedingAHand_.Will().add_members()->set_member("networks/food/members/noor");
  EXPECT_THAT(server.Run({"needs-a-hand", "food", "--round", "r1", "--as", "food/amara", "--limit", "3"}).out,
              HasSubstr("noor"));
  EXPECT_EQ(server.rounds.ListMembersNeedingAHand_.last().ShortDebugString(),
            "parent: \"networks/food\" round: \"networks/food/rounds/r1\" as_member: \"networks/food/members/amara\" "
            "page_size: 3");
}

TEST(RoundCommandTest, ErrorsGoToStderr) {
  FakeServer server;
  server.rounds.OpenRound_.statuses = {
      ErrorWithReason(grpc::StatusCode::FAILED_PRECONDITION, "ROUND_STATE", "the round is cancelled")};
  const Outcome outcome = server.Run({"round", "open", "food/r1"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "weftctl: FAILED_PRECONDITION (ROUND_STATE): the round is cancelled\n");
}

}  // namespace
}  // namespace weft::cli
