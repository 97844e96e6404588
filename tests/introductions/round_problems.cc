#include "tests/introductions/round_problems.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "weft/base/random.h"
#include "weft/introductions/pair_choice.h"

namespace weft {
namespace {

void TryAll(const PairGraph& graph, absl::Span<const int64_t> weights, uint32_t next, PairChoice* choice,
            PairSelection* best) {
  if (next == graph.pairs().size()) {
    PairSelection selection = choice->Selection(weights);
    if (std::make_pair(selection.urgent_served, selection.worth) > std::make_pair(best->urgent_served, best->worth)) {
      *best = std::move(selection);
    }
    return;
  }
  TryAll(graph, weights, next + 1, choice, best);
  if (!choice->CanAdd(next)) return;
  choice->Add(next);
  TryAll(graph, weights, next + 1, choice, best);
  choice->Remove(next);
}

}  // namespace

WeightedGraph DrawGraph(const DrawnGraph& drawn, uint64_t seed) {
  Random random(seed);
  std::vector<uint8_t> room(drawn.members);
  std::vector<int64_t> bonus(drawn.members, 0);
  std::vector<bool> urgent(drawn.members, false);
  for (uint32_t u = 0; u < drawn.members; ++u) {
    room[u] = static_cast<uint8_t>(1 + random.Below(drawn.room_max));
    urgent[u] = random.Uniform() < drawn.urgent;
    if (random.Uniform() < drawn.bonus) bonus[u] = static_cast<int64_t>(random.Below(drawn.weight_max));
  }
  std::vector<PairGraph::Pair> pairs;
  std::vector<int64_t> weights;
  for (uint32_t a = 0; a < drawn.members; ++a) {
    for (uint32_t b = a + 1; b < drawn.members; ++b) {
      if (random.Uniform() >= drawn.density) continue;
      pairs.push_back({a, b});
      weights.push_back(static_cast<int64_t>(random.Below(drawn.weight_max + 1)));
    }
  }
  return {PairGraph(std::move(room), std::move(bonus), std::move(urgent), std::move(pairs)), std::move(weights)};
}

WeightedGraph MakeGraph(uint32_t members, int room, const std::vector<std::vector<int64_t>>& pairs,
                        const std::vector<uint32_t>& urgent) {
  std::vector<bool> is_urgent(members, false);
  for (uint32_t u : urgent) is_urgent[u] = true;
  std::vector<PairGraph::Pair> ends;
  std::vector<int64_t> weights;
  for (const std::vector<int64_t>& pair : pairs) {
    ends.push_back({static_cast<uint32_t>(pair[0]), static_cast<uint32_t>(pair[1])});
    weights.push_back(pair[2]);
  }
  return {PairGraph(std::vector<uint8_t>(members, static_cast<uint8_t>(room)), std::vector<int64_t>(members, 0),
                    std::move(is_urgent), std::move(ends)),
          std::move(weights)};
}

PairSelection BruteForce(const PairGraph& graph, absl::Span<const int64_t> weights) {
  PairChoice choice(graph);
  PairSelection best;
  TryAll(graph, weights, 0, &choice, &best);
  return best;
}

testing::AssertionResult IsSelection(const PairGraph& graph, absl::Span<const int64_t> weights,
                                     const PairSelection& selection) {
  PairChoice choice(graph);
  for (size_t i = 0; i < selection.pairs.size(); ++i) {
    if (i > 0 && selection.pairs[i] <= selection.pairs[i - 1]) return testing::AssertionFailure() << "not ascending";
    if (selection.pairs[i] >= graph.pairs().size()) return testing::AssertionFailure() << "no such pair";
    if (!choice.CanAdd(selection.pairs[i])) return testing::AssertionFailure() << "beyond somebody's room";
    choice.Add(selection.pairs[i]);
  }
  const PairSelection counted = choice.Selection(weights);
  if (counted.worth != selection.worth || counted.urgent_served != selection.urgent_served) {
    return testing::AssertionFailure() << "is worth " << counted.worth << " and serves " << counted.urgent_served
                                       << ", says " << selection.worth << " and " << selection.urgent_served;
  }
  return testing::AssertionSuccess();
}

RoundProblem DrawProblem(uint32_t members, int candidates_per_member, uint64_t seed) {
  Random random(seed);
  RoundProblem out;
  for (uint32_t i = 0; i < members; ++i) {
    RoundMember member;
    member.capacity = random.Below(12) == 0 ? 0 : 1 + static_cast<int>(random.Below(2));
    member.rounds_waited = random.Below(3) == 0 ? static_cast<int>(random.Below(5)) : 0;
    member.newcomer = random.Below(6) == 0;
    member.weak_due = static_cast<double>(random.Below(11)) / 10;
    out.members.push_back(member);
  }
  absl::flat_hash_set<std::pair<uint32_t, uint32_t>> seen;
  const uint64_t wanted = static_cast<uint64_t>(members) * candidates_per_member / 2;
  for (uint64_t tries = 0; seen.size() < wanted && tries < 20 * wanted; ++tries) {
    const auto a = static_cast<uint32_t>(random.Below(members));
    const auto b = static_cast<uint32_t>(random.Below(members));
    if (a == b || !seen.insert({std::min(a, b), std::max(a, b)}).second) continue;
    RoundCandidate candidate;
    candidate.a = a;
    candidate.b = b;
    candidate.fit = 0.05 + 0.9 * random.Uniform();
    candidate.kind = random.Below(3) == 0 ? PairKind::kWeakTie : PairKind::kStrongFit;
    candidate.bridging = candidate.kind == PairKind::kWeakTie ? 0.2 * random.Uniform() : 0.02;
    candidate.value = candidate.fit + candidate.bridging;
    out.candidates.push_back(candidate);
  }
  return out;
}

RoundProblem MakeProblem(uint32_t members, const std::vector<std::vector<double>>& pairs) {
  RoundProblem out;
  out.members.resize(members);
  for (const std::vector<double>& pair : pairs) {
    RoundCandidate candidate;
    candidate.a = static_cast<uint32_t>(pair[0]);
    candidate.b = static_cast<uint32_t>(pair[1]);
    candidate.fit = candidate.value = pair[2];
    out.candidates.push_back(candidate);
  }
  return out;
}

RoundPlan PlanOrDie(const RoundProblem& problem, const RoundOptions& options) {
  auto plan = PlanRound(problem, options, [] { return absl::OkStatus(); });
  assert(plan.ok());
  return *std::move(plan);
}

}  // namespace weft
