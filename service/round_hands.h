#ifndef WEFT_SERVICE_ROUND_HANDS_H_
#define WEFT_SERVICE_ROUND_HANDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "weft/introductions/round_plan.h"
#include "weft/snapshot/network_view.h"
#include "weft/store/store.h"

namespace weft {

// Says of members whom a plan does not serve what is missing and what would help, in sentences for weavers. Not
// thread-safe: one a plan.
class HandWriter {
 public:
  // `scope`: ordinals, ascending. All must outlive the writer.
  HandWriter(const NetworkView* view, const std::vector<uint32_t>* scope, const Store* store)
      : view_(*view), scope_(*scope), store_(*store) {}

  // How a member can be written to.
  enum class Reach { kReached, kCameBack, kNoDetail };
  Reach ReachOf(uint32_t ordinal) const;

  // What is missing for a member of the plan. `odd_one`: all others are served, and their number is even.
  StoredUnserved Write(uint32_t ordinal, const UnservedMember& unserved, bool odd_one);
  // Members left over because a weaver took their entry out, or because it could not be opened.
  StoredUnserved LeftByWeaver(uint32_t ordinal, int rounds_waited) const;
  StoredUnserved LeftByOthers(uint32_t ordinal, int rounds_waited) const;

 private:
  StoredUnserved Draft(uint32_t ordinal, int rounds_waited) const;
  bool HasEmptyProfile(uint32_t ordinal) const;
  // The first need that nobody of the scope offers.
  absl::optional<uint32_t> UnmetNeed(uint32_t ordinal) const;
  bool IsOffered(uint32_t need, uint32_t ordinal) const;
  bool AnybodyIsReached();

  const NetworkView& view_;
  const std::vector<uint32_t>& scope_;
  const Store& store_;
  absl::optional<bool> anybody_is_reached_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_ROUND_HANDS_H_
