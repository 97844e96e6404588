#ifndef WEFT_BENCH_EVAL_TOP_LIST_H_
#define WEFT_BENCH_EVAL_TOP_LIST_H_

#include <cstddef>
#include <cstdint>

#include "bench/eval/eval_network.h"

namespace weft {

// Whether `other` may be recommended to `member` in an evaluation: anybody but the member and those tied to it, in
// either direction. O(log degree).
bool MayBeRecommended(const EvalNetwork& network, uint32_t member, uint32_t other);

// The list that scores make: at most `count` of those who may be recommended and score above 0, best first. Equal
// scores stand in an order that is fixed, differs from member to member and has nothing to do with ids, so that no
// method gains from how a file is sorted. O(members log count). REQUIRES: one score a member, none NaN.
RankedList TopOfScores(const EvalNetwork& network, uint32_t member, const MemberScores& scores, size_t count);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_TOP_LIST_H_
