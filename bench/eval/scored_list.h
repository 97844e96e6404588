#ifndef WEFT_BENCH_EVAL_SCORED_LIST_H_
#define WEFT_BENCH_EVAL_SCORED_LIST_H_

#include <cstdint>
#include <vector>

namespace weft {

struct ScoredMember {
  uint32_t member = 0;  // Ordinal.
  double score = 0;     // Above 0; means something within one list only.
};

// The best candidates of one member by one method, best first: what rerankers choose from.
struct ScoredList {
  uint32_t member = 0;  // For whom; ordinal.
  std::vector<ScoredMember> candidates;
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_SCORED_LIST_H_
