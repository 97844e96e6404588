#ifndef WEFT_SERVICE_INTRODUCTION_KEEPER_H_
#define WEFT_SERVICE_INTRODUCTION_KEEPER_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "service/due_work.h"
#include "service/log.h"
#include "service/network_registry.h"
#include "service/ticker.h"
#include "service/writer.h"
#include "weft/base/clock.h"
#include "weft/matching/recommender.h"
#include "weft/store/store.h"

namespace weft {

// Does what happens to introductions and messages by itself: reminders, expiry, the question whether they met, taking
// out members who pause, refuse or leave, and leases of mailers that have ended. Looks after every period; what is due
// is decided by the clock. Everything goes through the writer, one job an introduction, so that a restart in the middle
// does nothing twice.
class IntroductionKeeper {
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
  IntroductionKeeper(absl::Duration period, const Parts& parts);

  // No work of it is under way afterwards. May be called again.
  void Stop() { ticker_->Stop(); }

 private:
  void Look();
  void Keep(const std::string& network, const NetworkView& view);
  absl::StatusOr<std::vector<DueWork>> DueTasks(const std::string& network) const;
  std::vector<DueWork> ReviewTasks(const std::string& network, const NetworkView& view);
  absl::StatusOr<std::vector<DueWork>> LeaseTasks(const std::string& network) const;
  // Returns when all are done: whether all of them could be.
  bool Carry(const std::string& network, std::vector<DueWork> work) const;

  const Parts parts_;
  // Of the ticker's thread: the change at which everybody's consent was looked at last, by network.
  std::map<std::string, int64_t> reviewed_;
  std::unique_ptr<Ticker> ticker_;  // Last: its thread uses all of the above.
};

}  // namespace weft

#endif  // WEFT_SERVICE_INTRODUCTION_KEEPER_H_
