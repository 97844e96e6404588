#include "cli/round_entry_text.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "weft/v1/round_service.pb.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::RoundEntry Parse(const std::string& text) {
  v1::RoundEntry entry;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &entry)) << text;
  return entry;
}

constexpr char kPair[] = R"pb(
  name: "networks/food/rounds/r1/entries/1"
  standing: STANDING_PLANNED
  kind: KIND_STRONG_FIT
  members {
    member: "networks/food/members/fn-amara"
    display_name: "Amara, seed saver"
    reasons { type: TYPE_NEARBY_CIRCLES text: "You move in neighbouring circles." }
  }
  members {
    member: "networks/food/members/fn-leila"
    display_name: "Leila, librarian"
    reasons {
      type: TYPE_NEED_MET
      text: "You are looking for “a workshop”; they can offer “seed saving”."
      own_phrase: "a workshop"
      other_phrase: "seed saving"
    }
  }
)pb";

TEST(RoundEntryTextTest, WhoAndWhyInColumns) {
  v1::ListRoundEntriesResponse response;
  EXPECT_EQ(RoundEntriesText(response.entries(), false), "No introductions.\n");
  *response.add_entries() = Parse(kPair);
  *response.add_entries() = Parse(
      "name: 'networks/food/rounds/r1/entries/12' kind: KIND_WEAK_TIE members { member: 'networks/food/members/a' } "
      "members { member: 'networks/food/members/b' } introducer: 'networks/food/members/jo' introduction: "
      "'networks/food/introductions/4f1c'");
  EXPECT_EQ(RoundEntriesText(response.entries(), false),
            "ENTRY  KIND        WHO, AND WHY\n"
            "1      strong fit  Amara, seed saver (fn-amara) + Leila, librarian (fn-leila)\n"
            "                   Leila looks for “a workshop”, Amara offers “seed saving”\n"
            "12     weak tie    a + b\n"
            "                   jo is asked to introduce them first\n"
            "                   introduction food/4f1c\n");
}

TEST(RoundEntryTextTest, ADryRunCountsWhatHasNoName) {
  v1::PlanRoundResponse plan;
  for (int i = 0; i < 2; ++i) plan.add_entries()->add_members()->set_member("a");
  EXPECT_EQ(RoundEntriesText(plan.entries(), false),
            "ENTRY  KIND        WHO, AND WHY\n1                  a\n2                  a\n");
}

TEST(RoundEntryTextTest, AllReasonsToEachOfThem) {
  v1::ListRoundEntriesResponse response;
  *response.add_entries() = Parse(kPair);
  const std::string text = RoundEntriesText(response.entries(), true);
  EXPECT_THAT(text, HasSubstr("to Amara, seed saver:\n                     - You move in neighbouring circles.\n"));
  EXPECT_THAT(text, HasSubstr("to Leila, librarian:\n                     - You are looking for “a workshop”"));
  EXPECT_THAT(text, Not(HasSubstr("Leila looks for")));
}

struct WhyCase {
  const char* name;
  const char* reason;  // Told to Amara about Leila.
  const char* retold;
};

class WhyTest : public testing::TestWithParam<WhyCase> {};

TEST_P(WhyTest, IsRetoldToAThird) {
  const v1::RoundEntry entry = Parse(std::string("members { display_name: 'Amara, seed saver' reasons { ") +
                                     GetParam().reason + " } } members { display_name: 'Leila' }");
  EXPECT_EQ(WhyInOneLine(entry), GetParam().retold);
}

INSTANTIATE_TEST_SUITE_P(
    All, WhyTest,
    testing::Values(
        WhyCase{"NeedMet", "type: TYPE_NEED_MET own_phrase: 'room' other_phrase: 'hall'",
                "Amara looks for “room”, Leila offers “hall”"},
        WhyCase{"NeedMetVaguely", "type: TYPE_NEED_MET", "Leila may offer something close to what Amara looks for"},
        WhyCase{"OfferWanted", "type: TYPE_OFFER_WANTED own_phrase: 'hall' other_phrase: 'room'",
                "Leila looks for “room”, Amara offers “hall”"},
        WhyCase{"SameInterest", "type: TYPE_SHARED_INTEREST own_phrase: 'bees' other_phrase: 'bees'",
                "both care about “bees”"},
        WhyCase{"KindredInterest", "type: TYPE_SHARED_INTEREST own_phrase: 'bees' other_phrase: 'honey'",
                "Amara cares about “bees”, Leila about “honey”"},
        WhyCase{"InterestAndBio", "type: TYPE_SHARED_INTEREST own_phrase: 'bees'", "they care about kindred things"},
        WhyCase{"Circle", "type: TYPE_SHARED_CIRCLE", "they are in the same circle"},
        WhyCase{"Wider", "type: TYPE_WIDER_CIRCLE", "a wider circle for both"},
        WhyCase{"NewKind", "type: 99 text: 'Said by a newer server.'", "Said by a newer server."}),
    [](const auto& info) { return info.param.name; });

TEST(RoundEntryTextTest, OfAGroupNobodyIsGuessed) {
  const v1::RoundEntry entry = Parse(
      "members { display_name: 'Amara' reasons { type: TYPE_NEED_MET own_phrase: 'room' other_phrase: 'hall' } } "
      "members { display_name: 'Leila' } members { display_name: 'Jo' }");
  EXPECT_EQ(WhyInOneLine(entry), "Amara looks for “room”, another of them offers “hall”");
  EXPECT_EQ(WhyInOneLine(Parse("members {} members {}")), "");
}

TEST(RoundEntryTextTest, SaysWhatWeaversDid) {
  EXPECT_EQ(StandingText(Parse(kPair)), "");
  EXPECT_EQ(StandingText(Parse("standing: STANDING_DROPPED weaver: 'networks/food/members/jo' reason: 'one house'")),
            "dropped by jo: “one house”");
  EXPECT_EQ(StandingText(Parse("standing: STANDING_PINNED reason: 'asked me'")), "pinned by the operator: “asked me”");
  EXPECT_EQ(StandingText(Parse("standing: STANDING_NOT_OPENED")),
            "not opened: by then one of them could not be introduced any more");
}

}  // namespace
}  // namespace weft::cli
