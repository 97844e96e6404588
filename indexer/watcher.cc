#include "indexer/watcher.h"

#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"
#include "weft/snapshot/manifest.h"
#include "weft/snapshot/snapshot_layout.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

// Manifest of the published snapshot of the network, if it has a readable one of this embedder.
absl::StatusOr<Manifest> PublishedManifest(const std::string& data_directory, const std::string& network,
                                           const Embedder& embedder) {
  WEFT_ASSIGN_OR_RETURN(const CurrentSnapshot current, ReadCurrent(data_directory, network));
  const std::string path =
      SnapshotDirectory(data_directory, network, current.version) + "/" + std::string(kManifestFileName);
  WEFT_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  WEFT_ASSIGN_OR_RETURN(Manifest manifest, Manifest::Parse(text, path));
  if (manifest.embedder != embedder.fingerprint()) return absl::FailedPreconditionError("another embedder");
  return manifest;
}

}  // namespace

bool NeedsBuild(uint64_t changed, uint64_t members) {
  if (changed == 0) return false;
  return changed >= kRebuildMembers || static_cast<double>(changed) >= kRebuildShare * static_cast<double>(members);
}

absl::Status Watcher::Poll(const std::function<void(const WatchEvent&)>& on_event) {
  std::string after;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<v1::Network> page, store_->ListNetworks(after, kListPageSizeMax));
    for (const v1::Network& network : page) WEFT_RETURN_IF_ERROR(PollNetwork(network, on_event));
    if (page.size() < kListPageSizeMax) return absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(const NetworkName last, NetworkName::Parse(page.back().name()));
    after = last.network();
  }
}

absl::Status Watcher::CountChanges(const std::string& network, Followed* followed) const {
  constexpr int kChangesAtOnce = 10000;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const Store::Delta delta, store_->ReadDelta(network, followed->sequence, kChangesAtOnce));
    for (const StoredMember& member : delta.members) followed->changed.insert(member.key);
    for (const int64_t key : delta.deleted_members) followed->changed.insert(key);
    for (const Store::Delta::Neighborhood& changed : delta.neighborhoods) followed->changed.insert(changed.key);
    followed->sequence = delta.sequence;
    if (delta.complete) return absl::OkStatus();
  }
}

absl::Status Watcher::PollNetwork(const v1::Network& network, const std::function<void(const WatchEvent&)>& on_event) {
  WEFT_ASSIGN_OR_RETURN(const NetworkName name, NetworkName::Parse(network.name()));
  const std::string& id = name.network();
  Followed& followed = followed_[id];
  const absl::StatusOr<Manifest> published = PublishedManifest(data_directory_, id, *embedder_);
  const std::string version = published.ok() ? published->version : "";
  if (version != followed.version) {
    // Somebody built it.
    followed = Followed();
    followed.version = version;
    if (published.ok()) followed.sequence = published->change_sequence;
  }
  const uint64_t members = static_cast<uint64_t>(network.member_count());
  uint64_t changed = members;
  if (published.ok()) {
    if (network.change_sequence() > followed.sequence) WEFT_RETURN_IF_ERROR(CountChanges(id, &followed));
    changed = followed.changed.size();
    // A store restored from an older copy.
    if (network.change_sequence() < published->change_sequence) changed = members;
  }
  if (!NeedsBuild(changed, members) || followed.failed_sequence == network.change_sequence()) return absl::OkStatus();

  WatchEvent event;
  event.network = id;
  event.changed = changed;
  absl::StatusOr<std::unique_ptr<FileLock>> lock = AcquireBuildLock(data_directory_);
  if (!lock.ok()) return absl::OkStatus();  // Another build runs; look again later.
  event.result = BuildAndPublish(data_directory_, *store_, id, *embedder_, *clock_, options_);
  if (!event.result.ok()) followed.failed_sequence = network.change_sequence();
  on_event(event);
  return absl::OkStatus();
}

}  // namespace weft
