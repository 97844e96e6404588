#include "cli/round_report_text.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::RoundReport Parse(const std::string& text) {
  v1::RoundReport report;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &report)) << text;
  return report;
}

constexpr char kReport[] = R"pb(
  round {
    name: "networks/food/rounds/r3"
    display_name: "Spring"
    state: STATE_CLOSED
    open_time { seconds: 1767225600 }
    close_time { seconds: 1767312000 }
  }
  figures {
    round: "networks/food/rounds/r3"
    eligible_count: 52
    served_count: 46
    introduction_count: 23
    mutual_count: 14
    met_count: 9
    useful_count: 12
    learned_count: 5
    value_of_bound: 1
    mean_fit: 0.414
    cegc_before: 0.4
    cegc_after: 0.42
    cluster_pairs_joined: 2
    weak_tie_count: 7
    longest_wait: 2
    exposure_gini: 0.2
    group_count: 1
  }
  earlier {
    round: "networks/food/rounds/r1"
    eligible_count: 40
    served_count: 20
    introduction_count: 10
    mutual_count: 5
  }
  shares { kind: KIND_ROUND introduction_count: 15 share: 0.6 over_a_third: true }
  shares { kind: KIND_MEMBER introduction_count: 10 share: 0.4 }
  shares { kind: KIND_MEMBER member: "networks/food/members/jo" introduction_count: 9 share: 0.36 over_a_third: true }
  edits {
    members { member: "networks/food/members/a" }
    members { member: "networks/food/members/b" }
    standing: STANDING_DROPPED
    reason: "one house"
  }
  needs_a_hand { member: "networks/food/members/noor" cause: CAUSE_EMPTY_PROFILE }
  lessons: "Ask early.\033"
)pb";

TEST(RoundReportTextTest, IsAPageForAMeeting) {
  EXPECT_EQ(RoundReportText(Parse(kReport)),
            "What came of round “Spring” (food/r3), open since 2026-01-01 00:00 UTC, closed 2026-01-02 00:00 UTC\n"
            "\n"
            "IN NUMBERS                        ROUND r3       r1\n"
            "could be introduced               52             40\n"
            "were served                       46 (88 %)      20 (50 %)\n"
            "introductions opened              23             10\n"
            "  into a wider circle             7 (30 %)       0 (0 %)\n"
            "  of three or four                1              0\n"
            "  met before in a year            0              0\n"
            "all said yes                      14 (61 %)      5 (50 %)\n"
            "met                               9 (39 %)       under 5\n"
            "sides who found it useful         12             under 5\n"
            "sides who learned something       5              under 5\n"
            "sides who work together now       under 5        under 5\n"
            "mean fit, 0 to 1                  0.41           0.00\n"
            "plan, of the best possible        100.0 %        0.0 %\n"
            "pairs of clusters newly joined    2              0\n"
            "evenness between clusters (CEGC)  0.420, +0.020  0.000, +0.000\n"
            "longest wait, in rounds           2              0\n"
            "uneven exposure (Gini)            0.20           0.00\n"
            "Counts of what members answered are shown from five up: \"under 5\" protects them.\n"
            "\n"
            "WHO BRINGS INTRODUCTIONS ABOUT\n"
            "  the round: 15 introductions, 60 %\n"
            "  members: 10 introductions, 40 %\n"
            "    jo: 9 introductions, 36 %\n"
            "  Warning: the round alone brings about more than a third of all introductions: the network leans on it.\n"
            "    Ask members to introduce people they know to each other.\n"
            "  Warning: jo brings about more than a third of all introductions: the network leans on them.\n"
            "    Share the weaving among more people.\n"
            "\n"
            "CHANGED BY WEAVERS\n"
            "  a + b\n"
            "      dropped by the operator: “one house”\n"
            "\n"
            "NEED A HAND\n"
            "  noor: empty profile\n"
            "\n"
            "LESSONS\n"
            "  - “Ask early.\xef\xbf\xbd”\n");
}

TEST(RoundReportTextTest, LeavesOutWhatThereIsNot) {
  const std::string text = RoundReportText(Parse("round { name: 'networks/food/rounds/r1' } figures { round: 'r1' }"));
  EXPECT_THAT(text, HasSubstr("The first round over these members"));
  EXPECT_THAT(text, HasSubstr("all said yes                      under 5\n"));
  for (const char* section : {"WHO BRINGS", "CHANGED", "NEED A HAND", "LESSONS", "Warning"}) {
    EXPECT_THAT(text, Not(HasSubstr(section)));
  }
}

TEST(RoundReportTextTest, StandsBesideFiveRoundsAtMost) {
  v1::RoundReport report = Parse(kReport);
  for (int i = 0; i < 9; ++i)
    report.add_earlier()->set_round(std::string("networks/food/rounds/x") + std::to_string(i));
  const std::string text = RoundReportText(report);
  EXPECT_THAT(text, HasSubstr("x3"));
  EXPECT_THAT(text, Not(HasSubstr("x4")));
}

}  // namespace
}  // namespace weft::cli
