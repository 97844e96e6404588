#include "bench/round_simulation.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "weft/base/error.h"
#include "weft/base/random.h"
#include "weft/introductions/round_input.h"
#include "weft/introductions/round_planner.h"
#include "weft/introductions/weak_tie_due.h"

namespace weft {
namespace {

constexpr int kWeeksPerMonth = 4;
constexpr int kNewcomerUntil = 2;  // Introductions had.

class Simulation {
 public:
  Simulation(const SimulatedNetwork& network, RoundMethod method, const SimulationOptions& options)
      : network_(network), method_(method), options_(options), tally_(method, network.clusters) {
    // Not all are due in the same week.
    Random random(options.seed);
    lives_.resize(network.clusters.size());
    for (Life& life : lives_) life.due_week = static_cast<int>(random.Below(options.rhythm_weeks));
  }

  absl::StatusOr<SimulationResult> Run() {
    for (int week = 0; week < options_.weeks; ++week) WEFT_RETURN_IF_ERROR(RunWeek(week));
    return tally_.Finish(options_.weak_tie_share);
  }

 private:
  struct Life {
    int due_week = 0;
    std::vector<int> weeks;  // Of introductions had.
  };

  bool HasRoom(const Life& life, int week) const {
    const auto recent =
        std::count_if(life.weeks.begin(), life.weeks.end(), [week](int past) { return past > week - kWeeksPerMonth; });
    return week >= life.due_week && recent < options_.introductions_per_month;
  }

  absl::Status RunWeek(int week) {
    RoundCall call;
    call.week = week;
    call.mutual = tally_.mutual();
    RoundProblem problem;
    std::vector<uint32_t> able;
    for (uint32_t i = 0; i < lives_.size(); ++i) {
      call.takes_part.push_back(HasRoom(lives_[i], week));
      call.widened.push_back(method_ != RoundMethod::kPlanned || tally_.rounds_waited(i) > 0);
      RoundMember member;
      member.capacity = call.takes_part.back() ? 1 : 0;
      member.rounds_waited = tally_.rounds_waited(i);
      member.newcomer = tally_.kinds(i).size() < kNewcomerUntil;
      member.weak_due = WeakTieDue(options_.weak_tie_share, tally_.kinds(i));
      problem.members.push_back(member);
      if (member.capacity > 0) able.push_back(i);
    }
    std::vector<uint32_t> with_candidates;
    for (const RoundCandidate& candidate : network_.candidates(call)) {
      if (!call.takes_part[candidate.a] || !call.takes_part[candidate.b]) continue;
      if (tally_.HaveMet(candidate.a, candidate.b)) continue;
      problem.candidates.push_back(candidate);
      // Newcomers get no weak ties at first: who has nothing else could not have been served by any method.
      if (IsTooNew(problem, candidate, options_.round.newcomer_patience)) continue;
      with_candidates.insert(with_candidates.end(), {candidate.a, candidate.b});
    }
    const uint64_t seed = Random::Mix(options_.seed + static_cast<uint64_t>(week));
    WEFT_ASSIGN_OR_RETURN(const SimulatedRound round,
                          PlanSimulatedRound(problem, method_, network_.closeness, options_.round, seed));
    for (const MadeIntroduction& introduction : round.made) Introduce(introduction, week);
    tally_.result().worst_gap = std::max(tally_.result().worst_gap, round.gap);
    tally_.EndRound(able, with_candidates, round.contested);
    std::vector<uint64_t> exposures;
    for (const Life& life : lives_) exposures.push_back(life.weeks.size());
    tally_.AddExposure(exposures);
    return absl::OkStatus();
  }

  void Introduce(const MadeIntroduction& introduction, int week) {
    bool mutual = true;
    uint64_t seed = Random::Mix(options_.seed ^ static_cast<uint64_t>(week));
    for (uint32_t member : introduction.members) {
      Life& life = lives_[member];
      tally_.result().over_capacity += !HasRoom(life, week);
      life.weeks.push_back(week);
      life.due_week = week + options_.rhythm_weeks;
      seed = Random::Mix(seed + member);
      if (Random(seed).Uniform() >= options_.accepting) mutual = false;
    }
    tally_.Introduce(introduction, mutual ? introduction.members : std::vector<uint32_t>());
  }

  const SimulatedNetwork& network_;
  const RoundMethod method_;
  const SimulationOptions& options_;
  std::vector<Life> lives_;
  SimulationTally tally_;
};

}  // namespace

absl::StatusOr<SimulatedRound> PlanSimulatedRound(const RoundProblem& problem, RoundMethod method,
                                                  const PairCloseness& closeness, const RoundOptions& options,
                                                  uint64_t seed) {
  if (method != RoundMethod::kPlanned) {
    SimulatedRound out;
    const BaselineRound baseline = method == RoundMethod::kRandom    ? BaselineRound::kRandom
                                   : method == RoundMethod::kNearest ? BaselineRound::kNearest
                                                                     : BaselineRound::kBestFit;
    for (uint32_t i : PlanBaseline(problem, baseline, closeness, std::numeric_limits<int>::max(), seed)) {
      const RoundCandidate& candidate = problem.candidates[i];
      out.made.push_back({{candidate.a, candidate.b}, candidate.kind, candidate.fit, candidate.bridging});
    }
    return out;
  }
  WEFT_ASSIGN_OR_RETURN(const RoundPlan plan, PlanRound(problem, options, [] { return absl::OkStatus(); }));
  return ToSimulatedRound(plan);
}

SimulatedRound ToSimulatedRound(const RoundPlan& plan) {
  SimulatedRound out;
  for (const PlannedPair& pair : plan.pairs) out.made.push_back({{pair.a, pair.b}, pair.kind, pair.fit, pair.bridging});
  for (const PlannedTrio& trio : plan.trios) {
    MadeIntroduction& introduction = out.made[trio.pair];
    introduction = {trio.group.members, introduction.kind, trio.group.fit, trio.group.bridging};
  }
  for (const UnservedMember& unserved : plan.unserved) {
    if (unserved.reason == UnservedReason::kPartnersNeededMore) out.contested.insert(unserved.member);
  }
  out.gap = plan.gap;
  return out;
}

absl::StatusOr<SimulationResult> SimulateRounds(const SimulatedNetwork& network, RoundMethod method,
                                                const SimulationOptions& options) {
  return Simulation(network, method, options).Run();
}

}  // namespace weft
