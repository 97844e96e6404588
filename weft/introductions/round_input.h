#ifndef WEFT_INTRODUCTIONS_ROUND_INPUT_H_
#define WEFT_INTRODUCTIONS_ROUND_INPUT_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/introductions/pair_graph.h"
#include "weft/introductions/round_problem.h"

namespace weft {

// What became of a candidate before anything was planned.
enum class CandidateStanding : uint8_t {
  kPermitted,
  kPinned,
  kTakenOut,    // Dropped, or never to meet.
  kNoCapacity,  // One of the two has no introduction left.
  kTooNew,      // IsTooNew().
};

// A checked RoundProblem in the form that the matchers want: pins set aside, values in integers, members in the order
// that breaks ties.
struct RoundInput {
  std::vector<CandidateStanding> standings;  // By candidate.
  std::vector<uint32_t> order;               // Members of the graph -> of the problem.
  std::vector<uint32_t> place;               // The reverse.
  std::vector<int64_t> urgency;              // By member of the problem: what serving them is worth.
  std::unique_ptr<const PairGraph> graph;    // Room and urgency that pins used up are gone from it.
  std::vector<uint32_t> candidates;          // By pair of the graph.
  std::vector<uint32_t> pins;                // Candidates, ascending by (a, b).
};

// Values are counted in millionths.
constexpr double kValueUnit = 1e6;
int64_t ToUnits(double value);

// Whether this is a weak tie for a newcomer, who gets strong fits, and both can still wait for others: neither has
// waited `patience` rounds.
bool IsTooNew(const RoundProblem& problem, const RoundCandidate& candidate, int patience);

// O(m log m). INVALID_ARGUMENT naming the field for a member, candidate, pin, drop or never-pair that is out of range,
// of a member with itself, twice there or not finite, and for options out of range. FAILED_PRECONDITION:
// PIN_NOT_PERMITTED, a pin that is no candidate, must never meet or is dropped, too; PIN_OVER_CAPACITY, more pins of a
// member than it has room for.
absl::StatusOr<RoundInput> BuildRoundInput(const RoundProblem& problem, const RoundOptions& options);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_ROUND_INPUT_H_
