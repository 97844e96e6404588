#ifndef WEFT_TESTS_BENCH_EVAL_RERANKERS_DRAWN_LISTS_H_
#define WEFT_TESTS_BENCH_EVAL_RERANKERS_DRAWN_LISTS_H_

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "bench/eval/scored_list.h"
#include "weft/base/random.h"
#include "weft/graph/clustering.h"

namespace weft {

// A list for `member` of `size` different others below `members`, scores falling from 1.
inline ScoredList DrawList(uint32_t member, uint32_t members, size_t size, Random* random) {
  std::vector<uint32_t> others(members);
  std::iota(others.begin(), others.end(), 0u);
  others.erase(others.begin() + member);
  ScoredList list;
  list.member = member;
  double score = 1;
  for (size_t i = 0; i < size; ++i) {
    std::swap(others[i], others[i + random->Below(others.size() - i)]);
    list.candidates.push_back({others[i], score});
    score *= 0.8 + 0.2 * random->Uniform();
  }
  return list;
}

// Labels below `count`, or none for one in ten.
inline Clustering DrawClustering(uint32_t members, uint32_t count, Random* random) {
  Clustering clustering;
  clustering.count = count;
  for (uint32_t i = 0; i < members; ++i) {
    clustering.labels.push_back(random->Below(10) == 0 ? kNoCluster : static_cast<uint32_t>(random->Below(count)));
  }
  return clustering;
}

// Unit vectors and their cosines.
class DrawnVectors {
 public:
  DrawnVectors(uint32_t members, size_t dimension, Random* random) {
    for (uint32_t i = 0; i < members; ++i) {
      rows_.emplace_back();
      double square = 0;
      for (size_t j = 0; j < dimension; ++j) {
        rows_.back().push_back(random->Uniform() - 0.4);
        square += rows_.back().back() * rows_.back().back();
      }
      for (double& value : rows_.back()) value /= std::sqrt(square);
    }
  }
  double Cosine(uint32_t a, uint32_t b) const {
    return std::inner_product(rows_[a].begin(), rows_[a].end(), rows_[b].begin(), 0.0);
  }

 private:
  std::vector<std::vector<double>> rows_;
};

}  // namespace weft

#endif  // WEFT_TESTS_BENCH_EVAL_RERANKERS_DRAWN_LISTS_H_
