#include "bench/baseline_rounds.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "weft/base/random.h"
#include "weft/introductions/round_input.h"

namespace weft {
namespace {

std::pair<uint32_t, uint32_t> Ends(uint32_t a, uint32_t b) { return {std::min(a, b), std::max(a, b)}; }

}  // namespace

std::vector<uint32_t> PlanBaseline(const RoundProblem& problem, BaselineRound baseline, const PairCloseness& closeness,
                                   int weak_max, uint64_t seed) {
  absl::flat_hash_set<std::pair<uint32_t, uint32_t>> out_of_plan;
  for (const MemberPair& pair : problem.drops) out_of_plan.insert(Ends(pair.a, pair.b));
  for (const MemberPair& pair : problem.never) out_of_plan.insert(Ends(pair.a, pair.b));

  Random random(seed);
  std::vector<uint32_t> order(problem.candidates.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&problem](uint32_t x, uint32_t y) {
    const RoundCandidate& p = problem.candidates[x];
    const RoundCandidate& q = problem.candidates[y];
    return Ends(p.a, p.b) < Ends(q.a, q.b);
  });
  if (baseline == BaselineRound::kRandom) {
    for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.Below(i)]);
  } else {
    std::vector<double> rank;
    for (const RoundCandidate& c : problem.candidates) {
      rank.push_back(baseline == BaselineRound::kNearest   ? closeness(c.a, c.b)
                     : baseline == BaselineRound::kBestFit ? c.fit
                                                           : c.value);
    }
    std::stable_sort(order.begin(), order.end(), [&rank](uint32_t x, uint32_t y) { return rank[x] > rank[y]; });
  }
  std::vector<bool> taken(problem.members.size());
  for (size_t i = 0; i < taken.size(); ++i) taken[i] = problem.members[i].capacity == 0;
  std::vector<uint32_t> out;
  for (uint32_t i : order) {
    const RoundCandidate& candidate = problem.candidates[i];
    if (taken[candidate.a] || taken[candidate.b]) continue;
    if (out_of_plan.contains(Ends(candidate.a, candidate.b)) ||
        IsTooNew(problem, candidate, RoundOptions().newcomer_patience))
      continue;
    if (candidate.kind == PairKind::kWeakTie && weak_max-- <= 0) continue;
    taken[candidate.a] = taken[candidate.b] = true;
    out.push_back(i);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace weft
