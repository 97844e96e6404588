#include "weft/introductions/exact_matching.h"

#include <lemon/matching.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <cassert>
#include <limits>

#include "weft/base/error.h"
#include "weft/introductions/copy_graph.h"
#include "weft/introductions/deep_stack.h"
#include "weft/introductions/pair_choice.h"

namespace weft {
namespace {

using Graph = lemon::SmartGraph;
using Weights = Graph::EdgeMap<int64_t>;
using Matching = lemon::MaxWeightedMatching<Graph, Weights>;

// Of each member, so many of the best pairs are looked at first.
constexpr size_t kFirstPairs = 16;
// LEMON takes nested blossoms apart by recursion, a few hundred bytes a level. Every level holds two nodes more.
constexpr size_t kStackBytesPerNode = 1024;

// A member's bonus, and M if it is urgent.
std::vector<int64_t> ServingWeights(const PairGraph& graph, absl::Span<const int64_t> weights) {
  const int64_t m = AboveAll(graph, weights);
  assert(m < int64_t{1} << 58);  // LEMON's potentials are 4 times as large, a pair's sum 2 times more.
  std::vector<int64_t> out(graph.size());
  for (uint32_t u = 0; u < graph.size(); ++u) out[u] = graph.bonus(u) + (graph.urgent(u) ? m : 0);
  return out;
}

// The weights of a CopyGraph's links. What serving a member is worth goes to its first copy. The halves and the middle
// of a pair with own nodes are set so that choosing it adds weight + serving, and that half a choice (p with a copy, q
// with nobody) is worth at most the middle link, so that it never displaces it.
class LinkWeights {
 public:
  LinkWeights(const PairGraph& graph, absl::Span<const int64_t> weights)
      : graph_(graph), weights_(weights), serving_(ServingWeights(graph, weights)) {}

  int64_t serving(uint32_t member) const { return serving_[member]; }
  int64_t Whole(uint32_t pair) const { return weights_[pair]; }  // Without serving.
  int64_t Middle(uint32_t pair) const {
    return weights_[pair] + serving_[graph_.pairs()[pair].a] + serving_[graph_.pairs()[pair].b];
  }
  // From a copy of `member`, without serving that member.
  int64_t Half(uint32_t pair, uint32_t member) const { return weights_[pair] + serving_[graph_.Other(pair, member)]; }

  int64_t Of(const CopyGraph& copies, const CopyGraph::Link& link) const {
    const PairGraph::Pair ends = graph_.pairs()[link.pair];
    switch (link.kind) {
      case CopyGraph::LinkKind::kWhole:
        return Whole(link.pair) + AtCopy(copies, ends.a, link.x) + AtCopy(copies, ends.b, link.y);
      case CopyGraph::LinkKind::kFirstHalf:
        return Half(link.pair, ends.a) + AtCopy(copies, ends.a, link.x);
      case CopyGraph::LinkKind::kMiddle:
        return Middle(link.pair);
      case CopyGraph::LinkKind::kSecondHalf:
        return Half(link.pair, ends.b) + AtCopy(copies, ends.b, link.y);
    }
    return 0;
  }

 private:
  int64_t AtCopy(const CopyGraph& copies, uint32_t member, uint32_t node) const {
    return node == copies.FirstCopy(member) ? serving_[member] : 0;
  }

  const PairGraph& graph_;
  const absl::Span<const int64_t> weights_;
  const std::vector<int64_t> serving_;
};

// A matching of some pairs with its proof.
struct Solved {
  std::vector<uint32_t> chosen;
  // By member: the lowest of its copies' potentials less what serving it is worth there, times Matching::dualScale.
  std::vector<int64_t> reach;
};

absl::StatusOr<Solved> SolvePairs(const PairGraph& graph, const LinkWeights& weights,
                                  const std::vector<uint32_t>& pairs) {
  const CopyGraph copies(graph, pairs);
  Graph lemon_graph;
  lemon_graph.reserveNode(static_cast<int>(copies.size()));
  lemon_graph.reserveEdge(static_cast<int>(copies.links().size()));
  for (uint32_t i = 0; i < copies.size(); ++i) lemon_graph.addNode();
  Weights link_weights(lemon_graph);
  for (const CopyGraph::Link& link : copies.links()) {
    const Graph::Edge edge =
        lemon_graph.addEdge(Graph::nodeFromId(static_cast<int>(link.x)), Graph::nodeFromId(static_cast<int>(link.y)));
    link_weights[edge] = weights.Of(copies, link);
  }
  Matching matching(lemon_graph, link_weights);
  WEFT_RETURN_IF_ERROR(RunOnDeepStack(kStackBytesPerNode * copies.size(), [&matching] { matching.run(); }));

  Solved out;
  std::vector<bool> first_half(graph.pairs().size(), false);  // Comes before the second half of the same pair.
  for (size_t i = 0; i < copies.links().size(); ++i) {
    if (!matching.matching(Graph::edgeFromId(static_cast<int>(i)))) continue;
    const CopyGraph::Link& link = copies.links()[i];
    if (link.kind == CopyGraph::LinkKind::kFirstHalf) first_half[link.pair] = true;
    if (link.kind == CopyGraph::LinkKind::kWhole ||
        (link.kind == CopyGraph::LinkKind::kSecondHalf && first_half[link.pair])) {
      out.chosen.push_back(link.pair);
    }
  }
  out.reach.assign(graph.size(), std::numeric_limits<int64_t>::max());
  for (uint32_t node = 0; copies.IsCopy(node); ++node) {
    const uint32_t member = copies.Member(node);
    int64_t potential = matching.nodeValue(Graph::nodeFromId(static_cast<int>(node)));
    if (node == copies.FirstCopy(member)) potential -= Matching::dualScale * weights.serving(member);
    out.reach[member] = std::min(out.reach[member], potential);
  }
  return out;
}

// Whether the potentials fail to prove that this pair, left out, could not improve the solution. A pair with nodes of
// its own must find potentials for them that add up to the middle link and cover both halves.
bool CouldImprove(const PairGraph& graph, const LinkWeights& weights, const Solved& solved, uint32_t pair) {
  const PairGraph::Pair ends = graph.pairs()[pair];
  constexpr int64_t kScale = Matching::dualScale;
  if (!HasOwnNodes(graph, pair)) return solved.reach[ends.a] + solved.reach[ends.b] < kScale * weights.Whole(pair);
  const int64_t p = std::max<int64_t>(0, kScale * weights.Half(pair, ends.a) - solved.reach[ends.a]);
  const int64_t q = std::max<int64_t>(0, kScale * weights.Half(pair, ends.b) - solved.reach[ends.b]);
  return p + q > kScale * weights.Middle(pair);
}

}  // namespace

void ExactMatcher::PriceBest(absl::Span<const int64_t> weights) {
  std::vector<PairGraph::Arc> best;
  for (uint32_t u = 0; u < graph_.size(); ++u) {
    best.assign(graph_.Arcs(u).begin(), graph_.Arcs(u).end());
    if (best.size() > kFirstPairs) {
      std::nth_element(best.begin(), best.begin() + kFirstPairs, best.end(),
                       [&weights](const PairGraph::Arc& x, const PairGraph::Arc& y) {
                         return weights[x.pair] != weights[y.pair] ? weights[x.pair] > weights[y.pair]
                                                                   : x.member < y.member;
                       });
      best.resize(kFirstPairs);
    }
    for (const PairGraph::Arc& arc : best) priced_[arc.pair] = true;
  }
}

absl::StatusOr<PairSelection> ExactMatcher::Solve(absl::Span<const int64_t> weights) {
  assert(weights.size() == graph_.pairs().size());
  PriceBest(weights);
  const LinkWeights link_weights(graph_, weights);
  for (;;) {
    std::vector<uint32_t> pairs;
    for (uint32_t p = 0; p < priced_.size(); ++p) {
      if (priced_[p]) pairs.push_back(p);
    }
    WEFT_ASSIGN_OR_RETURN(const Solved solved, SolvePairs(graph_, link_weights, pairs));
    bool proven = true;
    for (uint32_t p = 0; p < priced_.size(); ++p) {
      if (priced_[p] || !CouldImprove(graph_, link_weights, solved, p)) continue;
      priced_[p] = true;
      proven = false;
    }
    if (!proven) continue;
    PairChoice choice(graph_);
    for (uint32_t p : solved.chosen) choice.Add(p);
    PairSelection selection = choice.Selection(weights);
    selection.bound = selection.worth;
    selection.exact = true;
    return selection;
  }
}

}  // namespace weft
