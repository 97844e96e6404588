#ifndef WEFT_BENCH_EVAL_METHOD_DIFFERENCE_H_
#define WEFT_BENCH_EVAL_METHOD_DIFFERENCE_H_

#include <array>
#include <string>
#include <vector>

#include "bench/eval/method_lists.h"
#include "bench/eval/method_measures.h"

namespace weft {

// How much more (or less) of each measure one method has than another, paired over members.
struct MethodDifference {
  std::string method;
  std::string against;
  std::array<Estimate, kMeasureCount> measures;
  std::array<Estimate, kDegreeGroupCount> ndcg_by_degree;  // Newcomers first; see kDegreeGroups.

  const Estimate& operator[](Measure measure) const { return measures[static_cast<size_t>(measure)]; }
};

MethodDifference DifferenceOf(const MethodMeasures& method, const MethodMeasures& against);

// The differences that are read: Weft at its default share against Weft at 0, and both against every baseline. `lists`
// say which method is what, in the order of `methods`; what is missing is left out.
std::vector<MethodDifference> TellingDifferences(const std::vector<MethodLists>& lists,
                                                 const std::vector<MethodMeasures>& methods);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_METHOD_DIFFERENCE_H_
