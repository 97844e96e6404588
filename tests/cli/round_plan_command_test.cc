#include "cli/round_plan_command.h"

#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"
#include "tests/testing/temp_dir.h"

namespace weft::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kName[] = "networks/food/rounds/r1";

v1::PlanRoundResponse& WillPlan(FakeServer* server) {
  v1::PlanRoundResponse& plan = server->rounds.PlanRound_.Will();
  plan.mutable_round()->set_name(kName);
  plan.mutable_round()->set_state(v1::Round::STATE_PLANNED);
  v1::Round::Summary* summary = plan.mutable_round()->mutable_summary();
  summary->set_eligible_count(7);
  summary->set_served_count(4);
  summary->set_pair_count(2);
  v1::RoundEntry* entry = plan.add_entries();
  entry->set_name("networks/food/rounds/r1/entries/1");
  entry->add_members()->set_member("networks/food/members/amara");
  entry->add_members()->set_member("networks/food/members/tuuli");
  plan.add_unserved()->set_member("networks/food/members/noor");
  return plan;
}

TEST(RoundPlanCommandTest, PlansTheWholeNetworkAndSaysWhatComesNext) {
  FakeServer server;
  WillPlan(&server);
  const Outcome outcome = server.Run({"round", "plan", "networks/food"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  v1::PlanRoundRequest sent = server.rounds.PlanRound_.last();
  EXPECT_NE(sent.request_id(), "");
  sent.clear_request_id();
  EXPECT_EQ(sent.ShortDebugString(), "parent: \"networks/food\" scope { whole_network: true } page_size: 50");
  EXPECT_THAT(outcome.out, HasSubstr("serves          4 of the 7 who can be introduced now"));
  EXPECT_THAT(outcome.out, HasSubstr("1                  amara + tuuli"));
  EXPECT_THAT(outcome.out, HasSubstr("… and 1 more: weftctl --server " + server.address() + " round show food/r1\n"));
  EXPECT_THAT(outcome.out, HasSubstr("NOTHING THIS TIME, AND WHY\n  noor: "));
  EXPECT_THAT(outcome.out, HasSubstr("… and 2 more\n"));
  EXPECT_THAT(outcome.out, HasSubstr("Next: weftctl --server " + server.address() + " round edit food/r1 --drop"));
  EXPECT_THAT(outcome.out, HasSubstr(server.address() + " round open food/r1\n"));
}

TEST(RoundPlanCommandTest, SendsAllThatIsAskedFor) {
  FakeServer server;
  WillPlan(&server);
  const Outcome outcome =
      server.Run({"round", "plan", "food", "--circle", "growers", "--dry-run", "--seed", "7", "--name", "Spring",
                  "--as", "members/jo", "--open-at", "2026-01-01", "--limit", "5", "--reasons"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  v1::PlanRoundRequest sent = server.rounds.PlanRound_.last();
  sent.clear_request_id();
  EXPECT_EQ(sent.ShortDebugString(),
            "parent: \"networks/food\" scope { circle: \"growers\" } seed: 7 validate_only: true as_member: "
            "\"networks/food/members/jo\" display_name: \"Spring\" page_size: 5 open_time { seconds: 1767225600 }");
  EXPECT_THAT(outcome.out, HasSubstr("to amara:\n"));
  EXPECT_THAT(outcome.out, HasSubstr("… and 1 more: --limit 1000 shows more\n"));
  EXPECT_THAT(outcome.out, HasSubstr("Next: the same command without --dry-run plans it\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("round open")));
}

TEST(RoundPlanCommandTest, TakesMembersFromAFileAndByName) {
  FakeServer server;
  WillPlan(&server);
  TempDir dir;
  std::ofstream(dir.File("list")) << "amara\nfood/tuuli\n";
  ASSERT_EQ(server.Run({"round", "plan", "food", "--members", dir.File("list"), "--member", "jo"}).exit_code, 0);
  EXPECT_THAT(server.rounds.PlanRound_.last().scope().members().members(),
              ElementsAre("networks/food/members/amara", "networks/food/members/tuuli", "networks/food/members/jo"));
  ASSERT_EQ(server.Run({"round", "plan", "food", "--members", "-"}, "mei\nkofi\n").exit_code, 0);
  EXPECT_THAT(server.rounds.PlanRound_.last().scope().members().members(),
              ElementsAre("networks/food/members/mei", "networks/food/members/kofi"));
  const Outcome none = server.Run({"round", "plan", "food", "--members", dir.File("none")});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.err, HasSubstr("cannot open"));
  EXPECT_EQ(server.rounds.PlanRound_.requests.size(), 2u);
}

TEST(RoundPlanCommandTest, JsonIsOneDocumentOfAllThereIs) {
  FakeServer server;
  WillPlan(&server);
  const Outcome outcome = server.Run({"round", "plan", "food", "--json"});
  EXPECT_EQ(server.rounds.PlanRound_.last().page_size(), 1000);
  for (const char* part : {"\"name\": \"networks/food/rounds/r1\"", "\"entries\": [", "\"unserved\": [",
                           "\"longest_wait\": 0", "\"display_name\": \"\""}) {
    EXPECT_THAT(outcome.out, HasSubstr(part));
  }
}

TEST(RoundPlanCommandTest, ARoundInTheScopeIsNamedWithWhatToDo) {
  FakeServer server;
  server.rounds.PlanRound_.statuses = {ErrorWithReason(grpc::StatusCode::FAILED_PRECONDITION, "ROUND_IN_SCOPE",
                                                       "a round is planned", {{"round", "networks/food/rounds/r1"}})};
  const Outcome outcome = server.Run({"round", "plan", "food"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("weftctl: FAILED_PRECONDITION (ROUND_IN_SCOPE): a round is planned\n"));
  EXPECT_THAT(outcome.err, HasSubstr("hint: weftctl round show food/r1"));
}

struct UsageCase {
  const char* name;
  std::vector<std::string> arguments;
};
class RoundPlanUsageTest : public testing::TestWithParam<UsageCase> {};
TEST_P(RoundPlanUsageTest, IsRefused) { EXPECT_EQ(Weftctl(GetParam().arguments).exit_code, 2); }
INSTANTIATE_TEST_SUITE_P(All, RoundPlanUsageTest,
                         testing::Values(UsageCase{"NoNetwork", {"round", "plan"}},
                                         UsageCase{"CircleAndMembers",
                                                   {"round", "plan", "food", "--circle", "c", "--member", "a"}},
                                         UsageCase{"NoTime", {"round", "plan", "food", "--open-at", "soon"}},
                                         UsageCase{"LimitTooLarge", {"round", "plan", "food", "--limit", "1001"}},
                                         UsageCase{"NoRound", {"round", "show", "networks/food"}}),
                         [](const auto& info) { return info.param.name; });

TEST(RoundShowCommandTest, FollowsThePagesOfAPlan) {
  FakeServer server;
  server.rounds.GetRound_.Will().set_name(kName);
  server.rounds.GetRound_.Will().set_state(v1::Round::STATE_OPEN);
  v1::ListRoundEntriesResponse& first = server.rounds.ListRoundEntries_.Will();
  first.add_entries()->set_name("networks/food/rounds/r1/entries/1");
  first.set_next_page_token("next");
  server.rounds.ListRoundEntries_.Will().add_entries()->set_name("networks/food/rounds/r1/entries/2");
  server.rounds.ListMembersNeedingAHand_.Will().add_members()->set_member("networks/food/members/noor");
  const Outcome outcome = server.Run({"round", "show", "food/r1", "--as", "amara", "--json"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  for (const char* part : {"\"round\": {", "entries/1\"", "entries/2\"", "members/noor\""}) {
    EXPECT_THAT(outcome.out, HasSubstr(part));
  }
  EXPECT_EQ(server.rounds.GetRound_.last().as_member(), "networks/food/members/amara");
  EXPECT_EQ(server.rounds.ListRoundEntries_.last().page_token(), "next");
  EXPECT_EQ(server.rounds.ListRoundEntries_.last().parent(), kName);
  EXPECT_EQ(server.rounds.ListMembersNeedingAHand_.last().round(), kName);
  EXPECT_EQ(server.rounds.ListMembersNeedingAHand_.last().as_member(), "networks/food/members/amara");
}

TEST(RoundShowCommandTest, SaysWhatCanBeDoneWithAnOpenRound) {
  FakeServer server;
  v1::Round& round = server.rounds.GetRound_.Will();
  round.set_name(kName);
  round.set_state(v1::Round::STATE_OPEN);
  const Outcome outcome = server.Run({"round", "show", kName, "--member", "amara", "--limit", "3"});
  EXPECT_THAT(outcome.out, HasSubstr(" introductions list food --round r1\n"));
  EXPECT_THAT(outcome.out, HasSubstr(" round report food/r1\n"));
  EXPECT_EQ(server.rounds.ListRoundEntries_.last().member(), "networks/food/members/amara");
  EXPECT_EQ(server.rounds.ListRoundEntries_.last().page_size(), 3);
  EXPECT_TRUE(server.rounds.ListMembersNeedingAHand_.requests.empty());
}

}  // namespace
}  // namespace weft::cli
