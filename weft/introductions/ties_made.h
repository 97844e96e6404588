#ifndef WEFT_INTRODUCTIONS_TIES_MADE_H_
#define WEFT_INTRODUCTIONS_TIES_MADE_H_

#include <vector>

#include "absl/time/time.h"
#include "weft/introductions/life_cycle.h"
#include "weft/v1/tie.pb.h"

namespace weft {

// The ties that a step has made: of all who remain, when one says that they met; of a side and the others, when it
// declines because they know each other. `kind` says which; weight and strength are left to the store's present tie.
std::vector<v1::Tie> TiesMadeBy(const LifeStep& step, absl::Time now);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_TIES_MADE_H_
