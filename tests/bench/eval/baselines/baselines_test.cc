#include "bench/eval/baselines/baselines.h"

#include <set>
#include <string>
#include <vector>

#include "bench/eval/baselines/circle_overlap.h"
#include "bench/eval/baselines/neighbor_overlap.h"
#include "bench/eval/baselines/profile_terms.h"
#include "bench/eval/baselines/score_mix.h"
#include "bench/eval/baselines/text_tfidf.h"
#include "bench/eval/baselines/top_candidates.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"

namespace weft {
namespace {

using testing::ElementsAre;

constexpr uint32_t kSize = 40;
constexpr size_t kDimension = 8;

// Everything that a baseline may read, drawn.
EvalNetwork DrawWithProfiles(bool directed) {
  EvalNetwork network = DrawEvalNetwork(kSize, 0.1, directed, 21);
  Random random(22);
  for (v1::Member& member : network.members) {
    for (int i = 0; i < 3; ++i) member.add_interests(absl::StrFormat("tag %d", random.Below(25)));
    member.set_bio(absl::StrFormat("word%d word%d", random.Below(30), random.Below(30)));
    member.add_circles(absl::StrFormat("circle %d", random.Below(8)));
  }
  return network;
}

ProfileVectors DrawVectors(uint32_t size) {
  Random random(23);
  std::vector<float> rows(size * kDimension);
  for (float& value : rows) value = static_cast<float>(random.Uniform() - 0.5);
  return ProfileVectors(rows, kDimension);
}

const Baseline& Named(const std::vector<Baseline>& baselines, const std::string& name) {
  for (const Baseline& baseline : baselines) {
    if (baseline.name == name) return baseline;
  }
  ADD_FAILURE() << "no baseline " << name;
  return baselines.front();
}

TEST(BaselinesTest, NamesNeverChange) {
  const EvalNetwork network = MakeEvalNetwork(2, {});
  const ProfileVectors vectors = DrawVectors(2);
  std::vector<std::string> names, popular;
  for (const Baseline& baseline : Baselines(network, vectors, 1)) {
    names.push_back(baseline.name);
    if (baseline.uses_popularity) popular.push_back(baseline.name);
    EXPECT_FALSE(baseline.source.empty()) << baseline.name;
  }
  EXPECT_THAT(names, ElementsAre("random", "popularity", "common_neighbours", "adamic_adar", "resource_allocation",
                                 "personalized_pagerank", "graph_bm25", "content_embedding", "content_bm25",
                                 "content_tfidf", "circles", "circles_popularity", "mix", "mix_popularity"));
  EXPECT_THAT(popular, ElementsAre("popularity", "circles_popularity", "mix_popularity"));
}

TEST(BaselinesTest, EveryOneSaysSomethingAndTheSameTwice) {
  for (const bool directed : {false, true}) {
    const EvalNetwork network = DrawWithProfiles(directed);
    const ProfileVectors vectors = DrawVectors(kSize);
    std::set<RankedList> lists;
    for (const Baseline& baseline : Baselines(network, vectors, 1)) {
      const MemberScores scores = baseline.scores(5);
      EXPECT_EQ(scores.size(), kSize) << baseline.name;
      EXPECT_EQ(scores, baseline.scores(5)) << baseline.name;
      const RankedList list = WithoutScores(TopCandidates(network, 5, scores, 10, 1), 10);
      EXPECT_FALSE(list.empty()) << baseline.name;
      lists.insert(list);
    }
    EXPECT_GE(lists.size(), 12u) << "two methods wired to one function?";
  }
}

TEST(BaselinesTest, DoNotSeeTheTestTies) {
  EvalNetwork network = DrawWithProfiles(false);
  const ProfileVectors vectors = DrawVectors(kSize);
  std::vector<MemberScores> before;
  for (const Baseline& baseline : Baselines(network, vectors, 1)) before.push_back(baseline.scores(5));
  Random random(1);
  for (auto& later : network.test) later = {static_cast<uint32_t>(random.Below(kSize))};
  const std::vector<Baseline> after = Baselines(network, vectors, 1);
  for (size_t i = 0; i < after.size(); ++i) EXPECT_EQ(after[i].scores(5), before[i]) << after[i].name;
}

TEST(BaselinesTest, MixesAreSumsOfTheirParts) {
  const EvalNetwork network = DrawWithProfiles(false);
  const ProfileVectors vectors = DrawVectors(kSize);
  const std::vector<Baseline> baselines = Baselines(network, vectors, 1);
  const ProfileTerms terms(network);
  const TextTfidf tfidf(terms);
  const CircleOverlap circles(network);
  for (uint32_t member = 0; member < kSize; ++member) {
    ScoreMix without(kSize, member), with(kSize, member);
    for (ScoreMix* mix : {&without, &with}) {
      mix->Add(1, AdamicAdar(network, member));
      mix->Add(0.5, mix == &with ? circles.ScoresWithPopularity(member) : circles.Scores(member));
      mix->Add(0.3, tfidf.Scores(member));
    }
    EXPECT_EQ(Named(baselines, "mix").scores(member), without.scores());
    EXPECT_EQ(Named(baselines, "mix_popularity").scores(member), with.scores());
  }
}

TEST(BaselinesTest, ThoseWithoutPopularityDoNotSeeACandidateGainTiesElsewhere) {
  // 0 - 1 - 2. Member 2 then gets ties with 4 and 5, of whom nobody here has heard, and shares a circle and a tag with
  // 0: only what weighs by degree may rise. PageRank rises without weighing: whom 2 sends the walker to, sends it back.
  const std::vector<MadeTie> few = {{0, 1}, {1, 2}};
  const std::vector<MadeTie> many = {{0, 1}, {1, 2}, {2, 4}, {2, 5}};
  const auto scores = [](const std::vector<MadeTie>& ties) {
    EvalNetwork network = MakeEvalNetwork(8, ties);
    for (const int i : {0, 2}) {
      network.members[i].add_circles("a");
      network.members[i].add_interests("games");
    }
    const ProfileVectors vectors = DrawVectors(8);
    std::vector<double> of_two;
    for (const Baseline& baseline : Baselines(network, vectors, 1)) of_two.push_back(baseline.scores(0)[2]);
    return of_two;
  };
  const std::vector<double> before = scores(few), after = scores(many);
  const EvalNetwork network = MakeEvalNetwork(2, {});
  const ProfileVectors vectors = DrawVectors(2);
  const std::vector<Baseline> baselines = Baselines(network, vectors, 1);
  for (size_t i = 0; i < baselines.size(); ++i) {
    if (baselines[i].name == "personalized_pagerank") continue;
    // The mix divides by its own maximum, which here is that of member 2 itself.
    if (baselines[i].uses_popularity && baselines[i].name != "mix_popularity") {
      EXPECT_GT(after[i], before[i]) << baselines[i].name;
    } else {
      EXPECT_LE(after[i], before[i]) << baselines[i].name;
    }
  }
}

}  // namespace
}  // namespace weft
