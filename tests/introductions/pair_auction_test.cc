#include "weft/introductions/pair_auction.h"

#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"
#include "weft/base/random.h"

namespace weft {
namespace {

std::vector<int64_t> Servings(const PairGraph& graph, int64_t urgency) {
  std::vector<int64_t> out;
  for (uint32_t u = 0; u < graph.size(); ++u) out.push_back(graph.bonus(u) + (graph.urgent(u) ? urgency : 0));
  return out;
}

int64_t WorthWithServings(const PairSelection& best, int64_t urgency) {
  return best.worth + urgency * best.urgent_served;
}

WeightedGraph Small(uint64_t seed) {
  DrawnGraph drawn;
  drawn.members = 3 + seed % 6;
  drawn.density = 0.4;
  drawn.room_max = 1 + static_cast<int>(seed % 3);
  drawn.weight_max = 1000;
  drawn.urgent = 0.3;
  drawn.bonus = 0.3;
  return DrawGraph(drawn, seed);
}

TEST(PairAuctionTest, AnyPricesWhateverBoundEverySelection) {
  Random random(1);
  for (uint64_t seed = 0; seed < 300; ++seed) {
    const WeightedGraph made = Small(seed);
    if (made.graph.pairs().size() > 14) continue;
    // As long as serving an urgent member outweighs all, the best selection is the best by weight as well.
    const int64_t urgency = AboveAll(made.graph, made.weights);
    const PairSelection best = BruteForce(made.graph, made.weights);
    for (int i = 0; i < 20; ++i) {
      std::vector<int64_t> prices;
      for (uint32_t u = 0; u < made.graph.size(); ++u) {
        prices.push_back(static_cast<int64_t>(random.Below(3000)) - 1000);
      }
      EXPECT_GE(PriceBound(made.graph, made.weights, Servings(made.graph, urgency), prices),
                WorthWithServings(best, urgency))
          << "seed " << seed;
    }
  }
}

TEST(PairAuctionTest, ItsOwnPricesBoundClosely) {
  // On a path there are no odd cycles: claims are whole, and the bound is within a step for every member.
  const WeightedGraph path = MakeGraph(6, 1, {{0, 1, 60}, {1, 2, 100}, {2, 3, 80}, {3, 4, 90}, {4, 5, 50}});
  const std::vector<int64_t> none(6, 0);
  const PairPrices auction = RunPairAuction(path.graph, path.weights, none, 1);
  const int64_t bound = PriceBound(path.graph, path.weights, none, auction.prices);
  EXPECT_GE(bound, 60 + 80 + 50);
  EXPECT_LE(bound, 60 + 80 + 50 + 6);
}

TEST(PairAuctionTest, AnOddCycleIsHalved) {
  const WeightedGraph triangle = MakeGraph(3, 1, {{0, 1, 100}, {0, 2, 100}, {1, 2, 100}});
  const std::vector<int64_t> none(3, 0);
  const PairPrices auction = RunPairAuction(triangle.graph, triangle.weights, none, 1);
  EXPECT_EQ(auction.claims, std::vector<uint8_t>({1, 1, 1}));
  EXPECT_NEAR(PriceBound(triangle.graph, triangle.weights, none, auction.prices), 150, 3);
}

TEST(PairAuctionTest, ClaimsKeepToTheRoom) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    DrawnGraph drawn;
    drawn.members = 40;
    drawn.density = 0.3;
    drawn.room_max = 3;
    drawn.weight_max = 1000;
    drawn.urgent = 0.2;
    const WeightedGraph made = DrawGraph(drawn, seed);
    const PairPrices auction = RunPairAuction(made.graph, made.weights, Servings(made.graph, 5000), 5);
    std::vector<int> claims(40, 0);
    for (uint32_t p = 0; p < auction.claims.size(); ++p) {
      EXPECT_LE(auction.claims[p], 2);
      claims[made.graph.pairs()[p].a] += auction.claims[p];
      claims[made.graph.pairs()[p].b] += auction.claims[p];
    }
    // Each claims within its room, and is claimed within it.
    for (uint32_t u = 0; u < 40; ++u) EXPECT_LE(claims[u], 2 * made.graph.room(u));
  }
}

TEST(PairAuctionTest, PotentialsCoverTheWeightsOfOneRoomEach) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    const WeightedGraph made = DrawGraph({30, 0.4, 1, 1000}, seed);
    const std::vector<int64_t> none(30, 0);
    const PairPrices auction = RunPairAuction(made.graph, made.weights, none, 3);
    const std::vector<int64_t> y = PricePotentials(made.graph, made.weights, none, auction.prices);
    for (uint32_t p = 0; p < made.weights.size(); ++p) {
      EXPECT_GE(y[made.graph.pairs()[p].a] + y[made.graph.pairs()[p].b], made.weights[p] - 1);  // Halves are cut off.
    }
  }
}

}  // namespace
}  // namespace weft
