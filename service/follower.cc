#include "service/follower.h"

#include <utility>

#include "service/math_threads.h"

namespace weft {

Follower::Follower(absl::Duration period, const Store* store, NetworkRegistry* registry, const Log* log,
                   std::function<void()> settled)
    : store_(store), registry_(registry), log_(log), settled_(std::move(settled)) {
  snapshots_ = std::make_unique<Ticker>(period, [this] { FollowSnapshots(); });
  changes_ = std::make_unique<Ticker>(period, [this] { FollowChanges(); });
}

void Follower::Stop() {
  snapshots_->Stop();
  changes_->Stop();
}

void Follower::FollowSnapshots() {
  UseOneMathThread();
  const absl::Status discovered = registry_->Discover();
  if (!discovered.ok()) {
    log_->Warning("the store cannot be listed", {{"reason", discovered.ToString()}});
    return;
  }
  for (const std::shared_ptr<LiveNetwork>& network : registry_->All()) {
    network->LookForSnapshot(/*retry=*/false).IgnoreError();  // Logged and shown by the network itself.
  }
  if (settled_) {
    settled_();
    settled_ = nullptr;
  }
}

void Follower::FollowChanges() {
  UseOneMathThread();
  for (const std::shared_ptr<LiveNetwork>& network : registry_->All()) {
    const absl::StatusOr<int64_t> sequence = store_->Sequence(network->network());
    const absl::Status followed = sequence.ok() ? network->CatchUp(*sequence) : sequence.status();
    if (!followed.ok()) {
      log_->Warning("changes cannot be followed", {{"network", network->network()}, {"reason", followed.ToString()}});
    }
  }
}

}  // namespace weft
