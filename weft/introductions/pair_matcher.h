#ifndef WEFT_INTRODUCTIONS_PAIR_MATCHER_H_
#define WEFT_INTRODUCTIONS_PAIR_MATCHER_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "weft/introductions/exact_matching.h"
#include "weft/introductions/pair_graph.h"

namespace weft {

// Selects pairs, exactly where the graph is small and near-exactly where it is not. Not thread-safe.
class PairMatcher {
 public:
  // Graphs of up to `exact_members_max` members with pairs are solved exactly. `graph` must outlive the matcher.
  PairMatcher(const PairGraph& graph, int exact_members_max);

  bool is_exact() const { return is_exact_; }
  // As ExactMatcher::Solve or NearExactMatching.
  absl::StatusOr<PairSelection> Solve(absl::Span<const int64_t> weights);

 private:
  const PairGraph& graph_;
  ExactMatcher exact_;
  bool is_exact_ = false;
};

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_PAIR_MATCHER_H_
