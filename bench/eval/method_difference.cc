#include "bench/eval/method_difference.h"

#include "bench/eval/weft_lists.h"

namespace weft {

MethodDifference DifferenceOf(const MethodMeasures& method, const MethodMeasures& against) {
  MethodDifference out;
  out.method = method.method;
  out.against = against.method;
  for (size_t k = 0; k < kMeasureCount; ++k) out.measures[k] = Difference(method.measures[k], against.measures[k]);
  for (size_t g = 0; g < kDegreeGroupCount; ++g) {
    out.ndcg_by_degree[g] = Difference(method.by_degree[g].ndcg, against.by_degree[g].ndcg);
  }
  return out;
}

std::vector<MethodDifference> TellingDifferences(const std::vector<MethodLists>& lists,
                                                 const std::vector<MethodMeasures>& methods) {
  const auto find = [&methods](const std::string& name) -> const MethodMeasures* {
    for (const MethodMeasures& method : methods) {
      if (method.method == name) return &method;
    }
    return nullptr;
  };
  const MethodMeasures* const fits = find(WeftMethod(0));
  const MethodMeasures* const mixed = find(WeftMethod(kDefaultShare));
  std::vector<MethodDifference> out;
  if (fits != nullptr && mixed != nullptr) out.push_back(DifferenceOf(*mixed, *fits));
  for (const MethodMeasures* weft : {fits, mixed}) {
    if (weft == nullptr) continue;
    for (size_t m = 0; m < methods.size(); ++m) {
      if (lists[m].family == MethodFamily::kBaseline) out.push_back(DifferenceOf(*weft, methods[m]));
    }
  }
  return out;
}

}  // namespace weft
