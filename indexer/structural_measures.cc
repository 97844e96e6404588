#include "indexer/structural_measures.h"

#include <algorithm>
#include <vector>

#include "weft/graph/betweenness.h"
#include "weft/graph/burt.h"
#include "weft/graph/clustering_coefficient.h"
#include "weft/graph/core_number.h"

namespace weft {
namespace {

std::vector<float> ToFloats(const std::vector<double>& values) { return {values.begin(), values.end()}; }

}  // namespace

uint32_t BetweennessPivots(const TieGraphView& graph) {
  const uint64_t steps = std::max<uint64_t>(1, graph.size() + graph.neighbors.size());  // From one pivot.
  const uint64_t pivots = std::max<uint64_t>(kBetweennessPivotsMin, kBetweennessSteps / steps);
  return static_cast<uint32_t>(std::max<uint64_t>(1, std::min<uint64_t>(pivots, graph.size())));
}

void FillStructuralMeasures(const TieGraphView& graph, SnapshotContent* content) {
  content->core_numbers = CoreNumbers(graph);
  content->constraints = ToFloats(BurtConstraints(graph));
  content->effective_sizes = ToFloats(EffectiveSizes(graph));
  content->clustering_coefficients = ToFloats(ClusteringCoefficients(graph));

  BetweennessOptions options;
  options.pivots = BetweennessPivots(graph);
  std::vector<double> betweenness = Betweenness(graph, options);
  const double others = static_cast<double>(graph.size()) - 1;
  const double pairs = others * (others - 1) / 2;
  for (double& b : betweenness) b = pairs > 0 ? std::min(1.0, b / pairs) : 0;  // An estimate may pass the whole.
  content->betweenness = ToFloats(betweenness);
}

}  // namespace weft
