#include "weft/introductions/round_draft.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <thread>  // NOLINT(build/c++11)

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/drafted_network.h"
#include "tests/testing/status_matchers.h"
#include "weft/base/random.h"
#include "weft/introductions/round_planner.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Intro = v1::Introduction;
using Side = v1::Introduction::Side;
using Word = v1::Participation;
using Pairs = std::set<std::string>;

const char* const kFour[] = {"ada", "bo", "cy", "di"};

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
