#ifndef WEFT_BENCH_SIMULATION_TALLY_H_
#define WEFT_BENCH_SIMULATION_TALLY_H_

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "weft/introductions/round_problem.h"

namespace weft {

// How the rounds of a simulation are planned.
enum class RoundMethod { kPlanned, kRandom, kNearest, kBestFit };
constexpr RoundMethod kRoundMethods[] = {RoundMethod::kPlanned, RoundMethod::kRandom, RoundMethod::kNearest,
                                         RoundMethod::kBestFit};

// One introduction of a round, whatever the method.
struct MadeIntroduction {
  std::vector<uint32_t> members;
  PairKind kind = PairKind::kStrongFit;
  double fit = 0;  // Mean over its pairs.
  double bridging = 0;
};

// What came of it.
struct SimulationResult {
  RoundMethod method = RoundMethod::kPlanned;
  int introductions = 0;
  int mutual = 0;
  int trios = 0;
  double total_fit = 0;  // Over introductions; of a trio one and a half times the mean of its pairs.
  double total_bridging = 0;
  int cluster_pairs_joined = 0;  // Pairs of clusters without a tie before between which there is a mutual introduction.
  double weak_share = 0;         // Of introductions.
  double share_error = 0;    // Mean over members of how far the weak ties among their last ten are from their share.
  int unserved = 0;          // Times that a member who could have been served was not.
  int longest_wait = 0;      // Rounds in a row of that.
  int contested_waits = 0;   // Waits beyond kUrgentRounds in which all partners were needed by others as long.
  int repeats = 0;           // Pairs introduced twice.
  int over_capacity = 0;     // Introductions beyond a member's rhythm or month.
  int against_word = 0;      // … of somebody who had paused or refused, or of two of whom one had blocked the other.
  double worst_gap = 0;      // Of a round to its bound; planned rounds only.
  double worst_seconds = 0;  // Of planning one, candidates included.
  std::vector<double> exposure_gini;  // Of introductions had so far, after each week.
};

// Keeps count of a simulation. Members are 0 .. clusters.size() - 1. Not thread-safe.
class SimulationTally {
 public:
  // `tied`: whether two clusters have had a tie before the first round; empty: none have.
  SimulationTally(RoundMethod method, std::vector<uint32_t> clusters,
                  std::function<bool(uint32_t, uint32_t)> tied = nullptr);

  // REQUIRES for all members: below clusters.size().
  const std::vector<PairKind>& kinds(uint32_t member) const { return lives_[member].kinds; }
  int rounds_waited(uint32_t member) const { return lives_[member].rounds_waited; }
  bool HaveMet(uint32_t a, uint32_t b) const { return met_.count(PairOf(a, b)) > 0; }
  // Introductions to which all said yes, as pairs.
  absl::Span<const MemberPair> mutual() const { return mutual_; }
  SimulationResult& result() { return result_; }
  // From now on. REQUIRES: as many members as before.
  void SetClusters(std::vector<uint32_t> clusters) { clusters_ = std::move(clusters); }

  // `mutual`: those of its members who all said yes; none or two at least.
  void Introduce(const MadeIntroduction& introduction, absl::Span<const uint32_t> mutual);
  // Ends a round of these members. Who of them stands in none of the introductions since the last round has waited; it
  // counts if there was a candidate for them. `contested`: unserved since all partners were needed by others who had
  // waited as long.
  void EndRound(absl::Span<const uint32_t> able, absl::Span<const uint32_t> with_candidates,
                const std::set<uint32_t>& contested);
  // What each member has had so far, by what they could have had, in any unit.
  void AddExposure(absl::Span<const uint64_t> exposures);
  // REQUIRES: called once, at the end. `share` is the weak-tie share.
  SimulationResult Finish(double share);

 private:
  using Pair = std::pair<uint32_t, uint32_t>;
  static Pair PairOf(uint32_t a, uint32_t b) { return std::minmax(a, b); }
  struct Life {
    int rounds_waited = 0;
    bool served = false;          // Since the last round ended.
    std::vector<PairKind> kinds;  // Of introductions had.
  };

  std::vector<uint32_t> clusters_;
  const std::function<bool(uint32_t, uint32_t)> tied_;
  std::vector<Life> lives_;
  std::set<Pair> met_;
  std::vector<MemberPair> mutual_;
  std::set<Pair> joined_;  // Clusters.
  SimulationResult result_;
};

// A table with one line a method.
std::string SimulationTable(absl::Span<const SimulationResult> results);

}  // namespace weft

#endif  // WEFT_BENCH_SIMULATION_TALLY_H_
