#ifndef WEFT_INTRODUCTIONS_GROUP_FORMING_H_
#define WEFT_INTRODUCTIONS_GROUP_FORMING_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/introductions/permitted_partners.h"
#include "weft/introductions/round_input.h"
#include "weft/introductions/round_plan.h"

namespace weft {

struct Grouping {
  std::vector<std::vector<uint32_t>> groups;  // Each ascending, of the size asked for; in order of the first member.
  std::vector<MemberPair> pairs;              // Those that no group could be made of.
};

// Makes groups of `size`, 3 or 4, of pairs: everybody in a group may meet everybody else in it. Of 4: a matching of
// pairs. Of 3: the pairs worth least, a third of all, part, and a matching lets their members join others; a pair of
// which either cannot join stays together, and others part in its place until all have been tried. Groups are near the
// best only; there is no exact way in reasonable time. Deterministic. REQUIRES: no member in two pairs.
absl::StatusOr<Grouping> FormGroups(const RoundProblem& problem, const RoundInput& input,
                                    const PermittedPartners& partners, std::vector<MemberPair> pairs, int size,
                                    int exact_members_max);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_GROUP_FORMING_H_
