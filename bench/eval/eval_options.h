#ifndef WEFT_BENCH_EVAL_EVAL_OPTIONS_H_
#define WEFT_BENCH_EVAL_EVAL_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/eval/network_reader.h"
#include "bench/eval/weft_lists.h"

namespace weft {

// What one evaluation is asked for.
struct EvalOptions {
  NetworkFiles files;
  std::string lists;       // CSV to write; empty: none.
  std::string json;        // JSON to write; empty: none.
  std::string html;        // Page to write; empty: none.
  std::string picture;     // SVG of the balance to write; empty: none.
  std::string tune;        // Ties of another period to fit weights on; empty: none.
  int folds = 0;           // Above 1: also lists with weights fitted on the other folds' test ties.
  std::string cache;       // Folder that keeps embeddings between runs; empty: none.
  bool weft_only = false;  // Leaves the other methods out.
  std::vector<double> shares = AllShares();
  size_t resamples = 1000;
  uint64_t seed = 1;  // Of the resamples.
  int threads = 0;    // 0: one a core.
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_EVAL_OPTIONS_H_
