#ifndef WEFT_BENCH_EVAL_RERANKERS_CEGC_GAIN_H_
#define WEFT_BENCH_EVAL_RERANKERS_CEGC_GAIN_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "weft/graph/clustering.h"
#include "weft/graph/tie_graph.h"

namespace weft {

// CEGC (weft/graph/cegc.h) while ties are added one by one, in constant time each: among the ascending counts a pair
// that rises from c to c + 1 is the last of those with c, so the sum of rank times count grows by the number of pairs
// with at most c, and of those numbers only the one of c changes. Exact: integers. Not thread-safe.
class CegcGain {
 public:
  // Counts the ties of `graph`. O(n + m). REQUIRES: one label per node.
  CegcGain(const TieGraphView& graph, const Clustering& clustering);

  // What one more tie between members of these clusters would add to Value(); 0 if they are the same or kNoCluster.
  double Gain(uint32_t label_a, uint32_t label_b) const;
  // The highest Gain there can be for any pair, which is that of one joined least.
  double GainMax() const;
  void Add(uint32_t label_a, uint32_t label_b);

  double Value() const { return ValueOf(ranked_sum_, total_); }

 private:
  uint64_t CountOf(uint32_t label_a, uint32_t label_b) const;
  double GainOfCount(uint64_t count) const;
  double ValueOf(__int128 ranked_sum, uint64_t total) const;

  uint64_t pairs_ = 0;
  uint64_t total_ = 0;                              // Ties between clusters.
  __int128 ranked_sum_ = 0;                         // Sum over pairs of (2 rank - pairs - 1) count.
  std::vector<uint64_t> at_most_;                   // By count c: pairs with at most c ties.
  absl::flat_hash_map<uint64_t, uint64_t> counts_;  // By pair; pairs without ties are absent.
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_RERANKERS_CEGC_GAIN_H_
