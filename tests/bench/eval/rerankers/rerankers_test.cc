#include "bench/eval/rerankers/rerankers.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"
#include "tests/bench/eval/rerankers/drawn_lists.h"

namespace weft {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;

constexpr uint32_t kSize = 60;

class RerankersTest : public testing::Test {
 protected:
  RerankersTest() {
    inputs_.train = network_.train.view();
    inputs_.clustering = DrawClustering(kSize, 5, &random_);
    inputs_.crosses = [](uint32_t a, uint32_t b) { return (a + b) % 4 == 0; };  // One in four.
    inputs_.similarity = [this](uint32_t a, uint32_t b) { return vectors_.Cosine(a, b); };
    for (uint32_t member = 0; member < 30; ++member) {
      lists_.push_back(DrawList(member, kSize, member < 28 ? 40 : member - 28, &random_));
    }
  }

  Random random_{17};
  const EvalNetwork network_ = DrawEvalNetwork(kSize, 0.08, false, 18);
  const DrawnVectors vectors_{kSize, 8, &random_};
  RerankerInputs inputs_;
  std::vector<ScoredList> lists_;
};

TEST_F(RerankersTest, NamesSayBaseFamilyAndDial) {
  std::set<std::string> names;
  std::map<std::string, std::vector<double>> dials;
  for (const Reranker& reranker : Rerankers("mix", inputs_, {})) {
    EXPECT_TRUE(names.insert(reranker.name).second) << reranker.name;
    EXPECT_FALSE(reranker.source.empty()) << reranker.name;
    dials[reranker.family].push_back(reranker.dial);
  }
  EXPECT_THAT(names, IsSupersetOf({"mix_reserved_3", "mix_mmr_0.3", "mix_xquad_0.95", "mix_dpp_0.02", "mix_cegc_0.6",
                                   "mix_cegc_1"}));
  ASSERT_EQ(dials.size(), 5u);
  EXPECT_THAT(dials["reserved"], ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
  for (const auto& family : dials) {
    EXPECT_GE(family.second.size(), 7u) << family.first;
    EXPECT_TRUE(std::is_sorted(family.second.begin(), family.second.end())) << family.first;
  }
}

TEST_F(RerankersTest, ListsHoldCandidatesOnceAndAreAsLongAsCanBe) {
  for (const Reranker& reranker : Rerankers("mix", inputs_, {})) {
    const std::vector<RankedList> ranked = reranker.rerank(lists_);
    ASSERT_EQ(ranked.size(), lists_.size()) << reranker.name;
    for (size_t i = 0; i < ranked.size(); ++i) {
      EXPECT_EQ(ranked[i].size(), std::min<size_t>(10, lists_[i].candidates.size())) << reranker.name;
      std::set<uint32_t> left;
      for (const ScoredMember& candidate : lists_[i].candidates) left.insert(candidate.member);
      for (uint32_t member : ranked[i]) EXPECT_EQ(left.erase(member), 1u) << reranker.name;
    }
    EXPECT_EQ(reranker.rerank(lists_), ranked) << reranker.name << " is not deterministic";
  }
}

TEST_F(RerankersTest, ListsThatDependOnNoOtherMayComeInParts) {
  int together = 0;
  for (const Reranker& reranker : Rerankers("mix", inputs_, {})) {
    if (reranker.needs_all_lists) {
      EXPECT_EQ(reranker.family, "cegc");
      ++together;
      continue;
    }
    const std::vector<RankedList> ranked = reranker.rerank(lists_);
    for (size_t i = 0; i < lists_.size(); ++i) {
      EXPECT_THAT(reranker.rerank(absl::MakeConstSpan(&lists_[i], 1)), ElementsAre(ranked[i])) << reranker.name;
    }
  }
  EXPECT_EQ(together, 10);
}

TEST_F(RerankersTest, EveryDialOfAFamilyTurnsSomething) {
  std::map<std::string, std::set<std::vector<RankedList>>> outcomes;
  std::map<std::string, size_t> dials;
  for (const Reranker& reranker : Rerankers("mix", inputs_, {})) {
    outcomes[reranker.family].insert(reranker.rerank(lists_));
    ++dials[reranker.family];
  }
  for (const auto& family : outcomes) {
    EXPECT_GE(family.second.size() + 1, dials[family.first]) << family.first << ": two dials with the same lists";
  }
}

TEST_F(RerankersTest, KeptPlacesScaleWithTheLength) {
  RerankerOptions options;
  options.length = 20;
  for (const Reranker& reranker : Rerankers("mix", inputs_, options)) {
    if (reranker.family != "reserved") continue;
    const std::vector<RankedList> ranked = reranker.rerank(lists_);
    int crossing = 0, available = 0;
    for (uint32_t member : ranked[0]) crossing += inputs_.crosses(0, member);
    for (const ScoredMember& candidate : lists_[0].candidates) available += inputs_.crosses(0, candidate.member);
    EXPECT_EQ(ranked[0].size(), 20u);
    EXPECT_GE(crossing, std::min(available, static_cast<int>(2 * reranker.dial))) << reranker.name;
  }
}

TEST_F(RerankersTest, TheOrderIsDrawnFromTheSeed) {
  RerankerOptions other;
  other.seed = 2;
  const std::vector<Reranker> one = Rerankers("mix", inputs_, {});
  const std::vector<Reranker> two = Rerankers("mix", inputs_, other);
  for (size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].rerank(lists_) == two[i].rerank(lists_), !one[i].needs_all_lists) << one[i].name;
  }
}

}  // namespace
}  // namespace weft
