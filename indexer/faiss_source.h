#ifndef WEFT_INDEXER_FAISS_SOURCE_H_
#define WEFT_INDEXER_FAISS_SOURCE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "weft/index/candidate_source.h"
#include "weft/snapshot/snapshot.h"

namespace weft {

// How Faiss proposes. The names stand in manifests.
enum class FaissKind {
  kHnsw,  // "hnsw": a graph. Quickest to search large networks, slow to build.
  kIvf,   // "ivf": inverted lists. Quicker to build than a graph; finds little where rows form no clusters.
};
absl::string_view FaissKindName(FaissKind kind);

struct FaissOptions {
  FaissKind kind = FaissKind::kHnsw;
  // Rows are rotated to their principal axes and cut to so many dimensions before Faiss sees them; proposals are
  // reranked in full, so that this costs recall only. At most the rows' dimension.
  int projected_dimension = 256;
  // Proposals reranked for each candidate asked for. Raise for recall.
  int proposals = 4;
  // HNSW: nodes kept while walking. IVF: lists looked into. Raise for recall.
  int effort = 64;
  int threads = 1;  // For building only; a search has one.
};

// Finds members near a query with Faiss: it proposes, the exact int8 dot products decide. So similarities are the same
// as ExactSource's, and only a proposal that Faiss missed can be missing. The one class that knows Faiss.
class FaissSource : public CandidateSource {
 public:
  // Trains on the rows and adds them; deterministic for rows and options with one thread. `rows` and `ordinals` (one a
  // row, ascending) must outlive the source. REQUIRES: rows not empty. FAILED_PRECONDITION (CPU_TOO_OLD) see CheckCpu.
  static absl::StatusOr<std::unique_ptr<FaissSource>> Build(Int8RowsView rows, absl::Span<const uint32_t> ordinals,
                                                            const FaissOptions& options);
  // Reads what Save wrote for the same rows. The file must have been verified before: Faiss crashes on damaged ones.
  static absl::StatusOr<std::unique_ptr<FaissSource>> Load(const std::string& path, Int8RowsView rows,
                                                           absl::Span<const uint32_t> ordinals);
  ~FaissSource() override;

  absl::Status Save(const std::string& path) const;
  // Trades speed for recall: see FaissOptions. Not beside searches.
  void SetSearch(int proposals, int effort);

  absl::StatusOr<std::vector<Candidate>> Nearest(Int8Row query, int limit) const override;
  size_t size() const override { return rows_.size(); }

  // OK, or FAILED_PRECONDITION (CPU_TOO_OLD): this program's Faiss was built for AVX2, which the CPU lacks.
  static absl::Status CheckCpu();

 private:
  class Impl;
  FaissSource(Int8RowsView rows, absl::Span<const uint32_t> ordinals, std::unique_ptr<Impl> impl);
  const Int8RowsView rows_;
  const absl::Span<const uint32_t> ordinals_;
  const std::unique_ptr<Impl> impl_;
};

// Loads Faiss sources for Snapshot::Open. SNAPSHOT_FOREIGN for index types of another Weft.
Snapshot::SourceLoader FaissSourceLoader();

}  // namespace weft

#endif  // WEFT_INDEXER_FAISS_SOURCE_H_
