#ifndef WEFT_TESTS_BENCH_EVAL_MADE_RESULT_H_
#define WEFT_TESTS_BENCH_EVAL_MADE_RESULT_H_

#include <string>

#include "bench/eval/evaluation.h"
#include "tests/bench/eval/made_network.h"

namespace weft {

// What an evaluation finds where there is nothing.
inline EvalResult EmptyResult() {
  return EvalResult{EvalOptions(), ReadNetwork{MakeEvalNetwork(0, {}), {}, NetworkCounts(), {}}};
}

// What an evaluation could have found, made up: Weft at three places of its dial, a baseline, one that uses popularity
// and a reranker with two places. Names have characters that pages must escape.
inline EvalResult MadeResult() {
  EvalResult result = EmptyResult();
  result.options.files = {"some/folder/<members>.jsonl", "train.csv", "test.csv"};
  result.read.counts.members = 1234;
  result.read.counts.asked = 77;
  const auto add = [&result](const std::string& name, MethodFamily family, double at) {
    MethodLists lists;
    lists.method = name;
    lists.family = family;
    result.lists.push_back(lists);
    MethodMeasures measures;
    measures.method = name;
    for (size_t k = 0; k < kMeasureCount; ++k) {
      measures.measures[k] = MakeEstimate(at + 0.01 * static_cast<double>(k), {at - 0.1, at + 0.1});
    }
    for (size_t g = 1; g < kDegreeGroupCount; ++g) {
      measures.by_degree[g].members = static_cast<int64_t>(10 * g);
      measures.by_degree[g].ndcg = MakeEstimate(at, {at});
    }
    result.methods.push_back(measures);
  };
  add("weft_0", MethodFamily::kWeft, 0.5);
  add("weft_0.3", MethodFamily::kWeft, 0.45);
  add("weft_1", MethodFamily::kWeft, 0.2);
  add("mix<&>", MethodFamily::kBaseline, 0.4);
  add("popular", MethodFamily::kBaseline, 0.42);
  add("mix_mmr_0.1", MethodFamily::kReranker, 0.35);
  add("mix_mmr_0.5", MethodFamily::kReranker, 0.3);
  const double dials[] = {0, 0.3, 1};
  for (size_t i = 0; i < 3; ++i) result.lists[i].dial = dials[i];
  result.lists[4].uses_popularity = true;
  result.curves = {{"weft", {0, 1, 2}}, {"mmr", {3, 5, 6}}};
  result.differences = TellingDifferences(result.lists, result.methods);
  for (Measure over : {Measure::kCegc, Measure::kStrictCrossing}) {
    const auto comparison = CompareCurves(result.methods, result.curves[0], result.curves[1], over);
    if (comparison.has_value()) result.comparisons.push_back(*comparison);
  }
  result.notes = {"a <note> & more"};
  return result;
}

}  // namespace weft

#endif  // WEFT_TESTS_BENCH_EVAL_MADE_RESULT_H_
