#ifndef WEFT_BENCH_EVAL_LIST_FILE_H_
#define WEFT_BENCH_EVAL_LIST_FILE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "bench/eval/method_lists.h"

namespace weft {

// The lists as CSV: header `method,member,rank,candidate,kind`; methods in the order given, members by ordinal, ranks
// from 1; kind `strong_fit` or `weak_tie`, empty where the method has none. Ids need no quotes.
std::string ListsAsCsv(const EvalNetwork& network, const std::vector<MethodLists>& methods);

// Replaces `path` by them.
absl::Status WriteLists(const std::string& path, const EvalNetwork& network, const std::vector<MethodLists>& methods);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_LIST_FILE_H_
