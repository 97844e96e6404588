#ifndef WEFT_INDEXER_WATCHER_H_
#define WEFT_INDEXER_WATCHER_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "indexer/snapshot_builder.h"
#include "weft/embedding/embedder.h"
#include "weft/store/store.h"

namespace weft {

// A network is built anew when so large a part of its members, or so many, changed since its snapshot; a change of a
// tie changes both ends.
constexpr double kRebuildShare = 0.05;
constexpr uint64_t kRebuildMembers = 50000;
// Whether `changed` of `members` members call for a build.
bool NeedsBuild(uint64_t changed, uint64_t members);

struct WatchEvent {
  std::string network;
  uint64_t changed = 0;  // Members changed since the snapshot; all of them if it had none.
  absl::StatusOr<BuildResult> result = absl::UnknownError("not built");
};

// Follows the store and keeps every network's snapshot near it. Reads only what changed since it last looked.
// Not thread-safe.
class Watcher {
 public:
  // All must outlive the watcher.
  Watcher(std::string data_directory, const Store* store, const Embedder* embedder, const Clock* clock,
          BuildOptions options)
      : data_directory_(std::move(data_directory)),
        store_(store),
        embedder_(embedder),
        clock_(clock),
        options_(std::move(options)) {}

  // Looks at every network once, and builds those that need it; each build, failed ones too, goes to `on_event`. A
  // network that failed is tried again when it changes next. Fails only if the store cannot be read.
  absl::Status Poll(const std::function<void(const WatchEvent&)>& on_event);

 private:
  struct Followed {
    std::string version;                   // Of the snapshot that changes are counted from; empty: none.
    int64_t sequence = 0;                  // Read up to here.
    absl::flat_hash_set<int64_t> changed;  // Keys of members.
    int64_t failed_sequence = -1;
  };
  absl::Status PollNetwork(const v1::Network& network, const std::function<void(const WatchEvent&)>& on_event);
  absl::Status CountChanges(const std::string& network, Followed* followed) const;

  const std::string data_directory_;
  const Store* const store_;
  const Embedder* const embedder_;
  const Clock* const clock_;
  const BuildOptions options_;
  absl::flat_hash_map<std::string, Followed> followed_;
};

}  // namespace weft

#endif  // WEFT_INDEXER_WATCHER_H_
