#include "service/live_network.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "service/view_delta.h"
#include "weft/base/error.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

// Changes read and applied at a time.
constexpr int kDeltaChangesMax = 5000;

// What is wrong with the files of a snapshot stays wrong; everything else may pass (memory, descriptors, a busy store).
bool IsLasting(const absl::Status& refusal) { return absl::IsDataLoss(refusal) || absl::IsFailedPrecondition(refusal); }

}  // namespace

absl::StatusOr<std::shared_ptr<const NetworkView>> LiveNetwork::View() const {
  ReaderMutexLock lock(&mu_);
  if (view_ != nullptr) return view_;
  if (refusal_.empty()) {
    return Error(absl::StatusCode::kUnavailable, "NETWORK_LOADING",
                 absl::StrCat("network ", network_, " is being loaded; try again soon"), {{"network", network_}});
  }
  return Error(absl::StatusCode::kUnavailable, "SNAPSHOT_REFUSED",
               absl::StrCat("the snapshot of network ", network_, " is refused: ", refusal_), {{"network", network_}});
}

LiveNetwork::Status LiveNetwork::GetStatus() const {
  ReaderMutexLock lock(&mu_);
  return {view_, refusal_};
}

bool LiveNetwork::IsSettled() const {
  ReaderMutexLock lock(&mu_);
  return view_ != nullptr || !refusal_.empty();
}

absl::Status LiveNetwork::LookForSnapshot(bool retry) {
  MutexLock lock(&load_mu_);
  CurrentSnapshot wanted;
  absl::StatusOr<CurrentSnapshot> current = ReadCurrent(sources_.data_directory, network_);
  if (current.ok()) {
    wanted = *std::move(current);
  } else if (!absl::IsNotFound(current.status())) {
    SetRefusal(current.status());
    return current.status();
  }
  const bool has_view = GetStatus().view != nullptr;
  if (has_view && wanted.manifest_checksum == loaded_checksum_) {
    refused_checksum_.clear();
    SetRefusal(absl::OkStatus());
    return absl::OkStatus();
  }
  // Snapshots are not taken back: without `current` the one in use goes on serving.
  if (has_view && wanted.version.empty()) return absl::OkStatus();
  if (!retry && !wanted.version.empty() && wanted.manifest_checksum == refused_checksum_) return refused_status_;

  absl::Status loaded = Load(wanted.version, wanted.manifest_checksum);
  if (loaded.ok()) {
    loaded_checksum_ = wanted.manifest_checksum;
    refused_checksum_.clear();
  } else if (IsLasting(loaded)) {
    refused_checksum_ = wanted.manifest_checksum;
    refused_status_ = loaded;
  }
  SetRefusal(loaded);
  return loaded;
}

absl::Status LiveNetwork::Load(const std::string& version, const std::string& manifest_checksum) {
  const absl::Time begin = absl::Now();
  WEFT_ASSIGN_OR_RETURN(const v1::Network network, sources_.store->GetNetwork(network_));
  std::shared_ptr<const NetworkView> view;
  if (version.empty()) {
    view = NetworkView::Empty(network_, sources_.embedder->fingerprint(), sources_.embedder->dimension(),
                              network.policy());
  } else {
    WEFT_ASSIGN_OR_RETURN(std::shared_ptr<const Snapshot> snapshot,
                          Snapshot::Open(SnapshotDirectory(sources_.data_directory, network_, version), network_,
                                         manifest_checksum, sources_.embedder->fingerprint(), sources_.loader));
    if (snapshot->manifest().change_sequence > network.change_sequence()) {
      return Error(
          absl::StatusCode::kFailedPrecondition, "SNAPSHOT_FOREIGN",
          absl::StrCat("snapshot ", version, " holds changes up to ", snapshot->manifest().change_sequence,
                       ", the store only up to ", network.change_sequence(), "; build a new one from this store"));
    }
    view = NetworkView::Create(std::move(snapshot), network.policy());
    // Introductions are in no snapshot.
    WEFT_ASSIGN_OR_RETURN(IntroductionReads::All introductions, sources_.store->introductions().OfAll(network_));
    ViewDelta delta;
    delta.sequence = view->change_sequence();
    delta.policy = network.policy();
    delta.introductions = std::move(introductions.members);
    WEFT_ASSIGN_OR_RETURN(view, view->Apply(delta, *sources_.embedder));
  }
  WEFT_RETURN_IF_ERROR(Swap(std::move(view)));
  sources_.log->Info("network loaded", {{"network", network_},
                                        {"snapshot", version},
                                        {"change_sequence", GetStatus().view->change_sequence()},
                                        {"milliseconds", absl::ToInt64Milliseconds(absl::Now() - begin)}});
  return absl::OkStatus();
}

absl::Status LiveNetwork::Swap(std::shared_ptr<const NetworkView> view) {
  // Most of the way without holding up those who write; the rest, under the lock, is short.
  WEFT_ASSIGN_OR_RETURN(int64_t sequence, sources_.store->Sequence(network_));
  WEFT_ASSIGN_OR_RETURN(view, AppliedUpTo(std::move(view), sequence));
  MutexLock lock(&apply_mu_);
  WEFT_ASSIGN_OR_RETURN(sequence, sources_.store->Sequence(network_));
  WEFT_ASSIGN_OR_RETURN(view, AppliedUpTo(std::move(view), sequence));
  Publish(std::move(view));
  return absl::OkStatus();
}

absl::Status LiveNetwork::CatchUp(int64_t sequence) {
  MutexLock lock(&apply_mu_);
  std::shared_ptr<const NetworkView> view = GetStatus().view;
  if (view == nullptr || view->change_sequence() >= sequence) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(view, AppliedUpTo(std::move(view), sequence));
  Publish(std::move(view));
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const NetworkView>> LiveNetwork::AppliedUpTo(std::shared_ptr<const NetworkView> view,
                                                                            int64_t sequence) const {
  // A cut delta may be ahead of its sequence in parts; only a complete one is fit to be seen.
  bool complete = true;
  while (view->change_sequence() < sequence || !complete) {
    WEFT_ASSIGN_OR_RETURN(Store::Delta delta,
                          sources_.store->ReadDelta(network_, view->change_sequence(), kDeltaChangesMax));
    if (delta.sequence <= view->change_sequence()) {
      return Error(absl::StatusCode::kDataLoss, "STORE_CORRUPT",
                   absl::StrCat("the log of network ", network_, " ends at ", delta.sequence, ", before ", sequence));
    }
    complete = delta.complete;
    WEFT_ASSIGN_OR_RETURN(view, view->Apply(ToViewDelta(std::move(delta)), *sources_.embedder));
  }
  return view;
}

void LiveNetwork::Publish(std::shared_ptr<const NetworkView> view) {
  // The old one goes with the parameter, after the lock, unless readers hold it still.
  MutexLock lock(&mu_);
  view_.swap(view);
}

void LiveNetwork::SetRefusal(const absl::Status& refusal) {
  std::string text = refusal.ok() ? "" : std::string(refusal.message());
  {
    MutexLock lock(&mu_);
    if (refusal_ == text) return;
    refusal_ = text;
  }
  if (!text.empty()) sources_.log->Error("snapshot refused", {{"network", network_}, {"reason", text}});
}

}  // namespace weft
