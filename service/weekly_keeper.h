#ifndef WEFT_SERVICE_WEEKLY_KEEPER_H_
#define WEFT_SERVICE_WEEKLY_KEEPER_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/log.h"
#include "service/network_registry.h"
#include "service/ticker.h"
#include "service/writer.h"
#include "weft/base/clock.h"
#include "weft/store/store.h"

namespace weft {

// Queues the week's news for members whom no round has brought any. Looks at every member of a network once an hour of
// the clock, and whenever the clock has moved on after a restart; a member gets the news once however often it looks.
class WeeklyKeeper {
 public:
  // What it works with. All must outlive the keeper.
  struct Parts {
    const Store* store = nullptr;
    const NetworkRegistry* registry = nullptr;
    Writer* writer = nullptr;
    const Clock* clock = nullptr;
    const Log* log = nullptr;
  };
  // `period`: how often to look at the clock.
  WeeklyKeeper(absl::Duration period, const Parts& parts);

  // No work of it is under way afterwards. May be called again.
  void Stop() { ticker_->Stop(); }

 private:
  void Look();
  absl::StatusOr<std::vector<Mutation>> DueNews(const std::string& network, absl::Time now) const;
  absl::Status Queue(const std::string& network, std::vector<Mutation> news) const;

  const Parts parts_;
  std::map<std::string, absl::Time> looked_;  // Of the ticker's thread: when, by network.
  std::unique_ptr<Ticker> ticker_;            // Last: its thread uses all of the above.
};

}  // namespace weft

#endif  // WEFT_SERVICE_WEEKLY_KEEPER_H_
