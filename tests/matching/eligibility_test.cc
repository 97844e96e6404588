#include "weft/matching/eligibility.h"

#include <functional>

#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

using Verdict = Eligibility::Verdict;

struct Case {
  const char* name;
  std::function<void(TestNetwork*)> change;
  Verdict verdict;
  bool found;  // May "bo" be found by search?
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

v1::Participation& Word(TestNetwork* network, const std::string& id) {
  return *network->Get(id).mutable_participation();
}

class EligibilityTest : public testing::TestWithParam<Case> {};

// Whether "bo" can be recommended to "ada", live and from a snapshot alike.
TEST_P(EligibilityTest, Verdict) {
  TestNetwork network;
  network.Add("ada").set_organization("Orchard");
  network.Add("bo").set_organization("Orchard");
  for (const char* id : {"ada", "bo"}) {
    network.Get(id).add_circles("board");
    network.Get(id).add_languages(id);
  }
  network.Add("cy");
  GetParam().change(&network);
  const FakeClock clock;
  for (const auto& view : {network.Snapshot(), network.Live()}) {
    const FilterInView filter(*view, MemberFilter());
    const Eligibility eligibility(*view, *view->Find("ada"), filter, {}, clock.Now());
    EXPECT_EQ(eligibility.Check(*view->Find("bo")), GetParam().verdict);
    EXPECT_EQ(eligibility.Check(*view->Find("ada")), Verdict::kSelf);
    EXPECT_EQ(MayBeFound(view->member(*view->Find("bo")).settings, view->policy()), GetParam().found);
  }
}

constexpr int64_t kNow = 1767225600;  // FakeClock's start.

// One introduction of a member, proposed some days ago.
MemberIntroductions::Entry& Had(TestNetwork* network, const std::string& id, v1::Introduction::State state, int days,
                                const std::string& other = "") {
  MemberIntroductions::Entry entry;
  entry.state = state;
  entry.propose_micros = (kNow - days * 86400) * 1000000;
  if (!other.empty()) entry.other_keys = {network->KeyOf(other)};
  network->IntroductionsOf(id).entries.push_back(entry);
  return network->IntroductionsOf(id).entries.back();
}

INSTANTIATE_TEST_SUITE_P(
    All, EligibilityTest,
    testing::Values(
        Case{"Plain", [](TestNetwork*) {}, Verdict::kEligible, true},
        Case{"UnspokenAskFirst", [](TestNetwork* n) { n->policy().set_unspoken(v1::Policy::UNSPOKEN_ASK_FIRST); },
             Verdict::kNotNow, false},
        Case{"UnspokenDefault", [](TestNetwork* n) { n->policy().clear_unspoken(); }, Verdict::kNotNow, false},
        Case{"UnspokenHide", [](TestNetwork* n) { n->policy().set_unspoken(v1::Policy::UNSPOKEN_HIDE); },
             Verdict::kNotNow, false},
        Case{"AgreedUnderAskFirst",
             [](TestNetwork* n) {
               n->policy().clear_unspoken();
               Word(n, "bo").set_being_found(v1::Participation::WORD_AGREED);
               Word(n, "bo").set_being_introduced(v1::Participation::WORD_AGREED);
             },
             Verdict::kEligible, true},
        Case{"FoundButNotIntroduced",
             [](TestNetwork* n) {
               n->policy().clear_unspoken();
               Word(n, "bo").set_being_found(v1::Participation::WORD_AGREED);
             },
             Verdict::kNotNow, true},
        Case{"RefusedFound", [](TestNetwork* n) { Word(n, "bo").set_being_found(v1::Participation::WORD_REFUSED); },
             Verdict::kNotNow, false},
        Case{"RefusedIntroduced",
             [](TestNetwork* n) { Word(n, "bo").set_being_introduced(v1::Participation::WORD_REFUSED); },
             Verdict::kNotNow, true},
        Case{"Paused", [](TestNetwork* n) { Word(n, "bo").mutable_paused_until()->set_seconds(kNow + 60); },
             Verdict::kNotNow, true},
        Case{"PauseIsOver", [](TestNetwork* n) { Word(n, "bo").mutable_paused_until()->set_seconds(kNow); },
             Verdict::kEligible, true},
        Case{"NoRoom", [](TestNetwork* n) { Word(n, "bo").set_introductions_per_month(0); }, Verdict::kNotNow, true},
        Case{"PolicyGivesNoRoom", [](TestNetwork* n) { n->policy().set_introductions_per_month(0); }, Verdict::kNotNow,
             true},
        Case{"OwnRoomWins",
             [](TestNetwork* n) {
               n->policy().set_introductions_per_month(0);
               Word(n, "bo").set_introductions_per_month(1);
             },
             Verdict::kEligible, true},
        Case{"BlockedByThem", [](TestNetwork* n) { Word(n, "bo").add_blocked("ada"); }, Verdict::kNotNow, true},
        Case{"BlockedByMe", [](TestNetwork* n) { Word(n, "ada").add_blocked("bo"); }, Verdict::kNotNow, true},
        Case{"NeverPair", [](TestNetwork* n) { Word(n, "ada").add_never_pair("bo"); }, Verdict::kNotNow, true},
        Case{"Tied", [](TestNetwork* n) { n->Tie("ada", "bo", 1e-6); }, Verdict::kTied, true},
        Case{"TiedLongAgoButNoPolicy", [](TestNetwork* n) { n->Tie("ada", "bo", 1, 1000000); }, Verdict::kTied, true},
        Case{"Reconnect",
             [](TestNetwork* n) {
               n->Tie("ada", "bo", 1, 1000000);
               n->policy().mutable_reconnect_after()->set_seconds(86400);
             },
             Verdict::kReconnect, true},
        Case{"ReconnectNotYet",
             [](TestNetwork* n) {
               n->Tie("ada", "bo", 1, (kNow - 3600) * 1000000);
               n->policy().mutable_reconnect_after()->set_seconds(86400);
             },
             Verdict::kTied, true},
        Case{"ReconnectNeedsATime",
             [](TestNetwork* n) {
               n->Tie("ada", "bo");
               n->policy().mutable_reconnect_after()->set_seconds(86400);
             },
             Verdict::kTied, true},
        Case{"SameOrganization", [](TestNetwork* n) { n->policy().set_exclude_same_organization(true); },
             Verdict::kNotNow, true},
        Case{"ExcludedCircle", [](TestNetwork* n) { n->policy().add_excluded_circles("board"); }, Verdict::kNotNow,
             true},
        Case{"OtherExcludedCircle", [](TestNetwork* n) { n->policy().add_excluded_circles("choir"); },
             Verdict::kEligible, true},
        Case{"AskedAsOftenAsTheyHaveRoom",
             [](TestNetwork* n) {
               for (int days : {1, 29}) Had(n, "bo", v1::Introduction::STATE_EXPIRED, days);
             },
             Verdict::kNotNow, true},
        Case{"RoomComesBackAfterAMonth",
             [](TestNetwork* n) {
               for (int days : {1, 30}) Had(n, "bo", v1::Introduction::STATE_EXPIRED, days);
             },
             Verdict::kEligible, true},
        Case{"OneIsOpen", [](TestNetwork* n) { Had(n, "bo", v1::Introduction::STATE_PROPOSED, 1); }, Verdict::kNotNow,
             true},
        Case{"MutualIsOpenUntilTheyMet", [](TestNetwork* n) { Had(n, "bo", v1::Introduction::STATE_MUTUAL, 1); },
             Verdict::kNotNow, true},
        Case{"MetIsNotOpen", [](TestNetwork* n) { Had(n, "bo", v1::Introduction::STATE_MET, 1); }, Verdict::kEligible,
             true},
        Case{"PolicyLetsMoreBeOpen",
             [](TestNetwork* n) {
               Had(n, "bo", v1::Introduction::STATE_PROPOSED, 1);
               n->policy().mutable_introductions()->set_open_introductions_max(2);
             },
             Verdict::kEligible, true},
        Case{"RestsAfterSilences",
             [](TestNetwork* n) {
               for (int days : {80, 50}) {
                 auto& entry = Had(n, "bo", v1::Introduction::STATE_EXPIRED, days);
                 entry.answer = v1::Introduction::Side::ANSWER_SILENT;
                 entry.end_micros = entry.propose_micros + 1;
               }
             },
             Verdict::kNotNow, true},
        Case{"ThePairRests",
             [](TestNetwork* n) {
               Had(n, "ada", v1::Introduction::STATE_EXPIRED, 80, "bo").rest_until_micros = (kNow + 1) * 1000000;
             },
             Verdict::kNotNow, true},
        Case{"TheRestIsOver",
             [](TestNetwork* n) {
               Had(n, "ada", v1::Introduction::STATE_EXPIRED, 80, "bo").rest_until_micros = kNow * 1000000;
             },
             Verdict::kEligible, true},
        Case{"TheSeekersOwnRoomIsNoHindrance",
             [](TestNetwork* n) {
               for (int days : {1, 2, 3}) Had(n, "ada", v1::Introduction::STATE_PROPOSED, days, "cy");
             },
             Verdict::kEligible, true},
        Case{"NoCommonLanguage", [](TestNetwork* n) { n->policy().set_require_common_language(true); },
             Verdict::kNotNow, true}),
    [](const auto& info) { return info.param.name; });

struct FilterCase {
  const char* name;
  MemberFilter filter;
  bool passes;
};

void PrintTo(const FilterCase& c, std::ostream* out) { *out << c.name; }

class FilterInViewTest : public testing::TestWithParam<FilterCase> {};

TEST_P(FilterInViewTest, Passes) {
  TestNetwork network;
  v1::Member& bo = network.Add("bo");
  bo.add_languages("sv");
  bo.add_circles("bees");
  bo.set_organization("Orchard");
  const auto view = network.Snapshot();
  EXPECT_EQ(FilterInView(*view, GetParam().filter).Passes(0, view->member(0)), GetParam().passes);
}

INSTANTIATE_TEST_SUITE_P(All, FilterInViewTest,
                         testing::Values(FilterCase{"Nothing", {}, true},
                                         FilterCase{"Language", {{"de", "sv"}, {}, {}, {}}, true},
                                         FilterCase{"OtherLanguage", {{"de"}, {}, {}, {}}, false},
                                         FilterCase{"Circle", {{}, {"bees"}, {}, {}}, true},
                                         FilterCase{"UnknownCircle", {{}, {"x"}, {}, {}}, false},
                                         FilterCase{"Organization", {{}, {}, {"Orchard"}, {}}, true},
                                         FilterCase{"OtherOrganization", {{}, {}, {"Mill"}, {}}, false},
                                         FilterCase{"OneOfTwoLists", {{"sv"}, {"x"}, {}, {}}, false},
                                         FilterCase{"Excluded", {{}, {}, {}, {"bo"}}, false}),
                         [](const auto& info) { return info.param.name; });

TEST(FilterInViewTest, MembersWithoutLanguagePass) {
  TestNetwork network;
  network.Add("bo");
  const auto view = network.Snapshot();
  EXPECT_TRUE(FilterInView(*view, MemberFilter{{"de"}, {}, {}, {}}).Passes(0, view->member(0)));
}

}  // namespace
}  // namespace weft
