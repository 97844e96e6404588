#ifndef WEFT_SERVICE_ROUND_ACCESS_H_
#define WEFT_SERVICE_ROUND_ACCESS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/introduction_access.h"
#include "weft/base/child_name.h"
#include "weft/store/store.h"
#include "weft/v1/round_service.pb.h"

// Reading rounds for a reader: the operator sees all, a member the rounds of their circles. To a member who asks for
// another there is no telling whether it exists.
namespace weft {

// Which rounds a reader may see and look after.
class RoundSight {
 public:
  // MEMBER_NOT_FOUND if the reader does not exist.
  static absl::StatusOr<RoundSight> Of(const Reader& reader, const std::string& network, const Store& store);
  bool SeesAll() const { return all_; }
  bool Sees(const v1::Round::Scope& scope) const;

 private:
  bool all_ = true;
  std::vector<std::string> circles_;
};

// PERMISSION_DENIED (NOT_IN_CIRCLE), whether it exists or not.
absl::Status NotInCircle(const Reader& reader);

// ROUND_NOT_FOUND; NOT_IN_CIRCLE for a member.
absl::StatusOr<StoredRound> FindRoundFor(const Reader& reader, const ChildName& name, const Store& store);

// One page of a list.
struct RoundPage {
  std::vector<v1::Round> rounds;
  int64_t next_before = 0;  // Number to go on from; 0: the end.
};
absl::StatusOr<RoundPage> ListRoundsFor(const Reader& reader, const std::string& network, const RoundFilter& filter,
                                        int64_t before, int size, const Store& store);

// Where a list of unserved members goes on: after this member. Zero: from the start.
struct UnservedPlaceAfter {
  int64_t rounds_waited = 0;
  int64_t member_key = 0;
};
struct UnservedPage {
  std::vector<StoredUnserved> members;
  UnservedPlaceAfter next;
  bool more = false;
};
// Who needs a hand, of one round if `round_id` is not empty. The caller has checked that the reader may see the round.
absl::StatusOr<UnservedPage> ListNeedingAHandFor(const Reader& reader, const std::string& network,
                                                 const std::string& round_id, UnservedPlaceAfter after, int size,
                                                 const Store& store);

// With display names filled in, as clients get them.
v1::RoundEntry ShownEntry(const StoredRoundEntry& stored, const Lookups& lookups);
v1::NeedsAHand ShownHand(const StoredUnserved& stored, const Lookups& lookups);

}  // namespace weft

#endif  // WEFT_SERVICE_ROUND_ACCESS_H_
