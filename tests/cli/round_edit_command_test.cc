#include "cli/round_edit_command.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

TEST(RoundEditCommandTest, SendsEditsInTheOrderInWhichTheyStand) {
  FakeServer server;
  v1::Round& round = server.rounds.EditRound_.Will();
  round.set_name("networks/food/rounds/r1");
  round.set_state(v1::Round::STATE_PLANNED);
  const Outcome outcome = server.Run({"round", "edit", "food/r1", "--pin", "amara,food/tuuli", "--drop", "3", "--swap",
                                      "mei,kofi", "--drop", "networks/food/rounds/r1/entries/4", "--reason",
                                      "they asked", "--as", "jo", "--etag", "x1"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr(" round show food/r1\n"));
  v1::EditRoundRequest sent = server.rounds.EditRound_.last();
  EXPECT_NE(sent.request_id(), "");
  sent.clear_request_id();
  EXPECT_EQ(sent.ShortDebugString(),
            "name: \"networks/food/rounds/r1\" "
            "edits { pin { members: \"networks/food/members/amara\" members: \"networks/food/members/tuuli\" } reason: "
            "\"they asked\" } "
            "edits { drop { entry: \"networks/food/rounds/r1/entries/3\" } reason: \"they asked\" } "
            "edits { swap { member_a: \"networks/food/members/mei\" member_b: \"networks/food/members/kofi\" } reason: "
            "\"they asked\" } "
            "edits { drop { entry: \"networks/food/rounds/r1/entries/4\" } reason: \"they asked\" } "
            "as_member: \"networks/food/members/jo\" etag: \"x1\"");
}

struct UsageCase {
  const char* name;
  std::vector<std::string> more;
  int exit_code;
  const char* said;
};
class RoundEditUsageTest : public testing::TestWithParam<UsageCase> {};
TEST_P(RoundEditUsageTest, IsRefusedWithWhatToWrite) {
  std::vector<std::string> arguments = {"round", "edit", "food/r1"};
  arguments.insert(arguments.end(), GetParam().more.begin(), GetParam().more.end());
  const Outcome outcome = Weftctl(arguments);
  EXPECT_EQ(outcome.exit_code, GetParam().exit_code);
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().said));
}
INSTANTIATE_TEST_SUITE_P(
    All, RoundEditUsageTest,
    testing::Values(UsageCase{"NoReason", {"--drop", "1"}, 2, "--reason is required"},
                    UsageCase{"Nothing", {"--reason", "x"}, 1, "nothing to change: give --drop ENTRY"},
                    UsageCase{"SwapOfOne", {"--swap", "a", "--reason", "x"}, 2, "as --swap fn-amara,fn-jonas"},
                    UsageCase{"SwapOfThree", {"--swap", "a,b,c", "--reason", "x"}, 2, "commas between"},
                    UsageCase{"PinOfFive", {"--pin", "a,b,c,d,e", "--reason", "x"}, 2, "as --pin fn-amara,fn-tuuli"},
                    UsageCase{"PinOfNobody", {"--pin", "a,", "--reason", "x"}, 2, "'a,'"}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft::cli
