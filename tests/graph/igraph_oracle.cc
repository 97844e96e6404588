#include "tests/graph/igraph_oracle.h"

#include <utility>

namespace weft {
namespace {

std::vector<double> Take(igraph_vector_t* from) {
  std::vector<double> to(VECTOR(*from), VECTOR(*from) + igraph_vector_size(from));
  igraph_vector_destroy(from);
  return to;
}

std::vector<double> Take(igraph_vector_int_t* from) {
  std::vector<double> to(VECTOR(*from), VECTOR(*from) + igraph_vector_int_size(from));
  igraph_vector_int_destroy(from);
  return to;
}

}  // namespace

IgraphOracle::IgraphOracle(const TieGraphView& graph) {
  igraph_vector_int_t pairs;
  igraph_vector_int_init(&pairs, 0);
  igraph_vector_init(&strengths_, 0);
  for (uint32_t u = 0; u < graph.size(); ++u) {
    for (size_t i = 0; i < graph.Degree(u); ++i) {
      if (graph.Neighbors(u)[i] < u) continue;
      igraph_vector_int_push_back(&pairs, u);
      igraph_vector_int_push_back(&pairs, graph.Neighbors(u)[i]);
      igraph_vector_push_back(&strengths_, graph.Strengths(u)[i]);
    }
  }
  igraph_create(&graph_, &pairs, graph.size(), IGRAPH_UNDIRECTED);
  igraph_vector_int_destroy(&pairs);
}

IgraphOracle::~IgraphOracle() {
  igraph_destroy(&graph_);
  igraph_vector_destroy(&strengths_);
}

Clustering IgraphOracle::FindClusters(double resolution, int iterations, uint64_t seed) const {
  igraph_rng_seed(igraph_rng_default(), seed);
  igraph_vector_t totals;
  igraph_vector_init(&totals, 0);
  igraph_strength(&graph_, &totals, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS, &strengths_);
  const double twice_m = igraph_vector_sum(&totals);
  igraph_vector_int_t membership;
  igraph_vector_int_init(&membership, 0);
  igraph_integer_t count = 0;
  igraph_real_t quality = 0;
  igraph_community_leiden(&graph_, &strengths_, &totals, resolution / twice_m, /*beta=*/0.01, /*start=*/false,
                          iterations, &membership, &count, &quality);
  Clustering clustering;
  clustering.count = static_cast<uint32_t>(count);
  for (igraph_integer_t i = 0; i < igraph_vector_int_size(&membership); ++i) {
    clustering.labels.push_back(static_cast<uint32_t>(VECTOR(membership)[i]));
  }
  igraph_vector_destroy(&totals);
  igraph_vector_int_destroy(&membership);
  return clustering;
}

double IgraphOracle::Modularity(const Clustering& clustering, double resolution) const {
  igraph_vector_int_t membership;
  igraph_vector_int_init(&membership, 0);
  igraph_integer_t next = clustering.count;  // Members without cluster stand alone.
  for (uint32_t label : clustering.labels)
    igraph_vector_int_push_back(&membership, label == kNoCluster ? next++ : label);
  igraph_real_t modularity = 0;
  igraph_modularity(&graph_, &membership, &strengths_, resolution, IGRAPH_UNDIRECTED, &modularity);
  igraph_vector_int_destroy(&membership);
  return modularity;
}

std::vector<double> IgraphOracle::Constraints() const {
  igraph_vector_t result;
  igraph_vector_init(&result, 0);
  igraph_constraint(&graph_, &result, igraph_vss_all(), &strengths_);
  return Take(&result);
}

std::vector<double> IgraphOracle::CoreNumbers() const {
  igraph_vector_int_t result;
  igraph_vector_int_init(&result, 0);
  igraph_coreness(&graph_, &result, IGRAPH_ALL);
  return Take(&result);
}

std::vector<double> IgraphOracle::Degrees() const {
  igraph_vector_int_t result;
  igraph_vector_int_init(&result, 0);
  igraph_degree(&graph_, &result, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS);
  return Take(&result);
}

std::vector<double> IgraphOracle::ClusteringCoefficients() const {
  igraph_vector_t result;
  igraph_vector_init(&result, 0);
  igraph_transitivity_local_undirected(&graph_, &result, igraph_vss_all(), IGRAPH_TRANSITIVITY_ZERO);
  return Take(&result);
}

std::vector<double> IgraphOracle::Betweenness() const {
  igraph_vector_t result;
  igraph_vector_init(&result, 0);
  igraph_betweenness(&graph_, &result, igraph_vss_all(), IGRAPH_UNDIRECTED, /*weights=*/nullptr);
  return Take(&result);
}

std::vector<double> IgraphOracle::ComponentSizes() const {
  igraph_vector_int_t membership;
  igraph_vector_int_t sizes;
  igraph_vector_int_init(&membership, 0);
  igraph_vector_int_init(&sizes, 0);
  igraph_connected_components(&graph_, &membership, &sizes, /*no=*/nullptr, IGRAPH_WEAK);
  std::vector<double> labels = Take(&membership);
  const std::vector<double> by_label = Take(&sizes);
  for (double& label : labels) label = by_label[static_cast<size_t>(label)];
  return labels;
}

}  // namespace weft
