#include "weft/graph/modularity.h"

#include <cassert>
#include <vector>

namespace weft {

double Modularity(const TieGraphView& graph, const Clustering& clustering, double resolution) {
  assert(clustering.labels.size() == graph.size());
  std::vector<double> totals(clustering.count);
  double twice_m = 0;
  double twice_inside = 0;
  double squares_alone = 0;  // Of members without a cluster.
  for (uint32_t u = 0; u < graph.size(); ++u) {
    double total = 0;
    for (size_t i = 0; i < graph.Degree(u); ++i) {
      const double strength = graph.Strengths(u)[i];
      total += strength;
      if (clustering.labels[u] != kNoCluster && clustering.labels[u] == clustering.labels[graph.Neighbors(u)[i]]) {
        twice_inside += strength;
      }
    }
    twice_m += total;
    if (clustering.labels[u] == kNoCluster) {
      squares_alone += total * total;
    } else {
      totals[clustering.labels[u]] += total;
    }
  }
  if (twice_m == 0) return 0;
  double squares = squares_alone;
  for (double total : totals) squares += total * total;
  return twice_inside / twice_m - resolution * squares / (twice_m * twice_m);
}

}  // namespace weft
