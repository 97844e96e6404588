#include "indexer/snapshot_builder.h"

#include <filesystem>
#include <random>
#include <system_error>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "indexer/cluster_history.h"
#include "indexer/facet_index.h"
#include "indexer/graph_builder.h"
#include "indexer/member_tables.h"
#include "indexer/network_data.h"
#include "weft/base/error.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

std::string NewVersion(int64_t change_sequence, absl::Time now) {
  std::random_device random;
  return absl::StrFormat("%012d-%s-%08x", change_sequence, absl::FormatTime("%Y%m%dT%H%M%SZ", now, absl::UTCTimeZone()),
                         random());
}

Manifest ManifestOf(const NetworkData& data, const SnapshotContent& content, const std::string& network,
                    const Embedder& embedder, absl::Time now) {
  Manifest manifest;
  manifest.network = network;
  manifest.change_sequence = data.network.change_sequence();
  manifest.version = NewVersion(manifest.change_sequence, now);
  manifest.as_of_micros = content.as_of_micros;
  manifest.build_time_micros = ToMicros(now);
  manifest.median_weight = content.median_weight;
  manifest.embedder = embedder.fingerprint();
  manifest.dimension = embedder.dimension();
  manifest.member_count = content.ids.size();
  manifest.tie_count = content.tie_neighbors.size() / 2;
  manifest.phrase_count = content.phrase_texts.size();
  manifest.cluster_count = content.cluster_ids.size();
  manifest.fine_cluster_count = content.fine_cluster_ids.size();
  return manifest;
}

}  // namespace

absl::StatusOr<std::unique_ptr<FileLock>> AcquireBuildLock(const std::string& data_directory) {
  return FileLock::Acquire(absl::StrCat(data_directory, "/build.lock"));
}

absl::StatusOr<BuildResult> BuildAndPublish(const std::string& data_directory, const Store& store,
                                            const std::string& network, const Embedder& embedder, const Clock& clock,
                                            const BuildOptions& options) {
  BuildResult result;
  const absl::Time start = clock.Now();
  Report(options.progress, "reading the store", 0, 0);
  WEFT_ASSIGN_OR_RETURN(const NetworkData data, ReadNetworkData(store, network));
  const auto content = std::make_shared<SnapshotContent>(embedder.dimension());
  FillMembers(data, content.get());
  WEFT_RETURN_IF_ERROR(FillRows(embedder, options.progress, content.get()));

  Report(options.progress, "finding clusters", 0, 0);
  const ClusterHistory history = ReadClusterHistory(data_directory, network);
  if (!history.problem.empty()) {
    result.warnings.push_back(
        absl::StrCat("clusters get new ids, the last snapshot cannot be read: ", history.problem));
  }
  GraphOptions graph_options;
  graph_options.as_of = options.as_of;
  graph_options.threads = options.threads;
  if (data.network.policy().tie_half_life().seconds() > 0) {
    graph_options.half_life = absl::Seconds(data.network.policy().tie_half_life().seconds());
  }
  WEFT_ASSIGN_OR_RETURN(result.graph, BuildGraph(data, history, graph_options, content.get()));
  Manifest manifest = ManifestOf(data, *content, network, embedder, clock.Now());
  manifest.provisional_clusters = result.graph.clusters.provisional;
  manifest.next_cluster_id = static_cast<uint64_t>(result.graph.clusters.next_id);
  if (result.graph.interests_left_out) {
    result.warnings.push_back(
        absl::StrCat("provisional clusters come of circles and organizations alone: interests are compared for up to ",
                     graph_options.likeness.interest_members_max, " members"));
  }

  FacetIndexOptions index_options;
  index_options.threads = options.threads;
  index_options.directory = absl::StrCat(TemporaryDirectory(data_directory), "/index+", network);
  const absl::Cleanup remove_index = [&index_options] {
    std::error_code ignored;
    std::filesystem::remove_all(index_options.directory, ignored);
  };
  WEFT_RETURN_IF_ERROR(MakeDirectories(index_options.directory));
  std::vector<std::pair<std::string, std::string>> index_files;
  for (int f = 0; f < kFacetCount; ++f) {
    Report(options.progress, "building indexes", static_cast<uint64_t>(f), kFacetCount);
    const Facet facet = static_cast<Facet>(f);
    WEFT_ASSIGN_OR_RETURN(const FacetIndex index, BuildFacetIndex(content->View(), facet, index_options));
    manifest.index_type[f] = index.type;
    manifest.recall[f] = index.recall;
    if (!index.path.empty()) index_files.emplace_back(IndexFileName(facet), index.path);
  }
  for (const MatchingMeasure& measure : options.matching) {
    Report(options.progress, measure.label, 0, 0);
    WEFT_RETURN_IF_ERROR(measure.measure(Snapshot::FromArrays(manifest, content->View(), content),
                                         data.network.policy(), content.get()));
  }
  Report(options.progress, "publishing", 0, 0);
  WEFT_RETURN_IF_ERROR(PublishSnapshot(data_directory, manifest, content->View(), index_files));
  result.manifest = std::move(manifest);
  result.elapsed = clock.Now() - start;
  return result;
}

}  // namespace weft
