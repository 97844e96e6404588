#ifndef WEFT_BENCH_NETWORK_SIMULATION_H_
#define WEFT_BENCH_NETWORK_SIMULATION_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "bench/simulation_tally.h"
#include "indexer/progress.h"
#include "weft/embedding/embedder.h"

namespace weft {

struct NetworkSimulationOptions {
  int weeks = 20;  // A round a week.
  uint64_t seed = 1;
  double accepting = 0.7;  // Chance that one side says yes; an introduction is mutual if all do.
  int threads = 1;
  // Part of the members who have said something of their own before the first week: half of it a rhythm or a month,
  // the rest pauses, refusals, blocks.
  double outspoken = 0.3;
  Progress progress;
};

// Rounds of weeks in a real network: drafts, plans, introductions and ties are the product's own, in a copy of the data
// directory. Each week those of the network who can be introduced are (DraftRound), by the plan or by a baseline that
// pairs whom the same draft permits; the introductions are made by ProposalMaker when the review window is over,
// answered two days later and, if mutual, met another three days later, which makes a tie; all is written to the store
// and read back. Only four things are a model: what members say, drawn by chance, the same for each pair and week
// whatever the method; that the answers come in that time; that half of the members start a week later; and that waits
// are counted here and not by stored rounds.
//
// What nobody may be done is checked here once more, by what was drawn and made, not by what the draft says: repeats,
// over_capacity (month and rhythm) and against_word of the result count it; an introduction that could not be made is
// an error. Exposure is introductions had by those that a member's rhythm had room for since their first week, so that
// those who want fewer do not count as left out.
//
// Clusters are the view's in each week: those of the snapshot; a member who had none has that of most of their ties.
//
// Deterministic for the data directory's content and the options (not threads). Errors of the parts.
absl::StatusOr<SimulationResult> SimulateNetwork(const std::string& data_directory, const std::string& network,
                                                 const Embedder& embedder, RoundMethod method,
                                                 const NetworkSimulationOptions& options);

}  // namespace weft

#endif  // WEFT_BENCH_NETWORK_SIMULATION_H_
