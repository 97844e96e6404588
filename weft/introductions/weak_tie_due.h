#ifndef WEFT_INTRODUCTIONS_WEAK_TIE_DUE_H_
#define WEFT_INTRODUCTIONS_WEAK_TIE_DUE_H_

#include <algorithm>

#include "absl/types/span.h"
#include "weft/introductions/round_problem.h"

namespace weft {

// A member's weak-tie share is kept over so many of their last introductions.
constexpr int kShareWindow = 10;

// How much of a weak-tie introduction a member is due next: of the window that the next one completes, the share less
// what it already has. From 0.5 on, the next one should be a weak tie. Below 0 they have had more than their share,
// above 1 one more will not make up for it; what is owed either way counts in the share of the whole round. `last`
// holds the kinds of the member's introductions, the newest last; those older than the window are not looked at.
// Example: share 0.3. Nobody met yet: 0.3. Strong, strong: 0.9. Strong, strong, weak: 0.2. Nine strong: 3.
inline double WeakTieDue(double share, absl::Span<const PairKind> last) {
  if (last.size() > kShareWindow - 1) last.remove_prefix(last.size() - (kShareWindow - 1));
  const auto weak = std::count(last.begin(), last.end(), PairKind::kWeakTie);
  return share * static_cast<double>(last.size() + 1) - static_cast<double>(weak);
}

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_WEAK_TIE_DUE_H_
