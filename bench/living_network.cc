#include "bench/living_network.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "indexer/faiss_source.h"
#include "weft/base/error.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {

absl::StatusOr<std::unique_ptr<LivingNetwork>> LivingNetwork::Copy(const std::string& data_directory,
                                                                   const std::string& network,
                                                                   const Embedder& embedder) {
  WEFT_RETURN_IF_ERROR(FaissSource::CheckCpu());
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<ScratchDirectory> scratch, ScratchDirectory::Make());
  const std::string directory = absl::StrCat(scratch->path(), "/data");
  std::error_code error;
  std::filesystem::copy(data_directory, directory, std::filesystem::copy_options::recursive, error);
  if (error) {
    return Error(absl::StatusCode::kFailedPrecondition, "NO_DATA",
                 absl::StrCat("cannot copy the data directory ", data_directory, ": ", error.message()),
                 {{"path", data_directory}});
  }
  auto out = std::unique_ptr<LivingNetwork>(new LivingNetwork(std::move(scratch), network));
  Store::Options options;
  options.create = false;
  WEFT_ASSIGN_OR_RETURN(out->store_, Store::Open(directory, &out->clock_, options));
  out->sources_ = {directory, out->store_.get(), &embedder, FaissSourceLoader(), &out->log_};
  out->live_ = std::make_unique<LiveNetwork>(network, &out->sources_);
  WEFT_RETURN_IF_ERROR(out->live_->LookForSnapshot(/*retry=*/false));
  WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, out->live_->View());
  if (view->snapshot_version().empty()) {
    return Error(absl::StatusCode::kFailedPrecondition, "NO_SNAPSHOT",
                 absl::StrCat("network ", network, " has no snapshot; run `weft-indexer build` first"),
                 {{"network", network}});
  }
  out->SetTime(out->start());
  return out;
}

absl::Time LivingNetwork::start() const {
  const Manifest& manifest = view()->snapshot().manifest();
  return FromMicros(manifest.as_of_micros > 0 ? manifest.as_of_micros : manifest.build_time_micros);
}

absl::Status LivingNetwork::Write(std::vector<Mutation> mutations) {
  if (mutations.empty()) return absl::OkStatus();
  WriteBatch batch;
  batch.mutations = std::move(mutations);
  WEFT_ASSIGN_OR_RETURN(const ApplyResult result, store_->Apply(batch));
  return live_->CatchUp(result.sequence);
}

}  // namespace weft
