#ifndef WEFT_BENCH_EVAL_BASELINES_TOP_CANDIDATES_H_
#define WEFT_BENCH_EVAL_BASELINES_TOP_CANDIDATES_H_

#include <cstddef>
#include <cstdint>

#include "bench/eval/eval_network.h"
#include "bench/eval/scored_list.h"

namespace weft {

// The best `limit` candidates for a member. Candidates are all members but the member itself and those already tied to
// it; with direction those who point at it are tied, too. Scores of 0 or less say nothing and are left out, so a list
// may be shorter. Equal scores stand in an order drawn from seed, member and candidate: the order of the file favours
// nobody, and the same call gives the same list. O(n + limit log limit).
// REQUIRES: one score per member, none of them NaN.
ScoredList TopCandidates(const EvalNetwork& network, uint32_t member, const MemberScores& scores, size_t limit,
                         uint64_t seed);

// The list without its scores, cut to `length`.
RankedList WithoutScores(const ScoredList& list, size_t length);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_TOP_CANDIDATES_H_
