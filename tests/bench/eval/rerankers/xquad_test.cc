#include "bench/eval/rerankers/xquad.h"

#include <algorithm>
#include <set>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/rerankers/drawn_lists.h"

namespace weft {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(XquadTest, IsAsComputedByHand) {
  // Clusters {1, 2} and {3}, so 1/C = 0.5. 1 covers its cluster fully. Then 2 has (1 - w) 0.9, 3 has
  // (1 - w) 0.6 + w 0.5 0.6; equal at w = 0.5.
  const ScoredList list = {0, {{1, 1.0}, {2, 0.9}, {3, 0.6}}};
  const Clustering clustering = {{0, 0, 0, 1}, 2};
  EXPECT_THAT(DiversifyOverClusters(list, 3, 0, clustering), ElementsAre(1, 2, 3));
  EXPECT_THAT(DiversifyOverClusters(list, 3, 0.49, clustering), ElementsAre(1, 2, 3));
  EXPECT_THAT(DiversifyOverClusters(list, 3, 0.51, clustering), ElementsAre(1, 3, 2));
  EXPECT_THAT(DiversifyOverClusters(list, 2, 0.51, clustering), ElementsAre(1, 3));
}

TEST(XquadTest, WhoHasNoClusterIsOneAlone) {
  const ScoredList list = {0, {{1, 1.0}, {2, 0.9}, {3, 0.6}}};
  EXPECT_THAT(DiversifyOverClusters(list, 3, 0.9, {{0, kNoCluster, kNoCluster, kNoCluster}, 1}), ElementsAre(1, 2, 3));
  EXPECT_THAT(DiversifyOverClusters(list, 3, 0.9, {{kNoCluster, 0, 0, kNoCluster}, 1}), ElementsAre(1, 3, 2));
}

TEST(XquadTest, Nobody) { EXPECT_THAT(DiversifyOverClusters({0, {}}, 10, 0.5, {{0}, 1}), IsEmpty()); }

TEST(XquadTest, AgreesWithTheFormula) {
  Random random(6);
  const Clustering clustering = DrawClustering(60, 5, &random);
  const auto cluster = [&clustering](uint32_t member) {
    return clustering.labels[member] == kNoCluster ? 1000 + member : clustering.labels[member];
  };
  for (uint32_t member = 0; member < 60; ++member) {
    const ScoredList list = DrawList(member, 60, 30, &random);
    std::set<uint32_t> clusters;
    for (const ScoredMember& candidate : list.candidates) clusters.insert(cluster(candidate.member));
    for (const double weight : {0.3, 0.9, 1.0}) {
      std::vector<ScoredMember> chosen;
      RankedList expected;
      while (expected.size() < 10) {
        double best_value = -1;
        ScoredMember best;
        for (const ScoredMember& candidate : list.candidates) {
          if (std::count(expected.begin(), expected.end(), candidate.member) > 0) continue;
          double uncovered = 1;
          for (const ScoredMember& other : chosen) {
            if (cluster(other.member) == cluster(candidate.member)) uncovered *= 1 - other.score;
          }
          const double value = (1 - weight) * candidate.score +
                               weight / static_cast<double>(clusters.size()) * candidate.score * uncovered;
          if (value <= best_value + 1e-15) continue;
          best_value = value;
          best = candidate;
        }
        chosen.push_back(best);
        expected.push_back(best.member);
      }
      EXPECT_EQ(DiversifyOverClusters(list, 10, weight, clustering), expected);
    }
  }
}

}  // namespace
}  // namespace weft
