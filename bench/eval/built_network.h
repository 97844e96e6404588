#ifndef WEFT_BENCH_EVAL_BUILT_NETWORK_H_
#define WEFT_BENCH_EVAL_BUILT_NETWORK_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "bench/eval/scratch_directory.h"
#include "indexer/parallel_embedder.h"
#include "indexer/progress.h"
#include "weft/embedding/caching_embedder.h"
#include "weft/embedding/embedder.h"
#include "weft/graph/tie_strength.h"
#include "weft/matching/match_weights.h"
#include "weft/snapshot/network_view.h"
#include "weft/store/embedding_cache.h"
#include "weft/v1/member.pb.h"

namespace weft {

struct BuiltNetworkOptions {
  std::string cache_directory;  // Keeps embeddings between runs; empty: none kept.
  int threads = 1;
  Progress progress;
  MatchWeights weights;  // Of the dry run.
};

// A network as the product would serve it: imported into a store of its own, built with the dry run, published, and
// opened as the server opens it. Everybody may be shown (policy UNSPOKEN_SHOW) unless the file says otherwise. The
// files lie in a scratch folder that goes with the object. Thread-safe once built.
class BuiltNetwork {
 public:
  // `members_path` as people bring it. `ties` by place in the ascending order of ids, each pair once; `ids` are the
  // members' ids in that order, and the view's ordinals afterwards. INVALID_ARGUMENT (BAD_EVAL_FILE) if the import
  // refuses a line; errors of store, build and snapshot. `embedder` must outlive the network.
  static absl::StatusOr<std::unique_ptr<BuiltNetwork>> Build(const std::string& members_path,
                                                             const std::vector<std::string>& ids,
                                                             const std::vector<RawTie>& ties, const Embedder& embedder,
                                                             const BuiltNetworkOptions& options);

  const NetworkView& view() const { return *view_; }
  // With the cache, as the server has it; large batches are spread over threads.
  const Embedder& embedder() const { return caching_; }
  const Manifest& manifest() const { return view_->snapshot().manifest(); }
  // When the members are asked: the snapshot's as_of (its build where no tie has a time), so that pauses end alike in
  // every run.
  absl::Time now() const;
  absl::Duration build_time() const { return build_time_; }

 private:
  BuiltNetwork(std::unique_ptr<ScratchDirectory> directory, std::unique_ptr<EmbeddingCache> cache,
               const Embedder& embedder, int threads);
  const std::unique_ptr<ScratchDirectory> directory_;
  const std::unique_ptr<EmbeddingCache> cache_;
  const ParallelEmbedder parallel_;
  const CachingEmbedder caching_;
  std::shared_ptr<const NetworkView> view_;
  absl::Duration build_time_;
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BUILT_NETWORK_H_
