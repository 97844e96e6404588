#ifndef WEFT_BENCH_LIVING_NETWORK_H_
#define WEFT_BENCH_LIVING_NETWORK_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "bench/eval/scratch_directory.h"
#include "service/live_network.h"
#include "service/log.h"
#include "weft/base/clock.h"
#include "weft/embedding/embedder.h"
#include "weft/snapshot/network_view.h"
#include "weft/store/store.h"

namespace weft {

// A network as the server holds it, over a copy of its data directory, at a time that its owner sets: store, snapshot
// and all changes since. The copy goes with it; the original is only read. Not thread-safe but for views.
class LivingNetwork {
 public:
  // Copies what belongs to the network. Errors of files, store and snapshot; FAILED_PRECONDITION (NO_SNAPSHOT) for a
  // network that has not been built. `embedder` must outlive it.
  static absl::StatusOr<std::unique_ptr<LivingNetwork>> Copy(const std::string& data_directory,
                                                             const std::string& network, const Embedder& embedder);

  const std::string& name() const { return network_; }
  const Store& store() const { return *store_; }
  std::shared_ptr<const NetworkView> view() const { return *live_->View(); }
  // The snapshot's as_of, or its build where no tie has a time.
  absl::Time start() const;
  absl::Time now() const { return clock_.Now(); }
  void SetTime(absl::Time now) { clock_.Set(now); }
  // Writes one batch and takes it into the view.
  absl::Status Write(std::vector<Mutation> mutations);

 private:
  class SetClock : public Clock {
   public:
    absl::Time Now() const override { return FromMicros(micros_.load()); }
    void Set(absl::Time now) { micros_ = ToMicros(now); }

   private:
    std::atomic<int64_t> micros_{0};
  };

  LivingNetwork(std::unique_ptr<ScratchDirectory> directory, std::string network)
      : directory_(std::move(directory)), network_(std::move(network)) {}

  const std::unique_ptr<ScratchDirectory> directory_;
  const std::string network_;
  const Log log_{Log::Level::kOff};
  SetClock clock_;
  std::unique_ptr<Store> store_;
  LiveNetwork::Sources sources_;
  std::unique_ptr<LiveNetwork> live_;
};

}  // namespace weft

#endif  // WEFT_BENCH_LIVING_NETWORK_H_
