#ifndef WEFT_BENCH_TAB_FILE_H_
#define WEFT_BENCH_TAB_FILE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace weft {

// A line of a file of fields between tabs.
struct TabRow {
  int line = 0;  // From 1.
  std::vector<std::string> fields;
};

// Every line that isn't empty. INVALID_FIELD naming file and line if one has another count of fields; NOT_FOUND.
absl::StatusOr<std::vector<TabRow>> ReadTabFile(const std::string& path, size_t columns);

}  // namespace weft

#endif  // WEFT_BENCH_TAB_FILE_H_
