#ifndef WEFT_BENCH_EVAL_EVAL_NETWORK_H_
#define WEFT_BENCH_EVAL_EVAL_NETWORK_H_

#include <cstdint>
#include <vector>

#include "weft/graph/tie_graph.h"
#include "weft/v1/member.pb.h"

namespace weft {

// A network as it was, and what came of it: what weft-eval measures with. Members are in ascending order of id, their
// place is their ordinal, in snapshots too.
struct EvalNetwork {
  bool directed = false;
  std::vector<v1::Member> members;
  // Train ties without direction, strengths derived as in the product. A pair tied both ways is one tie.
  TieGraph train;
  // Train ties as given, ascending, each once: `out[i]` those whom i points at, `in[i]` those who point at i. Without
  // direction the two are the same.
  std::vector<std::vector<uint32_t>> out;
  std::vector<std::vector<uint32_t>> in;
  // Weights of `out`, in its order.
  std::vector<std::vector<double>> out_weights;
  // Held-back ties: `test[i]` those whom i is tied to later and was not before, ascending.
  std::vector<std::vector<uint32_t>> test;
};

// One method's list for one member, best first.
using RankedList = std::vector<uint32_t>;

// Scores of every member as a recommendation for one of them, by ordinal; whoever has no word from the method has 0.
using MemberScores = std::vector<double>;

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_EVAL_NETWORK_H_
