#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/drafted_network.h"
#include "tests/testing/status_matchers.h"
#include "weft/introductions/round_member.h"

// Whom a round may introduce, by named rows and by brute force.
namespace weft {
namespace {

using ::testing::SizeIs;
using Intro = v1::Introduction;
using Side = v1::Introduction::Side;
using Word = v1::Participation;
using Pairs = std::set<std::string>;

const char* const kFour[] = {"ada", "bo", "cy", "di"};

struct PermittedCase {
  std::string name;
  std::function<void(DraftedNetwork*)> change;
  Pairs missing_pairs;
  std::string missing_member;  // Empty: none.
};

class PermittedTest : public testing::TestWithParam<PermittedCase> {};

TEST_P(PermittedTest, DraftsWhomARoundMayIntroduce) {
  DraftedNetwork four;
  for (const char* id : kFour) four.network().Add(id).add_interests("boats");
  GetParam().change(&four);
  const RoundDraft draft = four.Draft();

  Pairs pairs;
  std::vector<std::string> members;
  for (const std::string a : kFour) {
    if (a == GetParam().missing_member) continue;
    members.push_back(a);
    for (const std::string b : kFour) {
      const std::string pair = absl::StrCat(a, "-", b);
      if (a < b && b != GetParam().missing_member && GetParam().missing_pairs.count(pair) == 0) pairs.insert(pair);
    }
  }
  EXPECT_EQ(four.MembersOf(draft), members);
  EXPECT_EQ(four.PairsOf(draft), pairs);
  EXPECT_THAT(draft.scope, SizeIs(4));
}

using D = DraftedNetwork;

void PutSilence(D* d, const std::string& other, absl::Duration ago) {
  MemberIntroductions::Entry& entry = d->Had("bo", other, ago);
  entry.state = Intro::STATE_EXPIRED;
  entry.answer = Side::ANSWER_SILENT;
  entry.outcome = v1::Outcome::KIND_UNSPECIFIED;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, PermittedTest,
    testing::Values(
        PermittedCase{"All", [](D*) {}, {}, ""},
        PermittedCase{"Blocked", [](D* d) { d->WordOf("ada")->add_blocked("bo"); }, {"ada-bo"}, ""},
        PermittedCase{"BlockedByTheLater", [](D* d) { d->WordOf("di")->add_blocked("bo"); }, {"bo-di"}, ""},
        PermittedCase{"NeverPair", [](D* d) { d->WordOf("cy")->add_never_pair("ada"); }, {"ada-cy"}, ""},
        PermittedCase{"Tied", [](D* d) { d->network().Tie("ada", "di"); }, {"ada-di"}, ""},
        PermittedCase{"TiedButSilentForLong",
                      [](D* d) {
                        d->network().policy().mutable_reconnect_after()->set_seconds(86400);
                        d->network().Tie("ada", "di", 1, d->Ahead(-2 * kDay));
                      },
                      {},
                      ""},
        PermittedCase{"Paused",
                      [](D* d) { d->WordOf("bo")->mutable_paused_until()->set_seconds(d->Ahead(kDay) / 1000000); },
                      {},
                      "bo"},
        PermittedCase{"PauseOver",
                      [](D* d) { d->WordOf("bo")->mutable_paused_until()->set_seconds(d->Ahead(-kDay) / 1000000); },
                      {},
                      ""},
        PermittedCase{
            "RefusedToBeIntroduced", [](D* d) { d->WordOf("bo")->set_being_introduced(Word::WORD_REFUSED); }, {}, "bo"},
        PermittedCase{"RefusedToBeFound", [](D* d) { d->WordOf("bo")->set_being_found(Word::WORD_REFUSED); }, {}, "bo"},
        PermittedCase{"UnspokenWhereAskedFirst",
                      [](D* d) {
                        d->network().policy().set_unspoken(v1::Policy::UNSPOKEN_ASK_FIRST);
                        for (const char* id : {"ada", "cy", "di"}) {
                          d->WordOf(id)->set_being_found(Word::WORD_AGREED);
                          d->WordOf(id)->set_being_introduced(Word::WORD_AGREED);
                        }
                        d->WordOf("bo")->set_being_found(Word::WORD_AGREED);
                      },
                      {},
                      "bo"},
        PermittedCase{"WantsNone", [](D* d) { d->WordOf("bo")->set_introductions_per_month(0); }, {}, "bo"},
        PermittedCase{"MonthFull",
                      [](D* d) {
                        d->WordOf("bo")->set_rhythm(Word::RHYTHM_WEEKLY);
                        d->Had("bo", "zoe", 8 * kDay);
                        d->Had("bo", "yul", 16 * kDay);
                      },
                      {},
                      "bo"},
        PermittedCase{"MonthNotFull",
                      [](D* d) {
                        d->WordOf("bo")->set_rhythm(Word::RHYTHM_WEEKLY);
                        d->Had("bo", "zoe", 8 * kDay);
                        d->Had("bo", "yul", 31 * kDay);
                      },
                      {},
                      ""},
        PermittedCase{"RhythmNotDue", [](D* d) { d->Had("bo", "zoe", 8 * kDay); }, {}, "bo"},
        PermittedCase{"RhythmDueThoughTheReviewPutItOff", [](D* d) { d->Had("bo", "zoe", 12 * kDay); }, {}, ""},
        PermittedCase{"OwnRhythmNotDue",
                      [](D* d) {
                        d->WordOf("bo")->set_rhythm(Word::RHYTHM_MONTHLY);
                        d->Had("bo", "zoe", 15 * kDay);
                      },
                      {},
                      "bo"},
        PermittedCase{"NetworksRhythmDue",
                      [](D* d) {
                        d->network().policy().mutable_introductions()->set_rhythm(Word::RHYTHM_WEEKLY);
                        d->Had("bo", "zoe", 6 * kDay);
                      },
                      {},
                      ""},
        PermittedCase{"OnRequestOnly", [](D* d) { d->WordOf("bo")->set_rhythm(Word::RHYTHM_ON_REQUEST); }, {}, "bo"},
        PermittedCase{"OpenOne", [](D* d) { d->Had("bo", "zoe", 20 * kDay).state = Intro::STATE_PROPOSED; }, {}, "bo"},
        PermittedCase{"MutualAndNotYetMet",
                      [](D* d) {
                        MemberIntroductions::Entry& entry = d->Had("bo", "zoe", 20 * kDay);
                        entry.state = Intro::STATE_MUTUAL;
                        entry.outcome = v1::Outcome::KIND_UNSPECIFIED;
                      },
                      {},
                      "bo"},
        PermittedCase{"OneMoreMayBeOpen",
                      [](D* d) {
                        d->network().policy().mutable_introductions()->set_open_introductions_max(2);
                        d->Had("bo", "zoe", 20 * kDay).state = Intro::STATE_PROPOSED;
                      },
                      {},
                      ""},
        PermittedCase{"TheIntroducerIsBeingAsked",
                      [](D* d) {
                        d->network().policy().mutable_introductions()->set_open_introductions_max(2);
                        MemberIntroductions::Entry& entry = d->Had("bo", "zoe", kDay);
                        entry.state = Intro::STATE_AWAITING_INTRODUCER;
                        entry.propose_micros = entry.end_micros = 0;
                      },
                      {},
                      "bo"},
        PermittedCase{"RestsAfterSilences",
                      [](D* d) {
                        PutSilence(d, "zoe", 60 * kDay);
                        PutSilence(d, "yul", 40 * kDay);
                      },
                      {},
                      "bo"},
        PermittedCase{"Cooldown",
                      [](D* d) { d->Had("ada", "bo", 40 * kDay).rest_until_micros = d->Ahead(kDay); },
                      {"ada-bo"},
                      ""},
        PermittedCase{"CooldownOfTheLater",
                      [](D* d) { d->Had("bo", "ada", 40 * kDay).rest_until_micros = d->Ahead(kDay); },
                      {"ada-bo"},
                      ""},
        PermittedCase{
            "CooldownOver", [](D* d) { d->Had("ada", "bo", 40 * kDay).rest_until_micros = d->Ahead(-kDay); }, {}, ""},
        PermittedCase{"NeverAgain",
                      [](D* d) { d->Had("ada", "bo", 4000 * kDay).rest_until_micros = kRestsForEver; },
                      {"ada-bo"},
                      ""},
        PermittedCase{"RepeatedWithinTheYear",
                      [](D* d) {
                        d->Had("ada", "di", 100 * kDay).rest_until_micros = d->Ahead(265 * kDay);
                        d->Had("di", "ada", 100 * kDay).rest_until_micros = d->Ahead(265 * kDay);
                      },
                      {"ada-di"},
                      ""},
        PermittedCase{"SameOrganization",
                      [](D* d) {
                        d->network().policy().set_exclude_same_organization(true);
                        d->network().Get("ada").set_organization("works");
                        d->network().Get("cy").set_organization("works");
                      },
                      {"ada-cy"},
                      ""},
        PermittedCase{"ExcludedCircle",
                      [](D* d) {
                        d->network().policy().add_excluded_circles("managers");
                        d->network().Get("ada").add_circles("managers");
                        d->network().Get("cy").add_circles("managers");
                      },
                      {"ada-cy"},
                      ""},
        PermittedCase{"NoCommonLanguage",
                      [](D* d) {
                        d->network().policy().set_require_common_language(true);
                        d->network().Get("ada").add_languages("fr");
                        d->network().Get("cy").add_languages("en");
                      },
                      {"ada-cy"},
                      ""}),
    [](const auto& info) { return info.param.name; });

TEST(RoundDraftProperty, HoldsExactlyWhatARoundMayIntroduceNow) {
  int drafted_pairs = 0;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    DraftedNetwork drafted;
    Fill(&drafted, 30, seed);
    drafted.request.per_member = 1000;
    const RoundDraft draft = drafted.Draft();
    Pairs expected;
    for (uint32_t a = 0; a < drafted.view().size(); ++a) {
      for (uint32_t b = a + 1; b < drafted.view().size(); ++b) {
        if (IsRhythmDue(drafted.view().member(a), drafted.moment()) &&
            IsRhythmDue(drafted.view().member(b), drafted.moment()) &&
            drafted.CanBeMade(drafted.IdOf(a), drafted.IdOf(b))) {
          expected.insert(absl::StrCat(drafted.IdOf(a), "-", drafted.IdOf(b)));
        }
      }
    }
    EXPECT_EQ(drafted.PairsOf(draft), expected) << "seed " << seed;
    EXPECT_EQ(draft.problem.candidates.size(), expected.size()) << "each pair once";
    drafted_pairs += static_cast<int>(expected.size());
    drafted.request.per_member = 4;
    const Pairs some = drafted.PairsOf(drafted.Draft());
    EXPECT_TRUE(std::includes(expected.begin(), expected.end(), some.begin(), some.end())) << "seed " << seed;
  }
  EXPECT_GT(drafted_pairs, 200) << "else nothing was tested.";
}

}  // namespace
}  // namespace weft
