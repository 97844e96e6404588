#ifndef WEFT_BENCH_EVAL_MEASURE_TABLE_H_
#define WEFT_BENCH_EVAL_MEASURE_TABLE_H_

#include <string>
#include <vector>

#include "bench/eval/curve_comparison.h"
#include "bench/eval/method_measures.h"

namespace weft {

// The measures as text for people, one line a method: accuracy with its 95 % interval, then what it joins, then who is
// shown.
std::string MeasureTable(const std::vector<MethodMeasures>& methods);

// nDCG@10 by number of train ties, one line a method.
std::string DegreeTable(const std::vector<MethodMeasures>& methods);

// Whether Weft's curve lies above each other one: the mean difference of nDCG@10, and at how many of the points it is
// surely above or below.
std::string ComparisonTable(const std::vector<CurveComparison>& comparisons);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_MEASURE_TABLE_H_
