#ifndef WEFT_BENCH_ROUND_SIMULATION_H_
#define WEFT_BENCH_ROUND_SIMULATION_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "bench/baseline_rounds.h"
#include "weft/introductions/round_problem.h"

namespace weft {

// How the rounds of a simulation are planned.
enum class RoundMethod { kPlanned, kRandom, kNearest, kBestFit };

// Who takes part in one round.
struct RoundCall {
  int week = 0;
  std::vector<bool> takes_part;         // By member.
  std::vector<bool> widened;            // Whose candidates are all whom they may meet, not only the best.
  absl::Span<const MemberPair> mutual;  // Who has been introduced so far and said yes: new ties.
};

// Candidates among those who take part, each pair once. May name pairs that have met: the simulation leaves them out.
// Must be deterministic. All methods but the planned one ask for everybody widened.
using CandidateSource = std::function<std::vector<RoundCandidate>(const RoundCall& call)>;

// The network that rounds are simulated in.
struct SimulatedNetwork {
  std::vector<uint32_t> clusters;  // By member.
  CandidateSource candidates;
  Closeness closeness;
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

// What came of it.
struct SimulationResult {
  RoundMethod method = RoundMethod::kPlanned;
  int introductions = 0;
  int mutual = 0;
  int trios = 0;
  double total_fit = 0;  // Over introductions; of a trio one and a half times the mean of its pairs.
  double total_bridging = 0;
  int cluster_pairs_joined = 0;  // Pairs of clusters between which there is a mutual introduction.
  double weak_share = 0;         // Of introductions.
  double share_error = 0;   // Mean over members of how far the weak ties among their last ten are from their share.
  int unserved = 0;         // Times that a member who could have been served was not.
  int longest_wait = 0;     // Rounds in a row of that.
  int contested_waits = 0;  // Waits beyond kUrgentRounds in which all partners were needed by others as long.
  int repeats = 0;          // Pairs introduced twice.
  int over_capacity = 0;    // Introductions beyond a member's rhythm or month.
  double worst_gap = 0;     // Of a round to its bound; planned rounds only.
  std::vector<double> exposure_gini;  // Of introductions had so far, after each week.
};

// Runs the rounds: members take part when their rhythm is due and their month has room, are introduced by the method,
// and say yes at random. Deterministic for seed; the same pair in the same week is answered alike whatever the method.
// Errors as PlanRound.
absl::StatusOr<SimulationResult> SimulateRounds(const SimulatedNetwork& network, RoundMethod method,
                                                const SimulationOptions& options);

// A table with one line a method.
std::string SimulationTable(absl::Span<const SimulationResult> results);

}  // namespace weft

#endif  // WEFT_BENCH_ROUND_SIMULATION_H_
