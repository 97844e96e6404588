#include "cli/round_text.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "weft/v1/round_service.pb.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::Round Parse(const std::string& text) {
  v1::Round round;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &round)) << text;
  return round;
}

constexpr char kPlanned[] = R"pb(
  name: "networks/food/rounds/r3"
  state: STATE_PLANNED
  scope { whole_network: true }
  display_name: "Spring"
  open_time { seconds: 1767225600 }
  summary {
    scope_count: 60
    eligible_count: 52
    served_count: 46
    pair_count: 22
    group_count: 1
    strong_fit_count: 15
    weak_tie_count: 7
    total_value: 12.2
    bound: 12.25
    crossing_count: 9
    longest_wait: 2
    needs_a_hand_count: 1
  }
)pb";

TEST(RoundTextTest, SaysWhatWasPlannedInWords) {
  EXPECT_EQ(RoundText(Parse(kPlanned)),
            "Round “Spring” (food/r3): planned\n"
            "  over            the whole network\n"
            "  opens           by itself at 2026-01-01 00:00 UTC, or when you say so\n"
            "  serves          46 of the 52 who can be introduced now, of 60 members\n"
            "  introduces      22 pairs (15 strong fits, 7 weak ties) and 1 group of three or four; 9 pairs join two "
            "clusters\n"
            "  is worth        12.20 of at most 12.25 (99.6 %)\n"
            "  waiting         6 members get nothing this time, the longest for 2 rounds by now; 1 needs a hand\n");
}

TEST(RoundTextTest, OneIsSingularAndNobodyWaits) {
  const std::string text = RoundText(Parse(R"pb(
    name: "networks/food/rounds/r1"
    scope { circle: "growers" }
    summary {
      scope_count: 2
      eligible_count: 2
      served_count: 2
      pair_count: 1
      strong_fit_count: 1
      total_value: 1
      bound: 1
      exact: true
      crossing_count: 1
      edit_count: 1
    }
  )pb"));
  for (const char* part : {"Round food/r1:", "the circle growers\n", "1 pair (1 strong fit, 0 weak ties); 1 pair joins",
                           "1.00, and no plan can be worth more\n", "nobody\n", "1 time by weavers\n"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(RoundTextTest, ADryRunHasNoNameAndDoesNotOpen) {
  v1::Round round = Parse(kPlanned);
  round.clear_name();
  const std::string text = RoundText(round);
  EXPECT_THAT(text, HasSubstr("A dry run: nothing is stored, nobody is asked.\n"));
  EXPECT_THAT(text, Not(HasSubstr("opens")));
}

TEST(RoundTextTest, AnEmptyPlanClaimsNoWorth) {
  EXPECT_THAT(RoundText(Parse("name: 'networks/food/rounds/r1'")), Not(HasSubstr("worth")));
}

struct StateCase {
  const char* name;
  const char* round;
  std::vector<std::string> said;
};

class RoundStateTest : public testing::TestWithParam<StateCase> {};

TEST_P(RoundStateTest, SaysWhenAndWhy) {
  const std::string text = RoundText(Parse(std::string("name: 'networks/food/rounds/r1' ") + GetParam().round));
  for (const std::string& part : GetParam().said) EXPECT_THAT(text, HasSubstr(part));
}

INSTANTIATE_TEST_SUITE_P(
    All, RoundStateTest,
    testing::Values(
        StateCase{"Held",
                  "state: STATE_HELD open_time { seconds: 86400 } hold { reason: 'harvest\\033' weaver: "
                  "'networks/food/members/jo' end_time { seconds: 86400 } }",
                  {"r1: held", "1970-01-02 00:00 UTC, when the hold ends",
                   "held            until 1970-01-02 00:00 UTC by jo: “harvest\xef\xbf\xbd”"}},
        StateCase{
            "OnceHeld", "state: STATE_OPEN hold { reason: 'harvest' }", {"held            by the operator: “harvest”"}},
        StateCase{
            "Open", "state: STATE_OPEN open_time { seconds: 86400 }", {"is open         since 1970-01-02 00:00 UTC"}},
        StateCase{"Closed",
                  "state: STATE_CLOSED open_time { seconds: 86400 } close_time { seconds: 172800 } "
                  "weaver: 'networks/food/members/jo'",
                  {"was open        1970-01-02 00:00 UTC to 1970-01-03 00:00 UTC", "planned         by jo"}},
        StateCase{"Cancelled",
                  "state: STATE_CANCELLED close_time { seconds: 86400 } close_reason: 'wrong circle'",
                  {"never: cancelled 1970-01-02", "closed because  “wrong circle”"}}),
    [](const auto& info) { return info.param.name; });

TEST(RoundsTextTest, OneLineEach) {
  v1::ListRoundsResponse response;
  EXPECT_EQ(RoundsText(response.rounds()), "No rounds.\n");
  *response.add_rounds() = Parse(kPlanned);
  *response.add_rounds() = Parse(
      "name: 'networks/food/rounds/r2' state: STATE_CANCELLED scope { members { members: 'a' "
      "members: 'b' } }");
  EXPECT_EQ(RoundsText(response.rounds()),
            "ROUND    STATE      OVER                 SERVES    INTRODUCTIONS  OPENS                 CALLED\n"
            "food/r3  planned    the whole network    46 of 52  23             2026-01-01 00:00 UTC  Spring\n"
            "food/r2  cancelled  a list of 2 members  0 of 0    0              never\n");
}

}  // namespace
}  // namespace weft::cli
