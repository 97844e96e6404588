#include <cassert>

#include "absl/container/flat_hash_set.h"
#include "weft/base/error.h"
#include "weft/index/candidate_source.h"

namespace weft {

absl::StatusOr<double> MeanRecall(const CandidateSource& source, const CandidateSource& exact,
                                  absl::Span<const Int8Row> queries, int limit) {
  assert(!queries.empty());
  double sum = 0;
  for (const Int8Row& query : queries) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<Candidate> owed, exact.Nearest(query, limit));
    WEFT_ASSIGN_OR_RETURN(const std::vector<Candidate> found, source.Nearest(query, limit));
    if (owed.empty()) {  // Nothing to miss.
      sum += 1;
      continue;
    }
    absl::flat_hash_set<uint32_t> ordinals;
    for (const Candidate& candidate : found) ordinals.insert(candidate.ordinal);
    size_t both = 0;
    for (const Candidate& candidate : owed) both += ordinals.count(candidate.ordinal);
    sum += static_cast<double>(both) / static_cast<double>(owed.size());
  }
  return sum / static_cast<double>(queries.size());
}

}  // namespace weft
