#ifndef WEFT_TESTS_GRAPH_IGRAPH_ORACLE_H_
#define WEFT_TESTS_GRAPH_IGRAPH_ORACLE_H_

// igraph's second opinion on our measures. Only in tests: igraph is GPL.

#include <igraph.h>

#include <cstdint>
#include <vector>

#include "weft/graph/clustering.h"
#include "weft/graph/tie_graph.h"

namespace weft {

class IgraphOracle {
 public:
  explicit IgraphOracle(const TieGraphView& graph);
  ~IgraphOracle();
  IgraphOracle(const IgraphOracle&) = delete;
  IgraphOracle& operator=(const IgraphOracle&) = delete;

  Clustering FindClusters(double resolution, int iterations, uint64_t seed) const;
  double Modularity(const Clustering& clustering, double resolution) const;
  std::vector<double> Constraints() const;  // NaN without ties.
  std::vector<double> CoreNumbers() const;
  std::vector<double> Degrees() const;
  std::vector<double> ClusteringCoefficients() const;
  std::vector<double> Betweenness() const;
  std::vector<double> ComponentSizes() const;  // Per node: the size of its component.

 private:
  igraph_t graph_;
  igraph_vector_t strengths_;
};

}  // namespace weft

#endif  // WEFT_TESTS_GRAPH_IGRAPH_ORACLE_H_
