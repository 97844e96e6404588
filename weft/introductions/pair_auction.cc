#include "weft/introductions/pair_auction.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <deque>
#include <functional>
#include <limits>

namespace weft {
namespace {

constexpr uint32_t kNobody = std::numeric_limits<uint32_t>::max();
constexpr int64_t kNever = std::numeric_limits<int64_t>::min();

struct Claim {
  uint32_t claimer = kNobody;
  uint32_t pair = 0;
  int64_t bid = 0;
};

// A pair as one end sees it, with what the other end gains by being claimed, so that the price to set against it is
// never negative.
struct Prospect {
  int64_t most = 0;  // Weight and the other's serving.
  uint32_t member = 0;
  uint32_t pair = 0;
};

class Auction {
 public:
  Auction(const PairGraph& graph, absl::Span<const int64_t> weights, absl::Span<const int64_t> serving, int64_t epsilon)
      : graph_(graph),
        weights_(weights),
        serving_(serving),
        epsilon_(epsilon),
        prospects_(graph.pairs().size() * 2),
        first_(graph.size() + 1, 0),
        taken_(graph.size()),
        taken_count_(graph.size(), 0),
        claimed_(graph.size()),
        claimed_count_(graph.size(), 0),
        prices_(graph.size()) {
    for (uint32_t v = 0; v < graph.size(); ++v) prices_[v] = -serving[v];
    for (uint32_t u = 0; u < graph.size(); ++u) {
      Prospect* out = prospects_.data() + first_[u];  // There may be none at all.
      for (const PairGraph::Arc& arc : graph.Arcs(u)) {
        *out++ = {weights[arc.pair] + serving[arc.member], arc.member, arc.pair};
      }
      first_[u + 1] = static_cast<uint64_t>(out - prospects_.data());
      std::sort(prospects_.begin() + static_cast<ptrdiff_t>(first_[u]),
                prospects_.begin() + static_cast<ptrdiff_t>(first_[u + 1]), [](const Prospect& x, const Prospect& y) {
                  return x.most != y.most ? x.most > y.most : x.member < y.member;
                });
    }
  }

  PairPrices Run() {
    std::deque<uint32_t> bidders;
    for (uint32_t u = 0; u < graph_.size(); ++u) {
      if (!graph_.Arcs(u).empty()) bidders.push_back(u);
    }
    while (!bidders.empty()) {
      const uint32_t u = bidders.front();
      bidders.pop_front();
      while (claimed_count_[u] < graph_.room(u)) {
        const uint32_t displaced = Bid(u);
        if (displaced == u) break;
        if (displaced != kNobody) bidders.push_back(displaced);
      }
    }
    PairPrices out;
    out.prices = prices_;
    out.claims.assign(graph_.pairs().size(), 0);
    for (uint32_t v = 0; v < graph_.size(); ++v) {
      for (int i = 0; i < taken_count_[v]; ++i) ++out.claims[taken_[v][i].pair];
    }
    return out;
  }

 private:
  // Bids for one more claim of u. Returns who lost a claim by it, nobody, or u itself if nothing is worth its price.
  uint32_t Bid(uint32_t u) {
    const int64_t outside = claimed_count_[u] == 0 ? -serving_[u] : 0;
    int64_t best = kNever;
    int64_t second = outside;
    const Prospect* best_prospect = nullptr;
    for (uint64_t i = first_[u]; i < first_[u + 1]; ++i) {
      const Prospect& prospect = prospects_[i];
      if (prospect.most <= second) break;  // Nor does any that follows come second.
      const int64_t profit = prospect.most - serving_[prospect.member] - prices_[prospect.member];
      if (profit <= second || Claims(u, prospect.pair)) continue;
      if (profit > best) {
        second = std::max(second, best);
        best = profit;
        best_prospect = &prospect;
      } else {
        second = profit;
      }
    }
    if (best_prospect == nullptr) return u;
    return Take(*best_prospect, u, weights_[best_prospect->pair] - second + epsilon_);
  }

  bool Claims(uint32_t u, uint32_t pair) const {
    return std::find(claimed_[u].begin(), claimed_[u].begin() + claimed_count_[u], pair) !=
           claimed_[u].begin() + claimed_count_[u];
  }

  uint32_t Take(const Prospect& arc, uint32_t u, int64_t bid) {
    const uint32_t v = arc.member;
    claimed_[u][claimed_count_[u]++] = arc.pair;
    uint32_t displaced = kNobody;
    if (taken_count_[v] < graph_.room(v)) {
      taken_[v][taken_count_[v]++] = {u, arc.pair, bid};
    } else {
      Claim& lowest = Lowest(v);
      displaced = lowest.claimer;
      auto& lost = claimed_[displaced];
      *std::find(lost.begin(), lost.end(), lowest.pair) = lost[--claimed_count_[displaced]];
      lowest = {u, arc.pair, bid};
    }
    // A first claim on a member with room for more may stand below zero, since being claimed at all is worth
    // something; a second one pays for itself.
    if (taken_count_[v] < graph_.room(v)) {
      prices_[v] = 0;
    } else {
      prices_[v] = graph_.room(v) == 1 ? bid : std::max<int64_t>(0, Lowest(v).bid);
    }
    return displaced;
  }

  Claim& Lowest(uint32_t v) {
    return *std::min_element(taken_[v].begin(), taken_[v].begin() + taken_count_[v],
                             [](const Claim& x, const Claim& y) { return x.bid < y.bid; });
  }

  const PairGraph& graph_;
  const absl::Span<const int64_t> weights_;
  const absl::Span<const int64_t> serving_;
  const int64_t epsilon_;
  std::vector<Prospect> prospects_;                          // By claimer, the largest first.
  std::vector<uint64_t> first_;                              // Where a claimer's begin.
  std::vector<std::array<Claim, kPairsPerRoundMax>> taken_;  // By claimed member.
  std::vector<uint8_t> taken_count_;
  std::vector<std::array<uint32_t, kPairsPerRoundMax>> claimed_;  // Pairs, by claimer.
  std::vector<uint8_t> claimed_count_;
  std::vector<int64_t> prices_;
};

// The largest profits of a member's pairs, as many as it has room for, largest first; kNever where there are fewer.
std::array<int64_t, kPairsPerRoundMax> BestProfits(const PairGraph& graph, absl::Span<const int64_t> weights,
                                                   absl::Span<const int64_t> prices, uint32_t u) {
  std::array<int64_t, kPairsPerRoundMax> best;
  best.fill(kNever);
  for (const PairGraph::Arc& arc : graph.Arcs(u)) {
    int64_t profit = weights[arc.pair] - prices[arc.member];
    for (int i = 0; i < graph.room(u); ++i) {
      if (profit > best[i]) std::swap(profit, best[i]);
    }
  }
  return best;
}

}  // namespace

PairPrices RunPairAuction(const PairGraph& graph, absl::Span<const int64_t> weights, absl::Span<const int64_t> serving,
                          int64_t epsilon) {
  assert(weights.size() == graph.pairs().size() && serving.size() == graph.size() && epsilon > 0);
  return Auction(graph, weights, serving, epsilon).Run();
}

int64_t PriceBound(const PairGraph& graph, absl::Span<const int64_t> weights, absl::Span<const int64_t> serving,
                   absl::Span<const int64_t> prices) {
  int64_t twice = 0;
  for (uint32_t u = 0; u < graph.size(); ++u) {
    if (graph.Arcs(u).empty()) continue;
    const auto best = BestProfits(graph, weights, prices, u);
    int64_t claiming = serving[u] + best[0];
    int64_t claimed = serving[u] + prices[u];
    const int most = std::min<int>(graph.room(u), static_cast<int>(graph.Arcs(u).size()));
    for (int i = 1; i < most; ++i) {
      claiming += std::max<int64_t>(0, best[i]);
      claimed += std::max<int64_t>(0, prices[u]);
    }
    twice += std::max<int64_t>(0, claiming) + std::max<int64_t>(0, claimed);
  }
  return twice / 2;
}

std::vector<int64_t> PricePotentials(const PairGraph& graph, absl::Span<const int64_t> weights,
                                     absl::Span<const int64_t> serving, absl::Span<const int64_t> prices) {
  std::vector<int64_t> out(graph.size(), 0);
  for (uint32_t u = 0; u < graph.size(); ++u) {
    if (graph.Arcs(u).empty()) continue;
    const int last = graph.room(u) - 1;
    const int64_t least = last == 0 ? -serving[u] : 0;
    const int64_t profit = std::max(least, BestProfits(graph, weights, prices, u)[last]);
    out[u] = (profit + prices[u]) / 2;
  }
  return out;
}

}  // namespace weft
