#ifndef WEFT_BENCH_EVAL_BASELINES_GRAPH_BM25_H_
#define WEFT_BENCH_EVAL_BASELINES_GRAPH_BM25_H_

#include <cstdint>
#include <vector>

#include "bench/eval/eval_network.h"

namespace weft {

// RELISON's settings for the Twitter network it gives as an example.
struct GraphBm25Options {
  double b = 0.1;  // 0..1: how much a long document is held against it.
  double k = 0.1;  // Above 0: how soon a heavier tie stops counting for more.
};

// Text search over neighborhoods: a candidate v is a document whose words are those tied to it, as often as the weight
// of the tie says; the member's neighbors are the query.
//   sum over w tied to u, w -> v with weight x, of  (k + 1) x rsj(w) / (k (1 - b + b l(v) / mean l) + x)
//   rsj(w) = ln((n - d(w) + 0.5) / (d(w) + 0.5)),  d(w) = in how many documents w is, l(v) the length of the document
// BM25 of Spärck Jones, Walker & Robertson 2000, as Sanz-Cruzado, Castells, Macdonald & Ounis took it to contacts
// ("Effective contact recommendation in social networks by adaptation of information retrieval models", Information
// Processing & Management 2020). rsj is below 0 for a member whom more than half know, as in the source.
//
// With direction, as RELISON's settings have it: the query is tied to u either way (uSel UND), the words of v are those
// who point at it (vSel IN), and its length is the weight of those it points at (dlSel OUT). With the incoming weight
// as length nDCG@10 on that network is .092 and not .101, without direction .052 (2,000 members; b 0.1, k 1).
//
// Immutable once built; concurrent calls are safe.
class GraphBm25 {
 public:
  // `network` must outlive it. O(n + m).
  explicit GraphBm25(const EvalNetwork& network, const GraphBm25Options& options = {});

  // O(n + sum over the member's neighbors of their out-degrees).
  MemberScores Scores(uint32_t member) const;

 private:
  const EvalNetwork& network_;
  const GraphBm25Options options_;
  std::vector<double> rarity_;          // rsj, by w.
  std::vector<double> length_penalty_;  // k (1 - b + b l / mean l), by v.
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_GRAPH_BM25_H_
