#include "weft/introductions/round_draft.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <thread>  // NOLINT(build/c++11)

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"
#include "weft/base/clock.h"
#include "weft/base/random.h"
#include "weft/introductions/proposal.h"
#include "weft/introductions/round_member.h"
#include "weft/introductions/round_planner.h"
#include "weft/matching/eligibility.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Intro = v1::Introduction;
using Side = v1::Introduction::Side;
using Word = v1::Participation;
using Pairs = std::set<std::string>;

constexpr absl::Duration kDay = absl::Hours(24);

// Members of whom the network knows no more.
const std::string kStranger = "zoe";
const std::string kOtherStranger = "yul";

absl::Status Go() { return absl::OkStatus(); }

// Drafts over a TestNetwork, with members by id.
class DraftedNetwork {
 public:
  Moment moment() { return {RulesOf(network_.policy()), clock_.Now()}; }
  TestNetwork& network() { return network_; }
  const NetworkView& view() {
    if (view_ == nullptr) view_ = network_.Snapshot();
    return *view_;
  }
  // Over the network as it is by now.
  RoundDraft Draft() {
    view_ = network_.Snapshot();
    return Draft(ScopeOf(*view_, v1::Round::Scope()));
  }
  RoundDraft Draft(std::vector<uint32_t> scope) {
    view_ = network_.Snapshot();
    request.scope = std::move(scope);
    return *DraftRound(*view_, recommender_, request, moment(), Go);
  }
  std::string IdOf(uint32_t ordinal) { return std::string(view().member(ordinal).id); }
  Pairs PairsOf(const RoundDraft& draft) {
    Pairs out;
    for (const RoundCandidate& candidate : draft.problem.candidates) {
      out.insert(absl::StrCat(IdOf(draft.members[candidate.a]), "-", IdOf(draft.members[candidate.b])));
    }
    return out;
  }
  std::vector<std::string> MembersOf(const RoundDraft& draft) {
    std::vector<std::string> out;
    for (uint32_t ordinal : draft.members) out.push_back(IdOf(ordinal));
    return out;
  }
  // Whether a round could introduce them.
  bool CanBeMade(const std::string& a, const std::string& b) {
    const Moment now = moment();
    return ProposalMaker(&view(), &recommender_, &now).MakeForRound({{a, b}, "", "", false}, "i1").ok();
  }
  // A past introduction of a member, asked so long ago and ended since.
  MemberIntroductions::Entry& Had(const std::string& id, const std::string& other, absl::Duration ago) {
    MemberIntroductions::Entry entry;
    entry.introduction_key = 5;
    entry.other_keys = {other == kStranger ? 900 : other == kOtherStranger ? 901 : network_.KeyOf(other)};
    entry.state = Intro::STATE_CLOSED;
    entry.answer = Side::ANSWER_ACCEPTED;
    entry.outcome = v1::Outcome::KIND_USEFUL;
    entry.propose_micros = ToMicros(clock_.Now() - ago);
    entry.end_micros = entry.propose_micros + 1;
    network_.IntroductionsOf(id).entries.push_back(entry);
    return network_.IntroductionsOf(id).entries.back();
  }
  void HadBoth(const std::string& a, const std::string& b, absl::Duration ago, Intro::State state) {
    Had(a, b, ago).state = state;
    Had(b, a, ago).state = state;
  }
  int64_t Ahead(absl::Duration by) const { return ToMicros(clock_.Now() + by); }
  Word* WordOf(const std::string& id) { return network_.Get(id).mutable_participation(); }

  DraftRequest request;

 private:
  TestNetwork network_;
  std::shared_ptr<const NetworkView> view_;
  Recommender recommender_{nullptr};
  FakeClock clock_;
};

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
        PermittedCase{"RefusedToBeIntroduced",
                      [](D* d) { d->WordOf("bo")->set_being_introduced(Word::WORD_REFUSED); },
                      {},
                      "bo"},
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
        PermittedCase{"OpenOne",
                      [](D* d) { d->Had("bo", "zoe", 20 * kDay).state = Intro::STATE_PROPOSED; },
                      {},
                      "bo"},
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
        PermittedCase{"CooldownOver",
                      [](D* d) { d->Had("ada", "bo", 40 * kDay).rest_until_micros = d->Ahead(-kDay); },
                      {},
                      ""},
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

class RoundDraftTest : public testing::Test {
 protected:
  DraftedNetwork drafted_;
  TestNetwork& network_ = drafted_.network();
};

TEST_F(RoundDraftTest, ScopesAreNetworksCirclesAndLists) {
  for (const char* id : kFour) network_.Add(id).add_interests("boats");
  network_.Get("ada").add_circles("harbour");
  network_.Get("di").add_circles("harbour");
  drafted_.WordOf("di")->set_being_introduced(Word::WORD_REFUSED);

  v1::Round::Scope scope;
  scope.set_whole_network(true);
  EXPECT_THAT(ScopeOf(drafted_.view(), scope), ElementsAre(0, 1, 2, 3));
  scope.set_circle("harbour");
  const RoundDraft circle = drafted_.Draft(ScopeOf(drafted_.view(), scope));
  EXPECT_THAT(circle.scope, ElementsAre(0, 3)) << "the unwilling are in the scope,";
  EXPECT_THAT(circle.members, ElementsAre(0)) << "not in the problem.";
  EXPECT_THAT(circle.problem.candidates, IsEmpty());
  scope.set_circle("nobody's");
  EXPECT_THAT(ScopeOf(drafted_.view(), scope), IsEmpty());
  for (const char* id : {"cy", "ada", "gone", "cy"}) {
    scope.mutable_members()->add_members(absl::StrCat("networks/test/members/", id));
  }
  const RoundDraft list = drafted_.Draft(ScopeOf(drafted_.view(), scope));
  EXPECT_THAT(list.members, ElementsAre(0, 2));
  EXPECT_EQ(drafted_.PairsOf(list), Pairs({"ada-cy"}));
  EXPECT_EQ(list.MemberOf(2), 1);
  EXPECT_EQ(list.MemberOf(1), absl::nullopt);
}

TEST_F(RoundDraftTest, MembersBringTheirHistory) {
  for (const char* id : kFour) network_.Add(id).add_interests("boats");
  network_.policy().mutable_introductions()->set_open_introductions_max(2);
  drafted_.Had("bo", "zoe", 20 * kDay);
  drafted_.Had("cy", "zoe", 90 * kDay);
  drafted_.Had("cy", "yul", 40 * kDay).weak_tie = true;
  drafted_.WordOf("di")->set_weak_tie_share(1);
  drafted_.request.waits = {{network_.KeyOf("di"), 3}, {999, 7}};
  const std::vector<RoundMember> members = drafted_.Draft().problem.members;

  ASSERT_THAT(members, SizeIs(4));
  EXPECT_TRUE(members[0].newcomer);
  EXPECT_EQ(members[0].capacity, 2);
  EXPECT_DOUBLE_EQ(members[0].weak_due, 0.3);
  EXPECT_TRUE(members[1].newcomer);
  EXPECT_EQ(members[1].capacity, 1) << "one of this month's two is used.";
  EXPECT_FALSE(members[2].newcomer);
  EXPECT_DOUBLE_EQ(members[2].weak_due, 0.3 * 3 - 1);
  EXPECT_EQ(members[2].rounds_waited, 0);
  EXPECT_EQ(members[3].rounds_waited, 3);
  EXPECT_DOUBLE_EQ(members[3].weak_due, 1);
}

TEST_F(RoundDraftTest, OptionsAreThePolicys) {
  for (const char* id : kFour) network_.Add(id);
  drafted_.request.seed = 7;
  network_.policy().mutable_introductions()->set_introductions_per_round_max(2);
  EXPECT_EQ(drafted_.Draft().options.pairs_per_member, 2);
  EXPECT_EQ(drafted_.Draft().options.seed, 7);
}

// Two clusters of three, a third of two; everybody cares about boats.
class BorderTest : public RoundDraftTest {
 protected:
  void SetUp() override {
    for (const char* id : {"a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2"}) network_.Add(id).add_interests("boats");
    network_.Cluster({"a1", "a2", "a3"});
    network_.Cluster({"b1", "b2", "b3"});
    network_.Cluster({"c1", "c2"});
  }
  // By pair, "a1-b1".
  std::map<std::string, RoundCandidate> Candidates() {
    const RoundDraft draft = drafted_.Draft();
    std::map<std::string, RoundCandidate> out;
    for (const RoundCandidate& c : draft.problem.candidates) {
      out[absl::StrCat(drafted_.IdOf(draft.members[c.a]), "-", drafted_.IdOf(draft.members[c.b]))] = c;
    }
    return out;
  }
  double BestAcross(const std::string& from, const std::string& to) {
    double best = 0;
    for (const auto& [pair, candidate] : Candidates()) {
      if (pair[0] == from[0] && pair[3] == to[0]) best = std::max(best, candidate.value);
    }
    return best;
  }
};

TEST_F(BorderTest, WhatCrossesIsWeakAndWorthItsBridging) {
  std::map<std::string, RoundCandidate> candidates = Candidates();
  EXPECT_EQ(candidates["a1-a2"].kind, PairKind::kStrongFit);
  EXPECT_DOUBLE_EQ(candidates["a1-a2"].value, candidates["a1-a2"].fit);
  EXPECT_EQ(candidates["a1-c1"].kind, PairKind::kWeakTie);
  EXPECT_GT(candidates["a1-c1"].bridging, candidates["a1-a2"].bridging);
  EXPECT_GT(candidates["a1-c1"].value, candidates["a1-c1"].fit);
}

TEST_F(BorderTest, BelowTheFloorNothingIsAWeakTie) {
  network_.policy().set_fit_floor(0.99);
  EXPECT_EQ(Candidates()["a1-c1"].kind, PairKind::kStrongFit);
}

TEST_F(BorderTest, OneRoundSpreadsOverItsBorders) {
  network_.Tie("a3", "b3");  // Something is joined, so that more of it counts.
  std::multiset<double> values;
  for (const auto& [pair, candidate] : Candidates()) {
    if (pair[0] == 'a' && pair[3] == 'c') values.insert(candidate.value);
  }
  ASSERT_THAT(values, SizeIs(6));
  EXPECT_LT(*values.begin(), *values.rbegin()) << "the second way across a border is worth less than the first.";
}

TEST_F(BorderTest, IntroductionsHadSoFarCountAsJoining) {
  network_.Tie("b3", "c2");
  const double before = BestAcross("a", "c");
  const double others = BestAcross("a", "b");
  drafted_.Had("a3", "c2", 90 * kDay);
  drafted_.Had("c2", "a3", 90 * kDay);
  EXPECT_LT(BestAcross("a", "c"), before);
  EXPECT_EQ(BestAcross("a", "b"), others);
}

TEST_F(BorderTest, WhatCameToNothingCountsLess) {
  network_.Tie("b3", "c2");
  const auto met_in_vain = [this](const std::string& one, const std::string& other) {
    for (const auto& [own, others] : {std::make_pair(one, other), std::make_pair(other, one)}) {
      MemberIntroductions::Entry& entry = drafted_.Had(own, others, 90 * kDay);
      entry.state = Intro::STATE_DECLINED;
      entry.answer = Side::ANSWER_DECLINED;
    }
  };
  met_in_vain("a3", "b2");
  drafted_.Had("a3", "c2", 90 * kDay);
  drafted_.Had("c2", "a3", 90 * kDay);
  const double met = BestAcross("a", "c");
  network_.IntroductionsOf("a3").entries.pop_back();
  network_.IntroductionsOf("c2").entries.pop_back();
  met_in_vain("a3", "c2");
  EXPECT_GT(BestAcross("a", "c"), met);
}

TEST_F(BorderTest, APairIsTheSameFromBothSides) {
  network_.Get("a1").add_needs("a sail maker");
  network_.Get("c1").add_offers("sail making");
  network_.Tie("a1", "b3");
  network_.Tie("b3", "c1");
  const RoundDraft draft = drafted_.Draft();
  Recommender recommender(nullptr);
  const uint32_t a = *drafted_.view().Find("a1");
  const uint32_t c = *drafted_.view().Find("c1");
  const RoundCandidate there = ScorePair(drafted_.view(), recommender, a, c);
  const RoundCandidate back = ScorePair(drafted_.view(), recommender, c, a);
  EXPECT_EQ(there.value, back.value);
  EXPECT_EQ(there.kind, back.kind);
  RoundCandidate drafted = Candidates()["a1-c1"];
  EXPECT_FLOAT_EQ(static_cast<float>(drafted.fit), static_cast<float>(there.fit));
  EXPECT_EQ(drafted.kind, there.kind);
  EXPECT_DOUBLE_EQ(drafted.bridging, there.bridging);
}

// A network drawn with everything that can stand between two members.
void Fill(DraftedNetwork* drafted, int members, uint64_t seed) {
  Random random(seed);
  TestNetwork& network = drafted->network();
  const auto id = [](uint64_t i) { return absl::StrCat("m", 1000 + i); };
  const auto one_in = [&random](uint64_t n) { return random.Below(n) == 0; };
  const auto anybody = [&] { return id(random.Below(static_cast<uint64_t>(members))); };
  network.policy().set_unspoken(one_in(2) ? v1::Policy::UNSPOKEN_SHOW : v1::Policy::UNSPOKEN_ASK_FIRST);
  network.policy().set_exclude_same_organization(one_in(2));
  network.policy().set_require_common_language(one_in(2));
  network.policy().add_excluded_circles("circle 0");
  if (one_in(2)) network.policy().mutable_reconnect_after()->set_seconds(30 * 86400);
  network.policy().mutable_introductions()->set_open_introductions_max(static_cast<int>(1 + random.Below(2)));
  std::vector<std::vector<std::string>> clusters(4);
  for (int i = 0; i < members; ++i) {
    v1::Member& member = network.Add(id(i));
    member.add_interests(absl::StrCat("topic ", random.Below(5)));
    if (one_in(2)) member.add_needs(absl::StrCat("help ", random.Below(5)));
    if (one_in(2)) member.add_offers(absl::StrCat("help ", random.Below(5)));
    if (one_in(3)) member.add_circles(absl::StrCat("circle ", random.Below(3)));
    if (one_in(3)) member.set_organization(absl::StrCat("works ", random.Below(3)));
    if (one_in(2)) member.add_languages(one_in(2) ? "en" : "fr");
    Word* word = member.mutable_participation();
    if (!one_in(3)) word->set_being_found(one_in(9) ? Word::WORD_REFUSED : Word::WORD_AGREED);
    if (!one_in(3)) word->set_being_introduced(one_in(9) ? Word::WORD_REFUSED : Word::WORD_AGREED);
    if (one_in(9)) word->mutable_paused_until()->set_seconds(drafted->Ahead(kDay) / 1000000);
    if (one_in(9)) word->set_introductions_per_month(static_cast<int>(random.Below(3)));
    if (one_in(3)) word->set_rhythm(static_cast<Word::Rhythm>(1 + random.Below(4)));
    clusters[random.Below(clusters.size())].push_back(id(i));
  }
  for (const std::vector<std::string>& cluster : clusters) network.Cluster(cluster);
  for (int i = 0; i < members; ++i) {
    if (one_in(4)) drafted->WordOf(id(i))->add_blocked(anybody());
    if (one_in(4)) drafted->WordOf(id(i))->add_never_pair(anybody());
    const std::string tied = anybody();
    if (tied != id(i)) network.Tie(id(i), tied, 1, drafted->Ahead(-kDay * static_cast<int>(1 + random.Below(60))));
    const std::string met = anybody();
    if (met == id(i) || one_in(3)) continue;
    const absl::Duration ago = kDay * static_cast<int>(random.Below(60));
    for (const auto& [own, other] : {std::make_pair(id(i), met), std::make_pair(met, id(i))}) {
      MemberIntroductions::Entry& entry = drafted->Had(own, other, ago);
      entry.weak_tie = one_in(2);
      if (one_in(4)) entry.state = Intro::STATE_PROPOSED;
      if (one_in(4)) entry.answer = Side::ANSWER_SILENT;
      if (one_in(2)) entry.rest_until_micros = drafted->Ahead(kDay * static_cast<int>(random.Below(9)) - 4 * kDay);
    }
  }
}

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

TEST(RoundDraftProperty, CanBePlannedAndOpened) {
  for (uint64_t seed = 1; seed <= 10; ++seed) {
    DraftedNetwork drafted;
    Fill(&drafted, 60, seed);
    const RoundDraft draft = drafted.Draft();
    ASSERT_OK_AND_ASSIGN(const RoundPlan plan, PlanRound(draft.problem, draft.options, Go));
    for (const PlannedPair& pair : plan.pairs) {
      EXPECT_TRUE(drafted.CanBeMade(drafted.IdOf(draft.members[pair.a]), drafted.IdOf(draft.members[pair.b])));
    }
  }
}

// Members by the searches, not all by all.
class LargeDraftTest : public testing::Test {
 protected:
  void SetUp() override {
    Random random(3);
    std::vector<std::vector<std::string>> clusters(20);
    for (int i = 0; i < 700; ++i) {
      const std::string id = absl::StrCat("m", 1000 + i);
      drafted_.network().Add(id).add_interests(absl::StrCat("topic ", random.Below(40)));
      clusters[random.Below(clusters.size())].push_back(id);
    }
    for (const std::vector<std::string>& cluster : clusters) drafted_.network().Cluster(cluster);
  }
  static std::map<uint32_t, int> CandidatesByMember(const RoundDraft& draft) {
    std::map<uint32_t, int> out;
    for (const RoundCandidate& candidate : draft.problem.candidates) {
      ++out[candidate.a];
      ++out[candidate.b];
    }
    return out;
  }
  DraftedNetwork drafted_;
};

TEST_F(LargeDraftTest, MembersBringTheirBestAndWaitersAll) {
  drafted_.request.waits = {{drafted_.network().KeyOf("m1003"), 1}};
  drafted_.request.per_member = 20;
  const RoundDraft draft = drafted_.Draft();
  EXPECT_LT(draft.problem.candidates.size(), 700u * 21);
  for (const auto& [member, count] : CandidatesByMember(draft)) {
    EXPECT_GE(count, member == 3 ? 699 : 20);
  }
  const RoundPlan plan = *PlanRound(draft.problem, draft.options, Go);
  EXPECT_EQ(plan.served, 700);
}

TEST_F(LargeDraftTest, IsTheSameOnAnyThreads) {
  const RoundDraft first = drafted_.Draft();
  drafted_.request.runner = [](size_t count, const std::function<void(size_t)>& work) {
    std::thread other([&] {
      for (size_t i = 1; i < count; i += 2) work(i);
    });
    for (size_t i = 0; i < count; i += 2) work(i);
    other.join();
  };
  const RoundDraft second = drafted_.Draft();
  ASSERT_EQ(first.problem.candidates.size(), second.problem.candidates.size());
  for (size_t i = 0; i < first.problem.candidates.size(); ++i) {
    EXPECT_EQ(first.problem.candidates[i].a, second.problem.candidates[i].a);
    EXPECT_EQ(first.problem.candidates[i].b, second.problem.candidates[i].b);
    EXPECT_EQ(first.problem.candidates[i].value, second.problem.candidates[i].value);
  }
}

TEST_F(LargeDraftTest, StopsWhenAskedTo) {
  int asked = 0;
  const auto stop = [&asked] { return ++asked == 10 ? absl::CancelledError("enough") : absl::OkStatus(); };
  DraftRequest request;
  request.scope = ScopeOf(drafted_.view(), v1::Round::Scope());
  const Recommender recommender(nullptr);
  EXPECT_EQ(DraftRound(drafted_.view(), recommender, request, drafted_.moment(), stop).status().code(),
            absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace weft
