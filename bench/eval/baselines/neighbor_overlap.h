#ifndef WEFT_BENCH_EVAL_BASELINES_NEIGHBOR_OVERLAP_H_
#define WEFT_BENCH_EVAL_BASELINES_NEIGHBOR_OVERLAP_H_

#include <cstdint>

#include "bench/eval/eval_network.h"

namespace weft {

// Three scores that add up the go-betweens w of a member u and a candidate v. Degrees are those of the train ties
// without direction.
//
// With direction, w is tied to u either way and points at v: what RELISON's published settings for Twitter take (uSel
// UND, vSel IN, wSel UND), where Adamic-Adar has nDCG@10 .106 with equal scores by ordinal (see TopCandidates). Of the
// nine ways to choose it is the best by far: w tied to v either way .067, w whom v points at .031, w whom u points at
// .095, w who points at u .077, all else the same (2,000 members, where this one has .103).
//
// O(n + sum over u's neighbors of their out-degrees) each. Const calls may run concurrently.

// How many they are. Newman, "Clustering and preferential attachment in growing networks", 2001.
MemberScores CommonNeighbors(const EvalNetwork& network, uint32_t member);

// Sum of 1 / ln(1 + max(2, degree)): a go-between who knows few says more. Adamic & Adar, "Friends and neighbors on the
// web", 2003; the 1 and the 2 keep the logarithm of members with one tie away from 0.
MemberScores AdamicAdar(const EvalNetwork& network, uint32_t member);

// Sum of 1 / degree: what reaches v if u hands out one unit, and every go-between hands its part on in equal shares.
// Zhou, Lü & Zhang, "Predicting missing links via local information", 2009.
MemberScores ResourceAllocation(const EvalNetwork& network, uint32_t member);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_NEIGHBOR_OVERLAP_H_
