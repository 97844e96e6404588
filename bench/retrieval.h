#ifndef WEFT_BENCH_RETRIEVAL_H_
#define WEFT_BENCH_RETRIEVAL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace weft {

// Texts that are looked for, and the right answer to each.
struct Retrieval {
  std::vector<std::string> candidates;
  std::vector<std::string> queries;
  std::vector<int> gold;  // Of each query, a place among the candidates.
};

// Reads lines of `C` (candidate) or `Q` (query), gold id and text, between tabs, in any order. INVALID_FIELD naming
// file and line: another count of fields, another letter, an id that two candidates have or that a query has alone;
// or if there is no query.
absl::StatusOr<Retrieval> ReadRetrieval(const std::string& path);

}  // namespace weft

#endif  // WEFT_BENCH_RETRIEVAL_H_
