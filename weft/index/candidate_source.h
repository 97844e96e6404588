#ifndef WEFT_INDEX_CANDIDATE_SOURCE_H_
#define WEFT_INDEX_CANDIDATE_SOURCE_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "weft/index/int8_rows.h"

namespace weft {

struct Candidate {
  uint32_t ordinal = 0;  // Of the member in its snapshot.
  float similarity = 0;  // Dot product of the int8 rows, whatever proposed the candidate.
};

// Nearest first; equals by ordinal.
inline bool Nearer(const Candidate& a, const Candidate& b) {
  return a.similarity != b.similarity ? a.similarity > b.similarity : a.ordinal < b.ordinal;
}

// Finds the members whose row of one facet is nearest to a query. Const calls may run concurrently.
class CandidateSource {
 public:
  virtual ~CandidateSource() = default;
  // At most `limit` candidates, nearest first; fewer only if there are fewer rows.
  // REQUIRES: the query has the rows' dimension, limit > 0.
  virtual absl::StatusOr<std::vector<Candidate>> Nearest(Int8Row query, int limit) const = 0;
  // Rows searched.
  virtual size_t size() const = 0;
};

// Looks at every row: the reference for all others, and the source for small networks. O(rows * dimension).
class ExactSource : public CandidateSource {
 public:
  // `rows` and `ordinals` (one a row, ascending) must outlive the source.
  ExactSource(Int8RowsView rows, absl::Span<const uint32_t> ordinals) : rows_(rows), ordinals_(ordinals) {}
  absl::StatusOr<std::vector<Candidate>> Nearest(Int8Row query, int limit) const override;
  size_t size() const override { return rows_.size(); }

 private:
  const Int8RowsView rows_;
  const absl::Span<const uint32_t> ordinals_;
};

// Mean over queries of |found in both| / |exact|, at `limit`. REQUIRES: queries not empty.
absl::StatusOr<double> MeanRecall(const CandidateSource& source, const CandidateSource& exact,
                                  absl::Span<const Int8Row> queries, int limit);

}  // namespace weft

#endif  // WEFT_INDEX_CANDIDATE_SOURCE_H_
