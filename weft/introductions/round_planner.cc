#include "weft/introductions/round_planner.h"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

#include "weft/base/error.h"
#include "weft/introductions/exact_matching.h"
#include "weft/introductions/group_forming.h"
#include "weft/introductions/near_exact_matching.h"
#include "weft/introductions/pair_auction.h"
#include "weft/introductions/pair_choice.h"
#include "weft/introductions/permitted_partners.h"
#include "weft/introductions/round_input.h"
#include "weft/introductions/share_search.h"
#include "weft/introductions/trio_forming.h"
#include "weft/introductions/unserved.h"
#include "weft/introductions/urgent_search.h"

namespace weft {
namespace {

// First step of the share's price, and what a near-exact search may leave at stake.
constexpr double kFirstPriceStep = 0.04;
constexpr double kNearExactLossMax = 2e-4;
// Larger graphs are not solved exactly, however far from the bound the near-exact plan is.
constexpr size_t kExactPairsMax = 4'000'000;

double ToValue(int64_t units) { return static_cast<double>(units) / kValueUnit; }

class Planner {
 public:
  Planner(const RoundProblem& problem, const RoundOptions& options, const std::function<absl::Status()>& checkpoint)
      : problem_(problem), options_(options), checkpoint_(checkpoint) {}

  absl::StatusOr<RoundPlan> Run() {
    WEFT_ASSIGN_OR_RETURN(input_, BuildRoundInput(problem_, options_));
    SetGoal();
    WEFT_ASSIGN_OR_RETURN(const ShareSolution solution, Choose());
    AddPairs(solution);
    WEFT_RETURN_IF_ERROR(checkpoint_());

    PairChoice choice(*input_.graph);
    for (uint32_t p : solution.pairs) choice.Add(p);
    const std::vector<UrgentConflict> conflicts = ServeUrgent(*input_.graph, &choice);
    WEFT_RETURN_IF_ERROR(FormLarger());
    Sum(solution);
    plan_.unserved = ExplainUnserved(problem_, input_, served_, conflicts);
    return std::move(plan_);
  }

 private:
  const RoundCandidate& CandidateOf(uint32_t pair) const { return problem_.candidates[input_.candidates[pair]]; }

  // What two members are due, as far as a pair's kind meets it: 0 to 1.
  double DueMet(const RoundCandidate& candidate) const {
    const auto due = [this](uint32_t member) {
      const RoundMember& m = problem_.members[member];
      return m.newcomer ? 0 : std::min(1.0, std::max(0.0, m.weak_due));
    };
    const double weak = (due(candidate.a) + due(candidate.b)) / 2;
    return candidate.kind == PairKind::kWeakTie ? weak : 1 - weak;
  }

  void SetGoal() {
    for (uint32_t candidate : input_.candidates) values_.push_back(ToUnits(problem_.candidates[candidate].value));
    goal_.values = values_;
    for (uint32_t p = 0; p < values_.size(); ++p) {
      goal_.weak.push_back(CandidateOf(p).kind == PairKind::kWeakTie);
      goal_.due.push_back(ToUnits(options_.due_weight * DueMet(CandidateOf(p))));
    }
    double due = 0;
    for (const RoundMember& member : problem_.members) {
      if (member.capacity == 0) continue;
      ++plan_.able;
      due += member.newcomer ? 0 : member.weak_due;
      plan_.urgent += member.rounds_waited >= kUrgentRounds;
    }
    goal_.share = plan_.able == 0 ? 0 : std::min(1.0, std::max(0.0, due / plan_.able));
    for (uint32_t pin : input_.pins) goal_.pinned_weak += problem_.candidates[pin].kind == PairKind::kWeakTie;
    goal_.pinned_pairs = static_cast<int>(input_.pins.size());
    goal_.price_max = ToUnits(options_.share_price_max);
  }

  absl::StatusOr<ShareSolution> Choose() {
    const PairGraph& graph = *input_.graph;
    const auto near_exact = [&](absl::Span<const int64_t> weights) -> absl::StatusOr<PairSelection> {
      WEFT_RETURN_IF_ERROR(checkpoint_());
      return NearExactMatching(graph, weights, NearExactOptions());
    };
    ExactMatcher matcher(graph);
    const auto exact = [&](absl::Span<const int64_t> weights) -> absl::StatusOr<PairSelection> {
      WEFT_RETURN_IF_ERROR(checkpoint_());
      return matcher.Solve(weights);
    };
    int members = 0;
    for (uint32_t u = 0; u < graph.size(); ++u) members += !graph.Arcs(u).empty();
    const bool is_small = members <= options_.exact_members_max;
    // Near-exact first in any case: it finds the price, near which few exact steps are left to do.
    goal_.loss_max = kNearExactLossMax;
    const int64_t step = ToUnits(kFirstPriceStep);
    WEFT_ASSIGN_OR_RETURN(ShareSolution near, SearchShare(graph, goal_, 0, step, near_exact));
    const double gap =
        near.bound <= 0 ? 0 : static_cast<double>(near.bound - near.worth) / static_cast<double>(near.bound);
    if (!is_small && (gap <= options_.gap_max || graph.pairs().size() > kExactPairsMax)) return near;
    plan_.exact = true;
    goal_.loss_max = is_small ? 0 : kNearExactLossMax;
    return SearchShare(graph, goal_, near.price, std::max<int64_t>(1, step / 64), exact);
  }

  void AddPairs(const ShareSolution& solution) {
    for (uint32_t pin : input_.pins) AddPair(pin, true);
    for (uint32_t p : solution.pairs) AddPair(input_.candidates[p], false);
    std::sort(plan_.pairs.begin(), plan_.pairs.end(),
              [](const PlannedPair& x, const PlannedPair& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
    served_.assign(problem_.members.size(), false);
    for (PlannedPair& pair : plan_.pairs) {
      for (uint32_t member : {pair.a, pair.b}) {
        if (!served_[member]) pair.urgency += ToValue(input_.urgency[member]);
        served_[member] = true;
      }
    }
    plan_.share.share = goal_.share;
    plan_.share.weak = solution.weak;
    plan_.share.weak_goal = solution.weak_goal;
    plan_.share.price = ToValue(solution.price);
    if (solution.price == goal_.price_max && solution.weak < solution.weak_goal) {
      plan_.share.shortage = ShareOutcome::Shortage::kTooFewWeakTies;
    }
    if (solution.price == -goal_.price_max && solution.weak > solution.weak_goal) {
      plan_.share.shortage = ShareOutcome::Shortage::kTooFewStrongFits;
    }
  }

  void AddPair(uint32_t candidate_index, bool pinned) {
    const RoundCandidate& candidate = problem_.candidates[candidate_index];
    PlannedPair pair;
    pair.a = std::min(candidate.a, candidate.b);
    pair.b = std::max(candidate.a, candidate.b);
    pair.kind = candidate.kind;
    pair.fit = candidate.fit;
    pair.bridging = candidate.bridging;
    pair.value = candidate.value;
    pair.pinned = pinned;
    plan_.pinned += pinned;
    plan_.pairs.push_back(pair);
  }

  // Groups, if the policy wants them, and trios.
  absl::Status FormLarger() {
    std::vector<uint32_t> odd;
    for (uint32_t i = 0; i < problem_.members.size(); ++i) {
      if (!served_[i] && problem_.members[i].capacity > 0) odd.push_back(i);
    }
    if (odd.empty() && options_.group_size == 2) return absl::OkStatus();
    const PermittedPartners partners(problem_, input_);
    if (options_.group_size > 2) WEFT_RETURN_IF_ERROR(FormGroupsOfPolicy(partners));
    std::vector<MemberPair> pairs;
    for (const PlannedPair& pair : plan_.pairs) pairs.push_back({pair.a, pair.b});
    WEFT_ASSIGN_OR_RETURN(const std::vector<Joining> joinings,
                          JoinPairs(problem_, input_, partners, pairs, odd, options_.exact_members_max));
    for (const Joining& joining : joinings) {
      PlannedTrio trio;
      trio.pair = joining.pair;
      trio.third = joining.third;
      trio.group = partners.GroupOf({pairs[joining.pair].a, pairs[joining.pair].b, joining.third});
      served_[joining.third] = true;
      plan_.trios.push_back(std::move(trio));
    }
    return absl::OkStatus();
  }

  absl::Status FormGroupsOfPolicy(const PermittedPartners& partners) {
    std::vector<MemberPair> free;
    for (const PlannedPair& pair : plan_.pairs) {
      if (!pair.pinned) free.push_back({pair.a, pair.b});
    }
    WEFT_ASSIGN_OR_RETURN(const Grouping grouping, FormGroups(problem_, input_, partners, std::move(free),
                                                              options_.group_size, options_.exact_members_max));
    std::vector<bool> grouped(problem_.members.size(), false);
    for (const std::vector<uint32_t>& members : grouping.groups) {
      plan_.groups.push_back(partners.GroupOf(members));
      for (uint32_t member : members) grouped[member] = true;
    }
    auto out = plan_.pairs.begin();
    for (PlannedPair& pair : plan_.pairs) {
      if (!grouped[pair.a]) *out++ = pair;
    }
    plan_.pairs.erase(out, plan_.pairs.end());
    return absl::OkStatus();
  }

  void Sum(const ShareSolution& solution) {
    int64_t total = 0;
    std::vector<bool> counted(problem_.members.size(), false);
    const auto urgency = [&](uint32_t member) {
      const int64_t units = counted[member] ? 0 : input_.urgency[member];
      counted[member] = true;
      return units;
    };
    for (const PlannedPair& pair : plan_.pairs) {
      plan_.total_fit += pair.fit;
      plan_.total_bridging += pair.bridging;
      total += ToUnits(pair.value) + urgency(pair.a) + urgency(pair.b);
    }
    for (const PlannedGroup& group : plan_.groups) {
      const double pairs = static_cast<double>(group.members.size()) / 2;
      plan_.total_fit += pairs * group.fit;
      plan_.total_bridging += pairs * group.bridging;
      total += ToUnits(pairs * group.value);
      for (uint32_t member : group.members) total += urgency(member);
    }
    for (uint32_t i = 0; i < served_.size(); ++i) {
      if (!served_[i] || problem_.members[i].capacity == 0) continue;
      ++plan_.served;
      plan_.urgent_served += problem_.members[i].rounds_waited >= kUrgentRounds;
    }
    int64_t bound = options_.group_size == 2 ? solution.bound : GroupBound();
    counted.assign(problem_.members.size(), false);
    for (uint32_t pin : input_.pins) {
      const RoundCandidate& candidate = problem_.candidates[pin];
      bound += ToUnits(candidate.value) + urgency(candidate.a) + urgency(candidate.b);
    }
    bound = std::max(bound, total);  // A group's value is rounded.
    plan_.total_value = ToValue(total);
    plan_.upper_bound = ToValue(bound);
    plan_.gap = bound > 0 ? static_cast<double>(bound - total) / static_cast<double>(bound) : 0;
  }

  // No groups are worth more, whatever their sizes: with potentials y_u + y_v >= weight of every pair, a group, worth
  // half the mean weight of its pairs for each of its members, is worth at most the sum of its members' potentials. The
  // bound of an auction is such a sum, as pairs claimed from one side only count half.
  int64_t GroupBound() const {
    const PairGraph& graph = *input_.graph;
    std::vector<int64_t> serving(graph.size());
    for (uint32_t u = 0; u < graph.size(); ++u) serving[u] = graph.bonus(u);
    const int64_t epsilon = std::max<int64_t>(1, ToUnits(0.001));
    return PriceBound(graph, values_, serving, RunPairAuction(graph, values_, serving, epsilon).prices);
  }

  const RoundProblem& problem_;
  const RoundOptions& options_;
  const std::function<absl::Status()>& checkpoint_;
  RoundInput input_;
  std::vector<int64_t> values_;  // By pair of the graph.
  ShareGoal goal_;
  RoundPlan plan_;
  std::vector<bool> served_;
};

}  // namespace

absl::StatusOr<RoundPlan> PlanRound(const RoundProblem& problem, const RoundOptions& options,
                                    const std::function<absl::Status()>& checkpoint) {
  return Planner(problem, options, checkpoint).Run();
}

}  // namespace weft
