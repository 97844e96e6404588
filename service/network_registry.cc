#include "service/network_registry.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"

namespace weft {
namespace {

// A network with no more changes than this is loaded at once by who writes to it first; loading a larger one, which
// another process must have written, is left to the follower, so that it does not hold up all other writes.
constexpr int64_t kLoadedByWriterMax = 1000;

}  // namespace

absl::Status NetworkRegistry::Discover() {
  std::string after_id;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<v1::Network> page,
                          sources_.store->ListNetworks(after_id, kListPageSizeMax));
    for (const v1::Network& network : page) {
      WEFT_ASSIGN_OR_RETURN(const NetworkName name, NetworkName::Parse(network.name()));
      after_id = name.network();
      FindOrAdd(after_id);
    }
    if (page.size() < static_cast<size_t>(kListPageSizeMax)) return absl::OkStatus();
  }
}

absl::StatusOr<std::shared_ptr<LiveNetwork>> NetworkRegistry::Find(const std::string& network) const {
  {
    ReaderMutexLock lock(&mu_);
    auto found = networks_.find(network);
    if (found != networks_.end()) return found->second;
  }
  WEFT_RETURN_IF_ERROR(sources_.store->Sequence(network).status());
  return Error(absl::StatusCode::kUnavailable, "NETWORK_LOADING",
               absl::StrCat("network ", network, " is being loaded; try again soon"), {{"network", network}});
}

absl::StatusOr<std::shared_ptr<const NetworkView>> NetworkRegistry::View(const std::string& network) const {
  WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<LiveNetwork> live, Find(network));
  return live->View();
}

std::vector<std::shared_ptr<LiveNetwork>> NetworkRegistry::List(const std::string& after_id, int limit) const {
  std::vector<std::shared_ptr<LiveNetwork>> out;
  ReaderMutexLock lock(&mu_);
  for (auto it = networks_.upper_bound(after_id); it != networks_.end() && limit > 0; ++it, --limit) {
    out.push_back(it->second);
  }
  return out;
}

std::vector<std::shared_ptr<LiveNetwork>> NetworkRegistry::All() const {
  return List("", std::numeric_limits<int>::max());
}

absl::Status NetworkRegistry::MakeVisible(const std::string& network, int64_t sequence) {
  const std::shared_ptr<LiveNetwork> live = FindOrAdd(network);
  if (!live->IsSettled() && sequence <= kLoadedByWriterMax) {
    // A refusal shows no network, and so nothing that lacks the change.
    live->LookForSnapshot(/*retry=*/false).IgnoreError();
  }
  return live->CatchUp(sequence);
}

std::shared_ptr<LiveNetwork> NetworkRegistry::FindOrAdd(const std::string& network) {
  MutexLock lock(&mu_);
  std::shared_ptr<LiveNetwork>& live = networks_[network];
  if (live == nullptr) live = std::make_shared<LiveNetwork>(network, &sources_);
  return live;
}

}  // namespace weft
