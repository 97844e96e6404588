#ifndef WEFT_SERVICE_FOLLOWER_H_
#define WEFT_SERVICE_FOLLOWER_H_

#include <functional>
#include <memory>

#include "absl/time/time.h"
#include "service/log.h"
#include "service/network_registry.h"
#include "service/ticker.h"
#include "weft/store/store.h"

namespace weft {

// Keeps all networks up to date with what other processes write: changes and networks in the store, snapshots on disk.
// Changes have a thread of their own, so that a large snapshot being verified does not hold them up.
class Follower {
 public:
  // Begins at once, and looks again after each `period`. `settled` is called once, when every network there was at the
  // start is loaded or refused. All must outlive the follower.
  Follower(absl::Duration period, const Store* store, NetworkRegistry* registry, const Log* log,
           std::function<void()> settled);

  // No call of it is under way afterwards. May be called again.
  void Stop();

 private:
  void FollowSnapshots();
  void FollowChanges();

  const Store* const store_;
  NetworkRegistry* const registry_;
  const Log* const log_;
  std::function<void()> settled_;  // Used by the snapshots' thread only; empty once called.
  std::unique_ptr<Ticker> snapshots_;
  std::unique_ptr<Ticker> changes_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_FOLLOWER_H_
