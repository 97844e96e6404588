#include "service/index_service.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/page.h"
#include "service/page_token.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"
#include "weft/snapshot/manifest.h"

namespace weft {
namespace {

constexpr char kNoRows[] = "none";
// What page tokens are of.
constexpr char kList[] = "ListIndexStatuses";
constexpr int64_t kMicrosPerSecond = 1000000;

// The facets' types, each once: mostly one.
std::string IndexType(const Manifest& manifest) {
  std::vector<std::string> types;
  for (const std::string& type : manifest.index_type) {
    if (type.empty() || type == kNoRows || std::find(types.begin(), types.end(), type) != types.end()) continue;
    types.push_back(type);
  }
  return types.empty() ? "exact" : absl::StrJoin(types, ", ");
}

v1::IndexStatus ToIndexStatus(const LiveNetwork& network) {
  const LiveNetwork::Status status = network.GetStatus();
  v1::IndexStatus out;
  out.set_network(absl::StrCat("networks/", network.network()));
  out.set_refusal(status.refusal);
  if (status.view == nullptr) {
    out.set_state(status.refusal.empty() ? v1::IndexStatus::STATE_UNSPECIFIED : v1::IndexStatus::STATE_REFUSED);
    return out;
  }
  const NetworkView& view = *status.view;
  const Manifest& manifest = view.snapshot().manifest();
  out.set_state(manifest.version.empty() ? v1::IndexStatus::STATE_NO_SNAPSHOT : v1::IndexStatus::STATE_LOADED);
  out.set_snapshot_version(manifest.version);
  out.set_snapshot_change_sequence(manifest.change_sequence);
  out.set_change_sequence(view.change_sequence());
  out.set_member_count(view.member_count());
  out.set_overlay_member_count(view.overlay_member_count());
  out.set_index_type(IndexType(manifest));
  out.set_recall(*std::min_element(std::begin(manifest.recall), std::end(manifest.recall)));
  out.set_embedder(manifest.embedder);
  if (manifest.as_of_micros != 0) {
    out.mutable_as_of()->set_seconds(manifest.as_of_micros / kMicrosPerSecond);
    out.mutable_as_of()->set_nanos(static_cast<int32_t>(manifest.as_of_micros % kMicrosPerSecond * 1000));
  }
  out.set_cluster_count(static_cast<int32_t>(view.cluster_count()));
  out.set_fine_cluster_count(static_cast<int32_t>(view.fine_cluster_count()));
  out.set_largest_cluster_share(view.LargestClusterShare());
  const NetworkView::TieCounts ties = view.CountTies();
  out.set_tie_count(static_cast<int64_t>(ties.ties));
  out.set_isolate_count(ties.isolates);
  return out;
}

}  // namespace

grpc::ServerUnaryReactor* IndexService::GetIndexStatus(grpc::CallbackServerContext* context,
                                                       const v1::GetIndexStatusRequest* request,
                                                       v1::IndexStatus* response) {
  absl::StatusOr<NetworkName> name = NetworkName::Parse(request->name());
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  return runner_.Read(context, *request, [this, name = *name, response](const CallState&) -> absl::Status {
    WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<LiveNetwork> network, registry_.Find(name.network()));
    *response = ToIndexStatus(*network);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IndexService::ListIndexStatuses(grpc::CallbackServerContext* context,
                                                          const v1::ListIndexStatusesRequest* request,
                                                          v1::ListIndexStatusesResponse* response) {
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(kList, request->page_token(), 1);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  return runner_.Read(context, *request,
                      [this, size = *size, after = *std::move(after), response](const CallState&) -> absl::Status {
                        const std::vector<std::shared_ptr<LiveNetwork>> networks = registry_.List(after[0], size + 1);
                        const size_t count = std::min(networks.size(), static_cast<size_t>(size));
                        for (size_t i = 0; i < count; ++i) *response->add_statuses() = ToIndexStatus(*networks[i]);
                        if (count < networks.size()) {
                          response->set_next_page_token(EncodePageToken(kList, {networks[count - 1]->network()}));
                        }
                        return absl::OkStatus();
                      });
}

grpc::ServerUnaryReactor* IndexService::ReloadIndex(grpc::CallbackServerContext* context,
                                                    const v1::ReloadIndexRequest* request, v1::IndexStatus* response) {
  absl::StatusOr<NetworkName> name = NetworkName::Parse(request->name());
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  return runner_.Read(context, *request, [this, name = *name, response](const CallState&) -> absl::Status {
    WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<LiveNetwork> network, registry_.Find(name.network()));
    const absl::Status loaded = network->LookForSnapshot(/*retry=*/true);
    if (!loaded.ok()) {
      return Error(absl::StatusCode::kFailedPrecondition, "SNAPSHOT_REFUSED", loaded.message(),
                   {{"network", name.network()}});
    }
    *response = ToIndexStatus(*network);
    return absl::OkStatus();
  });
}

}  // namespace weft
