#ifndef WEFT_GRAPH_GINI_H_
#define WEFT_GRAPH_GINI_H_

#include <cstdint>

#include "absl/types/span.h"

namespace weft {

// How unevenly a whole is spread over its holders: 0 all have the same, 1 one has all.
//   sum over i of (2i - n - 1) p_i / (n - 1),  p the ascending shares of the n holders
// Holders left out of `amounts`, up to `holders`, have nothing. 0 if there is nothing to have, or one holder.
// The unit of the amounts means nothing. Example: (1, 1, 4) of 3 give 0.5. O(k + max) for k small amounts up to max,
// else O(k log k). REQUIRES: amounts.size() <= holders.
double Gini(absl::Span<const uint64_t> amounts, uint64_t holders);

}  // namespace weft

#endif  // WEFT_GRAPH_GINI_H_
