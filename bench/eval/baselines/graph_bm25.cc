#include "bench/eval/baselines/graph_bm25.h"

#include <cassert>
#include <cmath>
#include <numeric>

namespace weft {

GraphBm25::GraphBm25(const EvalNetwork& network, const GraphBm25Options& options)
    : network_(network), options_(options) {
  assert(options.b >= 0 && options.b <= 1 && options.k > 0);
  const size_t size = network.members.size();
  std::vector<double> lengths(size);
  for (size_t i = 0; i < size; ++i) {
    lengths[i] = std::accumulate(network.out_weights[i].begin(), network.out_weights[i].end(), 0.0);
  }
  const double total = std::accumulate(lengths.begin(), lengths.end(), 0.0);
  const double mean = total > 0 ? total / static_cast<double>(size) : 1;
  for (size_t i = 0; i < size; ++i) {
    const double documents = static_cast<double>(network.out[i].size());
    rarity_.push_back(std::log((static_cast<double>(size) - documents + 0.5) / (documents + 0.5)));
    length_penalty_.push_back(options.k * (1 - options.b + options.b * lengths[i] / mean));
  }
}

MemberScores GraphBm25::Scores(uint32_t member) const {
  MemberScores scores(network_.members.size(), 0);
  for (uint32_t word : network_.train.view().Neighbors(member)) {
    const double factor = (options_.k + 1) * rarity_[word];
    for (size_t i = 0; i < network_.out[word].size(); ++i) {
      const uint32_t candidate = network_.out[word][i];
      const double weight = network_.out_weights[word][i];
      scores[candidate] += factor * weight / (length_penalty_[candidate] + weight);
    }
  }
  return scores;
}

}  // namespace weft
