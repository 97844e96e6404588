#ifndef WEFT_INTRODUCTIONS_DIGEST_H_
#define WEFT_INTRODUCTIONS_DIGEST_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "weft/snapshot/network_view.h"
#include "weft/store/stored_introduction.h"
#include "weft/v1/digest.pb.h"
#include "weft/v1/round.pb.h"

// The week of a network, for its members: nothing that they could not find by asking, no figure about fewer than five
// people, nobody by name who has not agreed to be found.
namespace weft {

// No figure about fewer people.
constexpr int kCountedMin = 5;

// What is the same for all readers.
struct NetworkNews {
  absl::Time start;
  absl::Time end;
  absl::optional<v1::Digest::LastRound> last_round;
  std::vector<std::string> new_members;  // Ids of those who came in this time.
  std::vector<std::string> lessons;      // The newest first.
  absl::optional<absl::Time> next_round;
};

// A round that was opened, from its introductions. None if it served fewer than kCountedMin.
absl::optional<v1::Digest::LastRound> RoundInNumbers(const v1::Round& round,
                                                     absl::Span<const StoredIntroduction> introductions,
                                                     const NetworkView& view);

// Lessons that their authors share and have recorded at or after `since`, the newest first, each once, at most
// `count_max`.
constexpr size_t kLessonsInNewsMax = 5;
std::vector<std::string> LessonsShared(absl::Span<const StoredIntroduction> introductions, absl::Time since,
                                       size_t count_max = kLessonsInNewsMax);

// The week as one member reads it: new members nearest to what they care about, look for and can give; what others look
// for and they might offer. Looks at up to 2,000 new members: O(new members + 100 phrases). A reader the view does not
// know gets what is the same for all.
v1::Digest DigestFor(absl::string_view member_id, const NetworkNews& news, const NetworkView& view);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_DIGEST_H_
