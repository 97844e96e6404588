#include "weft/introductions/draft_planning.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "weft/base/error.h"
#include "weft/introductions/round_input.h"
#include "weft/introductions/round_planner.h"

namespace weft {
namespace {

// So many of those whom a plan left without are looked for among all in one go.
constexpr size_t kWidenedMax = 300;

// Plans made beside the first one, up to RoundOptions::exact_members_max members; one beyond.
constexpr int kMorePlansMax = 3;
constexpr double kFavour = 0.25;

// REQUIRES: a <= b.
uint64_t PairKey(uint32_t a, uint32_t b) { return static_cast<uint64_t>(a) << 32 | b; }

// Whether each member could join a pair of the plan as a third.
std::vector<bool> WhoCouldJoin(const RoundDraft& draft, const RoundPlan& plan) {
  absl::flat_hash_set<uint64_t> permitted;
  std::vector<std::vector<uint32_t>> partners(draft.members.size());
  for (const RoundCandidate& candidate : draft.problem.candidates) {
    if (IsTooNew(draft.problem, candidate, draft.options.newcomer_patience)) continue;
    const auto [low, high] = std::minmax({candidate.a, candidate.b});
    permitted.insert(PairKey(low, high));
    partners[low].push_back(high);
    partners[high].push_back(low);
  }
  std::vector<bool> out(draft.members.size(), false);
  for (const PlannedPair& pair : plan.pairs) {
    for (uint32_t third : partners[pair.a]) {
      const auto [low, high] = std::minmax({third, pair.b});
      if (third != pair.b && permitted.contains(PairKey(low, high))) out[third] = true;
    }
  }
  return out;
}

// A plan in which serving each of these members is worth kFavour more than it is: so that others are left, who may join
// a trio. What the plan says of values is without it.
absl::StatusOr<RoundPlan> PlanFavouring(const RoundDraft& draft, const std::vector<bool>& favoured,
                                        const Checkpoint& checkpoint) {
  RoundProblem problem = draft.problem;
  const auto favour = [&favoured](uint32_t a, uint32_t b) { return kFavour * (favoured[a] + favoured[b]); };
  for (RoundCandidate& candidate : problem.candidates) {
    candidate.value = std::min(kPairValueMax, candidate.value + favour(candidate.a, candidate.b));
  }
  WEFT_ASSIGN_OR_RETURN(RoundPlan plan, PlanRound(problem, draft.options, checkpoint));
  for (PlannedPair& pair : plan.pairs) {
    pair.value -= favour(pair.a, pair.b);
    plan.total_value -= favour(pair.a, pair.b);
  }
  const auto favour_of = [&favour](const std::vector<uint32_t>& members) {
    double sum = 0;
    for (uint32_t a : members) {
      for (uint32_t b : members) sum += a < b ? favour(a, b) : 0;
    }
    return sum / static_cast<double>(members.size() * (members.size() - 1) / 2);
  };
  for (PlannedTrio& trio : plan.trios) trio.group.value -= favour_of(trio.group.members);
  for (PlannedGroup& group : plan.groups) {
    group.value -= favour_of(group.members);
    plan.total_value -= favour_of(group.members) * static_cast<double>(group.members.size()) / 2;
  }
  // The bound holds with the favour, and so without it.
  plan.gap = plan.upper_bound > 0 ? (plan.upper_bound - plan.total_value) / plan.upper_bound : 0;
  return plan;
}

}  // namespace

absl::StatusOr<RoundPlan> PlanDraft(const NetworkView& view, const Recommender& recommender,
                                    const DraftRequest& request, const Moment& moment, const Checkpoint& checkpoint,
                                    RoundDraft* draft) {
  WEFT_ASSIGN_OR_RETURN(RoundPlan plan, PlanRound(draft->problem, draft->options, checkpoint));
  std::vector<bool> widened(draft->members.size(), false);
  const bool is_small = plan.able <= draft->options.exact_members_max;
  const int more = is_small ? kMorePlansMax : 1;
  for (int i = 0; i < more; ++i) {
    std::vector<uint32_t> left;
    std::vector<uint32_t> to_widen;
    for (const UnservedMember& unserved : plan.unserved) {
      const uint32_t member = unserved.member;
      if (unserved.reason == UnservedReason::kNoCapacity || left.size() == kWidenedMax) continue;
      left.push_back(member);
      if (unserved.rounds_waited == 0 && !widened[member]) to_widen.push_back(member);
      widened[member] = true;
    }
    if (left.empty()) break;
    if (!to_widen.empty()) {
      WEFT_RETURN_IF_ERROR(WidenDraft(view, recommender, request, moment, checkpoint, to_widen, draft));
    }
    // Beyond the small ones the bound is worth more than the last odd one.
    std::vector<bool> favoured(draft->members.size(), is_small);
    if (is_small) {
      const std::vector<bool> could_join = WhoCouldJoin(*draft, plan);
      for (size_t m = 0; m < favoured.size(); ++m) favoured[m] = !could_join[m];
      for (uint32_t member : left) favoured[member] = true;
    }
    WEFT_ASSIGN_OR_RETURN(RoundPlan again, PlanFavouring(*draft, favoured, checkpoint));
    // One that serves as many leaves others, who may have been easier to serve; where time is short, it is the last.
    if (again.served > plan.served || (is_small && again.served == plan.served)) plan = std::move(again);
  }
  // The bound is that of the favoured problem, too high by what is favoured; or, of a plan made before the last
  // widening, of too few candidates. Where it costs little, it is reckoned anew.
  if (is_small && std::find(widened.begin(), widened.end(), true) != widened.end()) {
    WEFT_ASSIGN_OR_RETURN(const RoundPlan best, PlanRound(draft->problem, draft->options, checkpoint));
    if (best.served >= plan.served) return best;
    plan.upper_bound = std::max(plan.total_value, best.upper_bound);
    plan.exact = false;
    plan.gap = plan.upper_bound > 0 ? (plan.upper_bound - plan.total_value) / plan.upper_bound : 0;
  }
  return plan;
}

}  // namespace weft
