#ifndef WEFT_BENCH_EVAL_NEEDS_EVALUATION_H_
#define WEFT_BENCH_EVAL_NEEDS_EVALUATION_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "indexer/progress.h"
#include "weft/embedding/embedder.h"
#include "weft/snapshot/manifest.h"

namespace weft {

struct NeedsOptions {
  std::string retrieval;  // Lines of `C` or `Q`, gold id, text; see bench/retrieval.h.
  std::string json;       // To write; empty: none.
  std::string cache;      // Folder that keeps embeddings between runs; empty: none.
  int threads = 0;        // 0: one a core.
};

// How well needs find the offers that meet them.
struct NeedsResult {
  NeedsOptions options;
  Manifest manifest;
  int64_t candidates = 0;
  int64_t queries = 0;
  int64_t not_found = 0;            // Needs whose offer the search did not reach at all.
  double mean_reciprocal_rank = 0;  // Of the right offer; of equal scores half stand before it, 0 where not found.
  double hit_at_1 = 0;              // Share of needs whose right offer is shown first,
  double need_coverage_at_10 = 0;   // and among the first ten.
  absl::Duration time;
};

// Each candidate becomes a member with that one offer, in a network built and opened as the product does; each query
// is asked of the production search. Deterministic. Errors of ReadRetrieval; INVALID_ARGUMENT (BAD_EVAL_FILE) for a
// text that no offer can be. `embedder` must outlive the call.
absl::StatusOr<NeedsResult> EvaluateNeeds(const NeedsOptions& options, const Embedder& embedder,
                                          const Progress& progress);

std::string ToJson(const NeedsResult& result);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_NEEDS_EVALUATION_H_
