#ifndef WEFT_SERVICE_LIVE_NETWORK_H_
#define WEFT_SERVICE_LIVE_NETWORK_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/log.h"
#include "weft/base/mutex.h"
#include "weft/embedding/embedder.h"
#include "weft/snapshot/network_view.h"
#include "weft/snapshot/snapshot.h"
#include "weft/store/store.h"

namespace weft {

// One network as calls see it: the newest good snapshot and all changes since, kept up to date. Readers take the
// current view and keep it; nothing here can change their answer midway. Thread-safe.
class LiveNetwork {
 public:
  // What networks are made from. All must outlive them.
  struct Sources {
    std::string data_directory;
    const Store* store = nullptr;
    const Embedder* embedder = nullptr;
    Snapshot::SourceLoader loader;
    const Log* log = nullptr;
  };
  // Loads nothing yet.
  LiveNetwork(std::string network, const Sources* sources) : network_(std::move(network)), sources_(*sources) {}

  const std::string& network() const { return network_; }

  // What answers calls now. UNAVAILABLE: NETWORK_LOADING, or SNAPSHOT_REFUSED without an older good one.
  absl::StatusOr<std::shared_ptr<const NetworkView>> View() const;

  struct Status {
    std::shared_ptr<const NetworkView> view;  // Or null.
    std::string refusal;                      // Why the newest snapshot is refused; empty if it is not.
  };
  Status GetStatus() const;
  // Whether it is loaded or refused, and not still to be loaded.
  bool IsSettled() const;

  // Looks whether another snapshot is published, and swaps it in with all changes since. One that was refused is tried
  // again only if `retry`. The error is the refusal; what was good before then goes on serving.
  absl::Status LookForSnapshot(bool retry);
  // Makes all changes up to `sequence` (at least) visible to calls begun from now on. Does nothing before the network
  // is loaded: loading ends with all changes there are.
  absl::Status CatchUp(int64_t sequence);

 private:
  absl::Status Load(const std::string& version, const std::string& manifest_checksum)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(load_mu_);
  absl::Status Swap(std::shared_ptr<const NetworkView> view) ABSL_EXCLUSIVE_LOCKS_REQUIRED(load_mu_);
  absl::StatusOr<std::shared_ptr<const NetworkView>> AppliedUpTo(std::shared_ptr<const NetworkView> view,
                                                                 int64_t sequence) const;
  void Publish(std::shared_ptr<const NetworkView> view);
  void SetRefusal(const absl::Status& refusal);

  const std::string network_;
  const Sources& sources_;

  // Taken in this order.
  Mutex load_mu_;   // One thread looks for snapshots at a time.
  Mutex apply_mu_;  // One thread follows the newest view at a time.
  mutable Mutex mu_;
  std::shared_ptr<const NetworkView> view_ ABSL_GUARDED_BY(mu_);
  std::string refusal_ ABSL_GUARDED_BY(mu_);

  std::string loaded_checksum_ ABSL_GUARDED_BY(load_mu_);   // Of the manifest in use.
  std::string refused_checksum_ ABSL_GUARDED_BY(load_mu_);  // Of the manifest refused last; empty if none.
  absl::Status refused_status_ ABSL_GUARDED_BY(load_mu_);
};

}  // namespace weft

#endif  // WEFT_SERVICE_LIVE_NETWORK_H_
