#include "weft/introductions/near_exact_matching.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "weft/introductions/pair_auction.h"
#include "weft/introductions/pair_choice.h"
#include "weft/introductions/urgent_search.h"

namespace weft {
namespace {

// An urgent member weighs so many times the largest weight or bonus in the auction.
constexpr int64_t kUrgentTimes = 4;

int64_t AuctionStep(const PairGraph& graph, absl::Span<const int64_t> weights, double part) {
  double sum = 0;
  uint64_t count = 0;
  for (uint32_t u = 0; u < graph.size(); ++u) {
    int64_t best = 0;
    for (const PairGraph::Arc& arc : graph.Arcs(u)) best = std::max(best, weights[arc.pair]);
    sum += static_cast<double>(best);
    count += !graph.Arcs(u).empty();
  }
  return std::max<int64_t>(1, count == 0 ? 1 : static_cast<int64_t>(part * sum / static_cast<double>(count)));
}

// Chooses pairs by the claims on them, then by weight, then by order, as far as there is room.
PairChoice ChooseClaimed(const PairGraph& graph, absl::Span<const int64_t> weights,
                         const std::vector<uint8_t>& claims) {
  std::vector<uint32_t> claimed;
  for (uint32_t p = 0; p < claims.size(); ++p) {
    if (claims[p] > 0) claimed.push_back(p);
  }
  std::sort(claimed.begin(), claimed.end(), [&](uint32_t p, uint32_t q) {
    if (claims[p] != claims[q]) return claims[p] > claims[q];
    return weights[p] != weights[q] ? weights[p] > weights[q] : p < q;
  });
  PairChoice choice(graph);
  for (uint32_t p : claimed) {
    if (choice.CanAdd(p)) choice.Add(p);
  }
  return choice;
}

}  // namespace

PairSelection NearExactMatching(const PairGraph& graph, absl::Span<const int64_t> weights,
                                const NearExactOptions& options) {
  assert(weights.size() == graph.pairs().size());
  int64_t largest = 1;
  for (int64_t weight : weights) largest = std::max(largest, weight);
  for (uint32_t u = 0; u < graph.size(); ++u) largest = std::max(largest, graph.bonus(u));
  const int64_t urgency = kUrgentTimes * largest;
  std::vector<int64_t> serving(graph.size());
  for (uint32_t u = 0; u < graph.size(); ++u) serving[u] = graph.bonus(u) + (graph.urgent(u) ? urgency : 0);

  const PairPrices auction = RunPairAuction(graph, weights, serving, AuctionStep(graph, weights, options.auction_step));
  const std::vector<int64_t> potentials = PricePotentials(graph, weights, serving, auction.prices);
  PairChoice choice = ChooseClaimed(graph, weights, auction.claims);
  // Paths never give up an urgent member, whatever they gain by it.
  const int64_t above_all = AboveAll(graph, weights);
  std::vector<int64_t> strict(graph.size());
  for (uint32_t u = 0; u < graph.size(); ++u) strict[u] = graph.bonus(u) + (graph.urgent(u) ? above_all : 0);
  ImproveByPaths(graph, weights, strict, potentials, options.paths, &choice);
  ServeUrgent(graph, &choice);
  ImproveByPaths(graph, weights, strict, potentials, options.paths, &choice);

  PairSelection selection = choice.Selection(weights);
  selection.bound = PriceBound(graph, weights, serving, auction.prices) - urgency * selection.urgent_served;
  return selection;
}

}  // namespace weft
