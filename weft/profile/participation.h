#ifndef WEFT_PROFILE_PARTICIPATION_H_
#define WEFT_PROFILE_PARTICIPATION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "weft/v1/member.pb.h"
#include "weft/v1/network.pb.h"

// The member's word: who may change what a member has said about being found and introduced, and what it means.
namespace weft {

// Names of the fields of Participation that hold the member's word: all but spoken_fields, in the proto's order.
std::vector<std::string> ParticipationFields();

// Those of them that are set in `participation` (lists: not empty): what an import row or a create request states.
std::vector<std::string> StatedFields(const v1::Participation& participation);

struct ParticipationMerge {
  v1::Participation merged;
  // What was asked to be changed and stays, because the member has set it. In the proto's order.
  std::vector<std::string> kept_fields;
};

// Changes the fields of `current` named in `changed_fields` to what they are in `requested` (unset there: unset).
// If the change speaks for the member, each is done and from now on counts as spoken, even if it is unset or the value
// stays the same. Otherwise a field the member has spoken on stays, and is named in kept_fields if the request would
// have changed it. `requested.spoken_fields` is never looked at. Member speaks "rhythm: monthly", then a weaver
// changes rhythm to weekly and weak_tie_share to 0.5: merged has monthly and 0.5, kept_fields is {"rhythm"}.
// INVALID_FIELD names a field that is not among ParticipationFields().
absl::StatusOr<ParticipationMerge> MergeParticipation(const v1::Participation& current,
                                                      const v1::Participation& requested,
                                                      absl::Span<const std::string> changed_fields,
                                                      bool speaks_for_member);

// Who sees a member, or may be introduced to them.
enum class Visibility {
  kShown,        // Everybody.
  kWeaversOnly,  // Weavers, until the member has been asked.
  kHidden,       // Nobody.
};

// What the member's word on being found or introduced means under the network's policy. The member's word wins;
// values of a later Weft are read as "no".
Visibility MeaningOf(v1::Participation::Word word, v1::Policy::Unspoken unspoken);

}  // namespace weft

#endif  // WEFT_PROFILE_PARTICIPATION_H_
