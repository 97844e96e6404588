#ifndef WEFT_BENCH_EVAL_BASELINES_TOP_CANDIDATES_H_
#define WEFT_BENCH_EVAL_BASELINES_TOP_CANDIDATES_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/optional.h"
#include "bench/eval/eval_network.h"
#include "bench/eval/scored_list.h"

namespace weft {

// The best `limit` candidates for a member. Candidates are all members but the member itself and those already tied to
// it; with direction those who point at it are tied, too. Scores of 0 or less say nothing and are left out, so a list
// may be shorter. The same call gives the same list. O(n + limit log limit).
//
// Equal scores stand in an order drawn from seed, member and candidate; without a seed by ordinal. Draw: the order of a
// file is seldom innocent. In RELISON's Twitter network ids fall with popularity (Spearman of id and in-degree -.67),
// and by ordinal Adamic-Adar reaches nDCG@10 .106, as published for it, of which .006 are popularity: drawn it is .100.
// On debian-2021 ids mean nothing; circles, which often leave candidates equal, have .076 on average and .069 by
// ordinal.
//
// REQUIRES: one score per member, none of them NaN.
ScoredList TopCandidates(const EvalNetwork& network, uint32_t member, const MemberScores& scores, size_t limit,
                         absl::optional<uint64_t> seed);

// The list without its scores, cut to `length`.
RankedList WithoutScores(const ScoredList& list, size_t length);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_TOP_CANDIDATES_H_
