#ifndef WEFT_GRAPH_TIE_GRAPH_H_
#define WEFT_GRAPH_TIE_GRAPH_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace weft {

// A tie with derived strength between the members with ordinals `a` and `b`.
struct DerivedTie {
  uint32_t a = 0;
  uint32_t b = 0;
  float strength = 0;  // In (0, 1].
};

// Who knows whom, in compressed sparse rows, over memory that somebody else owns (a TieGraph or a mapped snapshot)
// and that must outlive the view. Nodes are member ordinals 0 .. size()-1; every tie stands in the rows of both ends.
// Cheap to copy; const calls may run concurrently.
struct TieGraphView {
  absl::Span<const uint64_t> offsets;    // Row u is [offsets[u], offsets[u + 1]). size() + 1 of them; empty: no nodes.
  absl::Span<const uint32_t> neighbors;  // Ascending within a row.
  absl::Span<const float> strengths;     // Parallel to neighbors.

  uint32_t size() const { return offsets.empty() ? 0 : static_cast<uint32_t>(offsets.size() - 1); }
  uint64_t tie_count() const { return neighbors.size() / 2; }
  // All REQUIRE: ordinals below size().
  uint32_t Degree(uint32_t u) const { return static_cast<uint32_t>(offsets[u + 1] - offsets[u]); }
  absl::Span<const uint32_t> Neighbors(uint32_t u) const { return neighbors.subspan(offsets[u], Degree(u)); }
  absl::Span<const float> Strengths(uint32_t u) const { return strengths.subspan(offsets[u], Degree(u)); }
  // O(log degree) of the end with fewer ties.
  bool HasTie(uint32_t u, uint32_t v) const;
};

// Owns the rows. Immutable once built.
class TieGraph {
 public:
  // Builds the graph of `size` nodes. A pair listed more than once, in either order, becomes one tie of the largest
  // strength. INVALID_ARGUMENT naming the tie's index: SELF_TIE, UNKNOWN_TIE_END (an ordinal at or above size),
  // BAD_TIE_STRENGTH. The result does not depend on the order of `ties`. O(n + m log(max degree)).
  static absl::StatusOr<TieGraph> FromTies(uint32_t size, absl::Span<const DerivedTie> ties);

  TieGraphView view() const { return {offsets_, neighbors_, strengths_}; }

 private:
  TieGraph() = default;

  std::vector<uint64_t> offsets_;
  std::vector<uint32_t> neighbors_;
  std::vector<float> strengths_;
};

// Checks a view that came from a file before anything trusts it: DATA_LOSS (BAD_TIE_GRAPH) saying what and where if
// lengths disagree, offsets fall, a neighbor is out of range, not ascending, the node itself, or missing in the other
// row (or there with another strength), or a strength is not finite or outside (0, 1]. O(n + m).
absl::Status ValidateTieGraph(const TieGraphView& graph);

}  // namespace weft

#endif  // WEFT_GRAPH_TIE_GRAPH_H_
