#ifndef WEFT_BENCH_EVAL_METHOD_LISTS_H_
#define WEFT_BENCH_EVAL_METHOD_LISTS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "bench/eval/eval_network.h"

namespace weft {

// Entries of a list that are measured: nDCG@10 and its kin.
constexpr size_t kListLength = 10;

// Why an entry stands in a list of Weft's. Other methods have none.
enum class ListKind { kStrongFit, kWeakTie };

// What sort of method: Weft at one weak-tie share, a score alone, or a base list put in another order.
enum class MethodFamily { kWeft, kBaseline, kReranker };

// What one method recommends.
struct MethodLists {
  std::string method;             // "weft_0.3", "adamic_adar"
  std::vector<RankedList> lists;  // By ordinal, at most kListLength each; empty for members who are not asked for.
  std::vector<std::vector<ListKind>> kinds;  // Parallel to `lists`; empty where the method knows no kinds.
  MethodFamily family = MethodFamily::kBaseline;
  absl::optional<double> dial;   // The weak-tie share, or how strongly a reranker works, where it has one.
  bool uses_popularity = false;  // Weighs a candidate's own ties: shown, but not what Weft has to beat.
};

// Methods that differ by their dial alone: what is drawn as one line.
struct MethodCurve {
  std::string name;             // "weft", "mmr"
  std::vector<size_t> methods;  // Places among all methods, in the order of the dial.
};

// Members with at least one test tie, ascending: those whose lists are asked for and measured.
inline std::vector<uint32_t> AskedMembers(const EvalNetwork& network) {
  std::vector<uint32_t> asked;
  for (uint32_t i = 0; i < network.test.size(); ++i) {
    if (!network.test[i].empty()) asked.push_back(i);
  }
  return asked;
}

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_METHOD_LISTS_H_
