#ifndef WEFT_INTRODUCTIONS_ROUND_REPORT_H_
#define WEFT_INTRODUCTIONS_ROUND_REPORT_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "weft/graph/clustering.h"
#include "weft/graph/tie_graph.h"
#include "weft/introductions/round_problem.h"

namespace weft {

enum class IntroducerKind { kMember, kWeaver, kRound };

// An introduction as it stands when the report is made.
struct RoundOutcome {
  std::vector<uint32_t> members;  // Ordinals in the ties: two, or a group.
  PairKind kind = PairKind::kStrongFit;
  double fit = 0;  // Of a group: the mean over its pairs.
  IntroducerKind introducer_kind = IntroducerKind::kRound;
  uint32_t introducer = 0;  // Ordinal of the member or weaver; the round has none.
  bool repeated = false;    // Any two of them had been introduced within the repeat interval.
  bool mutual = false;      // All said yes.
  bool met = false;
  // Members of it who said so.
  int useful = 0;
  int learned = 0;
  int collaborating = 0;
};

// A round with all that its report depends on.
struct RoundRecord {
  std::vector<RoundOutcome> introductions;
  std::vector<int> waits;           // Rounds waited at planning, of each member who could be introduced.
  std::vector<uint64_t> exposures;  // Introductions of the last 12 months, this round's too, of each willing member.
  double total_value = 0;           // Of the plan.
  double upper_bound = 0;
};

// One round in numbers.
struct RoundFigures {
  int eligible = 0;  // Members who could be introduced.
  int served = 0;    // Members in an introduction.
  int introductions = 0;
  int mutual = 0;
  int met = 0;
  int useful = 0;  // Sides, as the next two.
  int learned = 0;
  int collaborating = 0;
  double value_of_bound = 0;  // 0 to 1; 1 for an empty plan.
  double mean_fit = 0;
  double cegc_before = 0;        // Of the ties; see weft/graph/cegc.h.
  double cegc_after = 0;         // With a tie between every two members of a mutual introduction.
  int cluster_pairs_joined = 0;  // Pairs of clusters without a tie before, and with one after.
  int weak_ties = 0;
  int longest_wait = 0;
  double exposure_gini = 0;
  int repeats = 0;
  int groups = 0;
};

// Ties and clusters are those before the round. O(n + m + introductions). REQUIRES: ordinals of the graph, one label a
// member.
RoundFigures MeasureRound(const RoundRecord& record, const TieGraphView& ties, const Clustering& clusters);

// Who brings introductions about.
struct IntroducerShare {
  IntroducerKind kind = IntroducerKind::kRound;
  bool is_one = false;      // One member or weaver, or the round; else all of the kind together.
  uint32_t introducer = 0;  // If it is a member or weaver.
  int introductions = 0;
  double share = 0;           // Of all introductions.
  bool over_a_third = false;  // One introducer makes more than a third: the network leans on them.
};

// One entry a kind that made any, and one for each member or weaver who made more than a tenth; the largest first, then
// by kind and introducer, a kind before its introducers.
std::vector<IntroducerShare> SplitByIntroducer(absl::Span<const RoundOutcome> introductions);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_ROUND_REPORT_H_
