#ifndef WEFT_SERVICE_ROUND_KEEPER_H_
#define WEFT_SERVICE_ROUND_KEEPER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "service/log.h"
#include "service/network_registry.h"
#include "service/ticker.h"
#include "service/writer.h"
#include "weft/base/clock.h"
#include "weft/matching/recommender.h"
#include "weft/store/store.h"

namespace weft {

// Does what happens to rounds by itself: opens them when the review or a hold is over, makes introductions of the
// entries of one whose opening was begun, and closes it when nobody in it is asked any more. Looks after every period;
// what is due is decided by the clock and the store, so that a restart in the middle does nothing twice.
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
  void Stop() { ticker_->Stop(); }

 private:
  void Look();
  absl::Status Keep(const std::string& network, int64_t change_sequence);
  absl::Status OpenWhatIsDue(const std::string& network);
  // What is left of the entries; then the end.
  absl::Status GoOn(const std::string& network, const StoredRound& round);

  const Parts parts_;
  // Of the ticker's thread, by network: the change at which open rounds were looked at last, and the numbers of rounds
  // whose entries have all been opened.
  std::map<std::string, int64_t> looked_;
  std::map<std::string, std::set<int64_t>> opened_;
  std::unique_ptr<Ticker> ticker_;  // Last: its thread uses all of the above.
};

}  // namespace weft

#endif  // WEFT_SERVICE_ROUND_KEEPER_H_
