#ifndef WEFT_BENCH_EVAL_REPORT_TABLES_H_
#define WEFT_BENCH_EVAL_REPORT_TABLES_H_

#include <string>
#include <vector>

#include "bench/eval/evaluation.h"

namespace weft {

// The tables of a page, as HTML: each with a caption, header cells with their scope, and in a frame that scrolls
// sideways where the page is narrow. All texts are escaped; what is not finite is a dash.

// What was measured: counts, dates, parameters.
std::string SetupTableHtml(const EvalResult& result);

// All measures, one row for each method of the family or families, with 95 % intervals.
std::string MeasureTableHtml(const EvalResult& result, bool rerankers);

// nDCG@10 by number of train ties, rerankers left out.
std::string DegreeTableHtml(const EvalResult& result);

// Weft's curve against each other one.
std::string ComparisonTableHtml(const EvalResult& result);

// A figure with as many decimals, or a dash if it is not finite.
std::string Figure(double value, int decimals);
// The same with its sign.
std::string SignedFigure(double value, int decimals);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_REPORT_TABLES_H_
