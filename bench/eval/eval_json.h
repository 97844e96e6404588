#ifndef WEFT_BENCH_EVAL_EVAL_JSON_H_
#define WEFT_BENCH_EVAL_EVAL_JSON_H_

#include <string>

#include "bench/eval/evaluation.h"

namespace weft {

// Everything but the lists, as one indented document:
//   parameters, counts, snapshot, notes, seconds
//   methods[]      method, family, dial, uses_popularity, entries, weak_tie_entries, short_lists, measures{name:
//   {value, low, high}},
//                  by_degree[]: train_ties, members, measures of accuracy
//   curves[]       curve, methods[]: what is drawn as one line, by dial
//   differences[]  method, against, measures, ndcg_at_10_by_degree{train ties: …}: paired
//   comparisons[]  curve, against, over, points[]: at, value, other, difference; mean_difference; never_below,
//                  always_above
std::string ToJson(const EvalResult& result);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_EVAL_JSON_H_
