#ifndef WEFT_SERVICE_ROUND_KEEPER_H_
#define WEFT_SERVICE_ROUND_KEEPER_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "service/introduction_step.h"
#include "service/log.h"
#include "service/network_registry.h"
#include "service/round_planning.h"
#include "service/ticker.h"
#include "service/writer.h"
#include "weft/base/clock.h"
#include "weft/matching/recommender.h"
#include "weft/store/store.h"

namespace weft {

// Does what happens to rounds by itself: plans the network's next one when policy `introductions.round_interval` has
// passed since the last (the first: since the network began), opens them when the review or a hold is over, makes
// introductions of the entries of one whose opening was begun, and closes it when nobody in it is asked any more. Looks
// after every period; what is due is decided by the clock and the store, so that a restart in the middle does nothing
// twice.
class RoundKeeper {
 public:
  // What it works with. All must outlive the keeper.
  struct Parts {
    const Store* store = nullptr;
    const NetworkRegistry* registry = nullptr;
    const Recommender* recommender = nullptr;
    Writer* writer = nullptr;
    const Clock* clock = nullptr;
    const Log* log = nullptr;
  };
  RoundKeeper(absl::Duration period, const Parts& parts);

  // No work of it is under way afterwards. May be called again.
  void Stop();

 private:
  void Look();
  absl::Status Keep(const std::string& network, const NetworkView& view);
  absl::Status PlanWhatIsDue(const std::string& network, const NetworkView& view);
  // When the network's next round is to be planned; none while the last one is not open yet.
  absl::StatusOr<absl::optional<absl::Time>> NextPlanning(const std::string& network, absl::Duration interval) const;
  absl::Status OpenWhatIsDue(const std::string& network);
  // What is left of the entries; then the end.
  absl::Status GoOn(const std::string& network, const StoredRound& round);
  using Change = std::function<absl::StatusOr<std::vector<Mutation>>(const IntroductionStep& step, StoredRound round)>;
  // A step of a round that is open, on the writer thread: whether it could be done.
  bool Step(const std::string& network, const StoredRound& round, const Change& change) const;
  bool CloseNow(const std::string& network, const StoredRound& round, bool even_under_way) const;

  const Parts parts_;
  const RoundPlanning planning_;
  std::atomic<bool> stopping_{false};
  // Of the ticker's thread, by network: the change at which open rounds were looked at last, and the numbers of rounds
  // whose entries have all been opened.
  std::map<std::string, int64_t> looked_;
  std::map<std::string, std::set<int64_t>> opened_;
  std::map<std::string, absl::Time> planning_looked_;  // Whether a round is to be planned.
  std::unique_ptr<Ticker> ticker_;                     // Last: its thread uses all of the above.
};

}  // namespace weft

#endif  // WEFT_SERVICE_ROUND_KEEPER_H_
