#ifndef WEFT_BENCH_RANKING_H_
#define WEFT_BENCH_RANKING_H_

#include "absl/types/span.h"

namespace weft {

// Spearman's rank correlation, equal values sharing their mean rank. REQUIRES: a.size() == b.size() >= 2.
double Spearman(absl::Span<const double> a, absl::Span<const double> b);

// 1 / rank of scores[gold] among scores, the highest first; of equal ones half stand before it.
double ReciprocalRank(absl::Span<const double> scores, int gold);

}  // namespace weft

#endif  // WEFT_BENCH_RANKING_H_
