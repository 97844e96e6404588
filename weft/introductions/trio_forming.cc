#include "weft/introductions/trio_forming.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "weft/base/error.h"
#include "weft/introductions/pair_graph.h"
#include "weft/introductions/pair_matcher.h"

namespace weft {

absl::StatusOr<std::vector<Joining>> JoinPairs(const RoundProblem& problem, const RoundInput& input,
                                               const PermittedPartners& partners, const std::vector<MemberPair>& pairs,
                                               const std::vector<uint32_t>& odd, int exact_members_max) {
  // Nodes: the odd ones in the order that breaks ties, then the pairs.
  std::vector<uint32_t> thirds = odd;
  std::sort(thirds.begin(), thirds.end(), [&input](uint32_t x, uint32_t y) { return input.place[x] < input.place[y]; });
  const size_t nodes = thirds.size() + pairs.size();
  std::vector<std::vector<uint32_t>> pairs_of(problem.members.size());
  for (uint32_t i = 0; i < pairs.size(); ++i) {
    pairs_of[pairs[i].a].push_back(i);  // By one end only, so that each pair is met once.
  }
  std::vector<int64_t> bonus(nodes, 0);
  std::vector<bool> urgent(nodes, false);
  std::vector<PairGraph::Pair> links;
  std::vector<int64_t> weights;
  for (uint32_t i = 0; i < thirds.size(); ++i) {
    const uint32_t third = thirds[i];
    bonus[i] = input.urgency[third];
    urgent[i] = problem.members[third].rounds_waited >= kUrgentRounds;
    std::vector<std::pair<uint32_t, int64_t>> joins;  // Pair, weight.
    for (const PermittedPartners::Partner& partner : partners.Of(third)) {
      for (uint32_t pair : pairs_of[partner.member]) {
        const RoundCandidate* other = partners.Find(third, pairs[pair].b);
        if (other == nullptr) continue;
        joins.push_back({pair, ToUnits((problem.candidates[partner.candidate].value + other->value) / 2)});
      }
    }
    std::sort(joins.begin(), joins.end());
    for (const auto& [pair, weight] : joins) {
      links.push_back({i, static_cast<uint32_t>(thirds.size()) + pair});
      weights.push_back(weight);
    }
  }
  const PairGraph graph(std::vector<uint8_t>(nodes, 1), std::move(bonus), std::move(urgent), links);
  WEFT_ASSIGN_OR_RETURN(const PairSelection selection, PairMatcher(graph, exact_members_max).Solve(weights));
  std::vector<Joining> out;
  for (uint32_t link : selection.pairs) {
    out.push_back({links[link].b - static_cast<uint32_t>(thirds.size()), thirds[links[link].a]});
  }
  std::sort(out.begin(), out.end(), [](const Joining& x, const Joining& y) { return x.pair < y.pair; });
  return out;
}

}  // namespace weft
