#ifndef WEFT_GRAPH_RECOMMENDED_PAIRS_H_
#define WEFT_GRAPH_RECOMMENDED_PAIRS_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/types/span.h"
#include "weft/graph/clustering.h"
#include "weft/graph/tie_graph.h"

// What a set of recommendations (or introductions) does to a network, whoever made them. Pure and deterministic.
namespace weft {

// `to` is recommended to `from`. Both may be recommended to each other: then there are two.
struct RecommendedPair {
  uint32_t from = 0;
  uint32_t to = 0;
};

// Recommended pairs by what they join. A strict crossing joins two clusters and people who have no circle and no
// organization in common either.
struct CrossingCounts {
  uint64_t clustered = 0;  // Both ends are in clusters.
  uint64_t crossing = 0;   // Of them in different ones.
  uint64_t strict = 0;     // Of those strictly.
  // Shares of `clustered`; 0 if it is 0.
  double CrossingShare() const { return clustered == 0 ? 0 : static_cast<double>(crossing) / clustered; }
  double StrictShare() const { return clustered == 0 ? 0 : static_cast<double>(strict) / clustered; }
};

// `group_in_common(a, b)`: whether two members share a circle or the organization. O(pairs).
// REQUIRES: ordinals below clustering.labels.size().
CrossingCounts CountCrossing(absl::Span<const RecommendedPair> pairs, const Clustering& clustering,
                             const std::function<bool(uint32_t, uint32_t)>& group_in_common);

// CEGC (see weft/graph/cegc.h) of the graph with the recommended pairs added as ties: a pair once, however often and
// in whichever direction it is recommended, one that is tied already never again. O(n + m + p log m) for p pairs.
// REQUIRES: one label per node; ordinals below graph.size().
double CegcWith(const TieGraphView& graph, const Clustering& clustering, absl::Span<const RecommendedPair> pairs);

// How often each of `members` members is recommended. REQUIRES: ordinals below it.
std::vector<uint64_t> ExposureCounts(absl::Span<const RecommendedPair> pairs, uint32_t members);

// Share of the members who are recommended to anyone; 0 without members. Their evenness is Gini(exposure, size).
double Coverage(absl::Span<const uint64_t> exposure);

// Members with the fewest ties: all whose degree is at or below that of the quarter's last one (the smallest degree d
// such that at least a quarter of the members have d or fewer). Ascending; none without members. O(n log n).
std::vector<uint32_t> LeastTied(const TieGraphView& graph);

// Share of `members` who are recommended to anyone; 0 if there are none.
double Reach(absl::Span<const uint32_t> members, absl::Span<const uint64_t> exposure);

}  // namespace weft

#endif  // WEFT_GRAPH_RECOMMENDED_PAIRS_H_
