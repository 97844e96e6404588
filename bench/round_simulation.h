#ifndef WEFT_BENCH_ROUND_SIMULATION_H_
#define WEFT_BENCH_ROUND_SIMULATION_H_

#include <cstdint>
#include <functional>
#include <set>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "bench/baseline_rounds.h"
#include "bench/simulation_tally.h"
#include "weft/introductions/round_plan.h"
#include "weft/introductions/round_problem.h"

namespace weft {

// Who takes part in one round.
struct RoundCall {
  int week = 0;
  std::vector<bool> takes_part;         // By member.
  std::vector<bool> widened;            // Whose candidates are all whom they may meet, not only the best.
  absl::Span<const MemberPair> mutual;  // Who has been introduced so far and said yes: new ties.
};

// Candidates among those who take part, each pair once. May name pairs that have met: the simulation leaves them out.
// Must be deterministic. All methods but the planned one ask for everybody widened.
using RoundCandidates = std::function<std::vector<RoundCandidate>(const RoundCall& call)>;

// The network that rounds are simulated in.
struct SimulatedNetwork {
  std::vector<uint32_t> clusters;  // By member.
  RoundCandidates candidates;
  PairCloseness closeness;
};

// Defaults as in DESIGN section 5.
struct SimulationOptions {
  int weeks = 20;  // A round a week.
  uint64_t seed = 1;
  double weak_tie_share = 0.3;
  int rhythm_weeks = 2;
  int introductions_per_month = 2;  // In any four weeks.
  double accepting = 0.7;           // Chance that one side says yes; an introduction is mutual if both do.
  RoundOptions round;
};

// What a round introduces, whatever the method. Trios stand where their pairs stood.
struct SimulatedRound {
  std::vector<MadeIntroduction> made;
  std::set<uint32_t> contested;  // See SimulationTally::EndRound.
  double gap = 0;                // To the bound; planned ones only.
};

SimulatedRound ToSimulatedRound(const RoundPlan& plan);

// Plans one round. Deterministic for `seed`, which only the baselines use. Errors as PlanRound.
absl::StatusOr<SimulatedRound> PlanSimulatedRound(const RoundProblem& problem, RoundMethod method,
                                                  const PairCloseness& closeness, const RoundOptions& options,
                                                  uint64_t seed);

// Runs the rounds: members take part when their rhythm is due and their month has room, are introduced by the method,
// and say yes at random. Deterministic for seed; the same pair in the same week is answered alike whatever the method.
// Errors as PlanRound.
absl::StatusOr<SimulationResult> SimulateRounds(const SimulatedNetwork& network, RoundMethod method,
                                                const SimulationOptions& options);

}  // namespace weft

#endif  // WEFT_BENCH_ROUND_SIMULATION_H_
