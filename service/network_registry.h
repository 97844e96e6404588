#ifndef WEFT_SERVICE_NETWORK_REGISTRY_H_
#define WEFT_SERVICE_NETWORK_REGISTRY_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/live_network.h"
#include "weft/base/mutex.h"

namespace weft {

// All networks of the store, by id. Thread-safe.
class NetworkRegistry {
 public:
  explicit NetworkRegistry(LiveNetwork::Sources sources) : sources_(std::move(sources)) {}

  // Adds the networks that the store has and the registry has not. Loads nothing.
  absl::Status Discover();

  // NOT_FOUND (NETWORK_NOT_FOUND); UNAVAILABLE (NETWORK_LOADING) for one that another process has just created.
  absl::StatusOr<std::shared_ptr<LiveNetwork>> Find(const std::string& network) const;
  // What answers a call now: Find, then LiveNetwork::View.
  absl::StatusOr<std::shared_ptr<const NetworkView>> View(const std::string& network) const;
  // Those after `after_id` by id, at most `limit`.
  std::vector<std::shared_ptr<LiveNetwork>> List(const std::string& after_id, int limit) const;
  std::vector<std::shared_ptr<LiveNetwork>> All() const;

  // After a commit: shows all changes up to `sequence` to every call begun from now on, in a new network too.
  absl::Status MakeVisible(const std::string& network, int64_t sequence);

 private:
  std::shared_ptr<LiveNetwork> FindOrAdd(const std::string& network);

  const LiveNetwork::Sources sources_;
  mutable Mutex mu_;
  std::map<std::string, std::shared_ptr<LiveNetwork>> networks_ ABSL_GUARDED_BY(mu_);
};

}  // namespace weft

#endif  // WEFT_SERVICE_NETWORK_REGISTRY_H_
