#include "cli/introduction_commands.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"

namespace weft::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kName[] = "networks/food/introductions/4f1c";
constexpr char kAmara[] = "networks/food/members/amara";

// What was sent, without the request_id that every write must have.
template <typename Request>
std::string Sent(Request request) {
  EXPECT_NE(request.request_id(), "");
  request.clear_request_id();
  return request.ShortDebugString();
}

TEST(IntroductionCommandTest, ProposeForOneselfAndOthers) {
  FakeServer server;
  server.introductions.ProposeIntroduction_.Will().set_name(kName);
  EXPECT_THAT(server.Run({"introductions", "propose", "food/tuuli", "--as", "food/amara"}).out, HasSubstr(kName));
  EXPECT_EQ(Sent(server.introductions.ProposeIntroduction_.last()),
            "parent: \"networks/food\" as_member: \"networks/food/members/amara\" members: "
            "\"networks/food/members/tuuli\"");
  server.Run({"introductions", "propose", "food/amara", "networks/food/members/tuuli", "--as", "food/jo", "--note",
              "bees", "--purpose", "a fair"});
  EXPECT_EQ(Sent(server.introductions.ProposeIntroduction_.last()),
            "parent: \"networks/food\" as_member: \"networks/food/members/jo\" members: "
            "\"networks/food/members/amara\" members: \"networks/food/members/tuuli\" note: \"bees\" purpose: "
            "\"a fair\"");
  EXPECT_EQ(Weftctl({"introductions", "propose"}).exit_code, 2);
  EXPECT_EQ(Weftctl({"introductions", "propose", "a", "b", "c", "d"}).exit_code, 2);
}

TEST(IntroductionCommandTest, ListFollowsPagesAndFilters) {
  FakeServer server;
  v1::ListIntroductionsResponse& first = server.introductions.ListIntroductions_.Will();
  first.add_introductions()->set_name(kName);
  first.set_next_page_token("next");
  server.introductions.ListIntroductions_.Will().add_introductions()->set_name("networks/food/introductions/77");
  const Outcome outcome = server.Run({"introductions", "list", "food", "--as", "food/amara", "--state", "proposed",
                                      "--state", "lapsed", "--member", "food/jo", "--round", "r3", "--waiting"});
  EXPECT_THAT(outcome.out, HasSubstr("4f1c"));
  EXPECT_THAT(outcome.out, HasSubstr("77"));
  const v1::ListIntroductionsRequest& request = server.introductions.ListIntroductions_.last();
  EXPECT_EQ(request.page_token(), "next");
  EXPECT_EQ(request.as_member(), kAmara);
  EXPECT_THAT(request.states(), ElementsAre(v1::Introduction::STATE_PROPOSED, v1::Introduction::STATE_LAPSED));
  EXPECT_EQ(request.member(), "networks/food/members/jo");
  EXPECT_EQ(request.round(), "networks/food/rounds/r3");
  EXPECT_TRUE(request.waiting_for_me());
  EXPECT_EQ(Weftctl({"introductions", "list", "food", "--state", "odd"}).exit_code, 2);
}

TEST(IntroductionCommandTest, ShowReadsWithAMembersEyes) {
  FakeServer server;
  server.introductions.GetIntroduction_.Will().set_name(kName);
  EXPECT_THAT(server.Run({"introductions", "show", "food/4f1c", "--as", "food/amara", "--json"}).out,
              HasSubstr("\"name\": \"networks/food/introductions/4f1c\""));
  EXPECT_EQ(server.introductions.GetIntroduction_.last().name(), kName);
  EXPECT_EQ(server.introductions.GetIntroduction_.last().as_member(), kAmara);
}

struct AnswerCase {
  const char* name;
  std::vector<std::string> arguments;
  std::string sent;
};

void PrintTo(const AnswerCase& c, std::ostream* out) { *out << c.name; }

class AnswerCommandTest : public testing::TestWithParam<AnswerCase> {};

TEST_P(AnswerCommandTest, Sends) {
  FakeServer server;
  v1::RespondToIntroductionResponse& response = server.introductions.RespondToIntroduction_.Will();
  response.mutable_introduction()->set_name(kName);
  response.add_effects()->set_text("You rest.");
  std::vector<std::string> arguments = {"introductions", GetParam().arguments[0], "food/4f1c", "--as", "food/amara"};
  arguments.insert(arguments.end(), GetParam().arguments.begin() + 1, GetParam().arguments.end());
  const Outcome outcome = server.Run(arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("- You rest."));
  EXPECT_EQ(Sent(server.introductions.RespondToIntroduction_.last()),
            "name: \"networks/food/introductions/4f1c\" as_member: \"networks/food/members/amara\" " + GetParam().sent);
  // Whose word it is must be said.
  EXPECT_EQ(Weftctl({"introductions", GetParam().arguments[0], "food/4f1c"}).exit_code, 2);
}

INSTANTIATE_TEST_SUITE_P(
    All, AnswerCommandTest,
    testing::Values(AnswerCase{"Accept", {"accept", "--note", "hi"}, "accept { note: \"hi\" }"},
                    AnswerCase{"Decline",
                               {"decline", "--reason", "topic", "--comment", "no bees"},
                               "decline { reason: REASON_TOPIC comment: \"no bees\" }"},
                    AnswerCase{"Snooze", {"snooze"}, "snooze { }"},
                    AnswerCase{
                        "SnoozeUntil", {"snooze", "--until", "2026-01-01"}, "snooze { until { seconds: 1767225600 } }"},
                    AnswerCase{"NotMe",
                               {"not-me", "--ask", "food/jo", "--note", "she knows"},
                               "pass_on { member: \"networks/food/members/jo\" note: \"she knows\" }"}),
    [](const auto& info) { return info.param.name; });

TEST(IntroductionCommandTest, SnoozeRefusesWhatIsNoDate) {
  EXPECT_EQ(Weftctl({"introductions", "snooze", "food/4f1c", "--as", "food/amara", "--until", "soon"}).exit_code, 2);
}

TEST(IntroductionCommandTest, AnswersTheOnlyOneThatWaits) {
  FakeServer server;
  v1::ListIntroductionsResponse waiting;
  waiting.add_introductions()->set_name(kName);
  server.introductions.ListIntroductions_.responses = {waiting};
  ASSERT_EQ(server.Run({"introductions", "accept", "--as", "food/amara"}).exit_code, 0);
  EXPECT_EQ(server.introductions.ListIntroductions_.last().ShortDebugString(),
            "parent: \"networks/food\" as_member: \"networks/food/members/amara\" states: STATE_AWAITING_INTRODUCER "
            "states: STATE_PROPOSED waiting_for_me: true");
  EXPECT_EQ(server.introductions.RespondToIntroduction_.last().name(), kName);

  server.introductions.ListIntroductions_.responses = {{}};
  const Outcome none = server.Run({"introductions", "decline", "--as", "food/amara"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_EQ(none.err, "weftctl: no introduction waits for an answer of food/amara\n");

  waiting.add_introductions()->set_name("networks/food/introductions/77");
  server.introductions.ListIntroductions_.responses = {waiting};
  EXPECT_EQ(server.Run({"introductions", "snooze", "--as", "food/amara"}).err,
            "weftctl: several introductions wait for food/amara, say which: food/4f1c, food/77\n");
  EXPECT_EQ(server.introductions.RespondToIntroduction_.requests.size(), 1u);
}

TEST(IntroductionCommandTest, OutcomeSaysWhatCameOfIt) {
  FakeServer server;
  server.introductions.RecordOutcome_.Will().mutable_introduction()->set_name(kName);
  server.Run({"introductions", "outcome", "food/4f1c", "led-to-someone", "--as", "food/amara", "--lesson", "ask early",
              "--share-lesson", "--on", "a fair", "--led-to", "food/jo"});
  EXPECT_EQ(Sent(server.introductions.RecordOutcome_.last()),
            "name: \"networks/food/introductions/4f1c\" as_member: \"networks/food/members/amara\" outcome { kind: "
            "KIND_LED_TO_SOMEONE lesson: \"ask early\" share_lesson: true collaborating_on: \"a fair\" led_to: "
            "\"networks/food/members/jo\" }");
  EXPECT_EQ(Weftctl({"introductions", "outcome", "food/4f1c", "odd", "--as", "food/amara"}).exit_code, 2);
}

TEST(IntroductionCommandTest, WithdrawTakesAReason) {
  FakeServer server;
  server.introductions.WithdrawIntroduction_.Will().set_name(kName);
  server.Run({"introductions", "withdraw", kName, "--reason", "mixed up"});
  EXPECT_EQ(Sent(server.introductions.WithdrawIntroduction_.last()),
            "name: \"networks/food/introductions/4f1c\" reason: \"mixed up\"");
}

TEST(IntroductionCommandTest, EffectsResumeAndAudit) {
  FakeServer server;
  server.introductions.ListEffects_.Will().add_effects()->set_text("You rest.");
  EXPECT_EQ(server.Run({"introductions", "effects", "--as", "food/amara"}).out, "- You rest.\n");
  EXPECT_EQ(server.Run({"introductions", "resume", "--as", "food/amara"}).out, "food/amara goes on\n");
  EXPECT_EQ(server.introductions.ResumeIntroductions_.last().as_member(), kAmara);
  server.introductions.ListIntroductionAudit_.Will().add_entries()->set_caller("bot");
  EXPECT_THAT(server.Run({"introductions", "audit", "food/4f1c"}).out, HasSubstr("bot"));
  EXPECT_EQ(server.introductions.ListIntroductionAudit_.last().parent(), kName);
}

TEST(IntroductionCommandTest, NamesAreChecked) {
  for (const char* bad : {"food", "networks/food", "networks/food/members/amara", "food/", "a/b/c"}) {
    EXPECT_EQ(Weftctl({"introductions", "show", bad}).exit_code, 2) << bad;
  }
}

}  // namespace
}  // namespace weft::cli
