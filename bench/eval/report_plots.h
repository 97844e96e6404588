#ifndef WEFT_BENCH_EVAL_REPORT_PLOTS_H_
#define WEFT_BENCH_EVAL_REPORT_PLOTS_H_

#include <cstddef>

#include "absl/types/optional.h"
#include "bench/eval/evaluation.h"
#include "bench/eval/plots/svg_plot.h"

namespace weft {

// The plots of an evaluation. Each works for whatever was measured: without others, without ties, without anything.
// Methods that use popularity are hollow in all of them.

// nDCG@10 against what is bought with it, CEGC or a crossing share: Weft's curve with the dial written at some of its
// points, a curve for each reranker, a labelled point for each baseline. Whiskers and the band are 95 % intervals.
Plot ParetoPlot(const EvalResult& result, Measure over);

// One measure of who is shown (exposure Gini, coverage, reach), a row for each method but the rerankers.
Plot ExposurePlot(const EvalResult& result, Measure measure);

// nDCG@10 by number of train ties, newcomers apart: Weft at its first and at the default dial, and the best baselines.
Plot DegreePlot(const EvalResult& result);

// By how much Weft's curve lies above each other one, over `over`: the mean difference with its interval.
Plot ComparisonPlot(const EvalResult& result, Measure over);

// The balance for people who run a network, not for those who measure one: how many later ties the lists held, against
// how many recommendations lead into another cluster, as the dial turns, with the best baseline beside it.
Plot BalancePlot(const EvalResult& result);

// The baseline with the highest nDCG@10 among those that use popularity, or among those that do not. None if there is
// no such baseline.
absl::optional<size_t> BestBaseline(const EvalResult& result, bool uses_popularity);

// The place of a method by its name, `weft_0.3`.
absl::optional<size_t> PlaceOfMethod(const EvalResult& result, const std::string& method);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_REPORT_PLOTS_H_
