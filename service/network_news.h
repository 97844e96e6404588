#ifndef WEFT_SERVICE_NETWORK_NEWS_H_
#define WEFT_SERVICE_NETWORK_NEWS_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/network_registry.h"
#include "weft/base/mutex.h"
#include "weft/introductions/digest.h"
#include "weft/store/store.h"

namespace weft {

// The week's news of each network, what is the same for all its members: read from the store once an hour, for that
// takes a look at every member. Thread-safe.
class NewsDesk {
 public:
  // Both must outlive the desk.
  NewsDesk(const Store* store, const NetworkRegistry* registry) : store_(*store), registry_(*registry) {}

  // Errors of the store and of the registry. O(members) once an hour, else O(1).
  absl::StatusOr<std::shared_ptr<const NetworkNews>> NewsOf(const std::string& network, absl::Time now);

 private:
  absl::StatusOr<std::shared_ptr<const NetworkNews>> Read(const std::string& network, absl::Time now) const;

  const Store& store_;
  const NetworkRegistry& registry_;
  Mutex mu_;
  std::map<std::string, std::shared_ptr<const NetworkNews>> news_ ABSL_GUARDED_BY(mu_);
};

// When the next round of a whole network opens; none if none is planned.
absl::StatusOr<absl::optional<absl::Time>> NextRoundOf(const std::string& network, const Store& store);

}  // namespace weft

#endif  // WEFT_SERVICE_NETWORK_NEWS_H_
