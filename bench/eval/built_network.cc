#include "bench/eval/built_network.h"

#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "indexer/embedding_store.h"
#include "indexer/faiss_source.h"
#include "indexer/importer.h"
#include "indexer/matching_measures.h"
#include "indexer/snapshot_builder.h"
#include "indexer/system_clock.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/snapshot/snapshot_paths.h"
#include "weft/store/store.h"

namespace weft {
namespace {

constexpr char kNetwork[] = "eval";

// As tie files have it.
std::string TimeText(const TieTime& time) {
  if (time.is_period()) return absl::StrCat(time.micros() / 1000000);
  return absl::FormatTime(absl::RFC3339_full, time.time(), absl::UTCTimeZone());
}

absl::Status WriteTies(const std::string& path, const std::vector<std::string>& ids, const std::vector<RawTie>& ties) {
  std::string text = "a,b,weight,time\n";
  for (const RawTie& tie : ties) {
    absl::StrAppendFormat(&text, "%s,%s,%.17g,%s\n", ids[tie.a], ids[tie.b], tie.weight,
                          tie.time.has_value() ? TimeText(*tie.time) : "");
  }
  return WriteFileDurably(path, text);
}

absl::Status Import(const ImportOptions& options, Store* store, const Embedder& embedder) {
  WEFT_ASSIGN_OR_RETURN(const NetworkName network, NetworkName::FromId(kNetwork));
  WEFT_ASSIGN_OR_RETURN(const ImportResult result, Importer(store, &embedder, network).Run(options));
  if (result.AllGood()) return absl::OkStatus();
  std::vector<std::string> lines;
  for (const ImportReport* report : {&result.members, &result.ties}) {
    for (const ImportError& error : report->errors) lines.push_back(ToLine(report->file, error));
  }
  return Error(absl::StatusCode::kInvalidArgument, "BAD_EVAL_FILE", absl::StrJoin(lines, "\n"));
}

// As the server opens it: the published version, verified, with Faiss where the manifest names it.
absl::StatusOr<std::shared_ptr<const NetworkView>> Open(const std::string& directory, const Store& store,
                                                        const Embedder& embedder) {
  WEFT_ASSIGN_OR_RETURN(const v1::Network network, store.GetNetwork(kNetwork));
  WEFT_ASSIGN_OR_RETURN(const CurrentSnapshot current, ReadCurrent(directory, kNetwork));
  WEFT_ASSIGN_OR_RETURN(std::shared_ptr<const Snapshot> snapshot,
                        Snapshot::Open(SnapshotDirectory(directory, kNetwork, current.version), kNetwork,
                                       current.manifest_checksum, embedder.fingerprint(), FaissSourceLoader()));
  return NetworkView::Create(std::move(snapshot), network.policy());
}

}  // namespace

absl::StatusOr<std::unique_ptr<BuiltNetwork>> BuiltNetwork::Build(const std::string& members_path,
                                                                  const std::vector<std::string>& ids,
                                                                  const std::vector<RawTie>& ties,
                                                                  const Embedder& embedder,
                                                                  const BuiltNetworkOptions& options) {
  WEFT_RETURN_IF_ERROR(FaissSource::CheckCpu());
  const SystemClock clock;
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<ScratchDirectory> scratch, ScratchDirectory::Make());
  const std::string directory = absl::StrCat(scratch->path(), "/data");
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<EmbeddingCache> cache,
                        EmbeddingCache::Open(options.cache_directory.empty() ? directory : options.cache_directory));
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<Store> store, Store::Open(directory, &clock, Store::Options()));

  ImportOptions import;
  import.members_path = members_path;
  import.unspoken = v1::Policy::UNSPOKEN_SHOW;
  import.progress = options.progress;
  if (!ties.empty()) {
    import.ties_path = absl::StrCat(scratch->path(), "/ties.csv");
    WEFT_RETURN_IF_ERROR(WriteTies(import.ties_path, ids, ties));
  }
  auto out =
      std::unique_ptr<BuiltNetwork>(new BuiltNetwork(std::move(scratch), std::move(cache), embedder, options.threads));
  WEFT_RETURN_IF_ERROR(Import(import, store.get(), out->caching_));

  BuildOptions build;
  build.threads = options.threads;
  build.progress = options.progress;
  build.matching = MeasuresOfMatching(options.weights);
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<FileLock> lock, AcquireBuildLock(directory));
  WEFT_ASSIGN_OR_RETURN(const BuildResult built,
                        BuildAndPublish(directory, *store, kNetwork, out->caching_, clock, build));
  out->build_time_ = built.elapsed;
  WEFT_ASSIGN_OR_RETURN(out->view_, Open(directory, *store, embedder));
  if (out->view_->size() != ids.size()) {
    return absl::InternalError(absl::StrCat("the snapshot has ", out->view_->size(), " members, not ", ids.size()));
  }
  for (uint32_t i = 0; i < ids.size(); ++i) {
    if (out->view_->member(i).id != ids[i]) return absl::InternalError(absl::StrCat(ids[i], " is not at place ", i));
  }
  return out;
}

BuiltNetwork::BuiltNetwork(std::unique_ptr<ScratchDirectory> directory, std::unique_ptr<EmbeddingCache> cache,
                           const Embedder& embedder, int threads)
    : directory_(std::move(directory)),
      cache_(std::move(cache)),
      parallel_(&embedder, threads),
      caching_(&parallel_, CacheInStore(cache_.get(), embedder.fingerprint(), embedder.dimension()),
               [](const absl::Status& status) {
                 std::cerr << "weft-eval: warning: the embedding cache fails, going on without: " << status.message()
                           << "\n";
               }) {}

absl::Time BuiltNetwork::now() const {
  return FromMicros(manifest().as_of_micros > 0 ? manifest().as_of_micros : manifest().build_time_micros);
}

}  // namespace weft
