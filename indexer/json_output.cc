#include "indexer/json_output.h"

#include <nlohmann/json.hpp>

#include "weft/base/error.h"

namespace weft {
namespace {

using Json = nlohmann::ordered_json;

Json ClustersJson(const ClusterReport& report) {
  Json json = {{"resolution", report.resolution},
               {"modularity", report.modularity},
               {"count", report.matching.ids.size()},
               {"largest_size", report.largest},
               {"carried_on", report.matching.carried_on},
               {"appeared", report.matching.appeared},
               {"vanished", report.matching.vanished},
               {"splits", Json::array()},
               {"merges", Json::array()}};
  for (const ClusterSplit& split : report.matching.splits) {
    json["splits"].push_back({{"from", split.from}, {"into", split.into}});
  }
  for (const ClusterMerge& merge : report.matching.merges) {
    json["merges"].push_back({{"from", merge.from}, {"into", merge.into}});
  }
  return json;
}

std::string Print(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json ReportJson(const ImportReport& report) {
  Json json = {{"file", report.file},
               {"row_count", report.read.row_count},
               {"bad_row_count", report.read.bad_row_count},
               {"created_count", report.created_count},
               {"updated_count", report.updated_count},
               {"unchanged_count", report.unchanged_count},
               {"error_count", report.error_count},
               {"errors", Json::array()},
               {"kept_count", report.kept_count},
               {"kept", Json::array()},
               {"unknown_keys", Json::object()}};
  for (const ImportError& error : report.errors) {
    json["errors"].push_back({{"line", error.line}, {"field", error.field}, {"description", error.description}});
  }
  for (const ImportReport::Kept& kept : report.kept) {
    json["kept"].push_back({{"member", kept.member}, {"fields", kept.fields}});
  }
  for (const auto& entry : report.read.unknown_keys.counts()) json["unknown_keys"][entry.first] = entry.second;
  return json;
}

}  // namespace

std::string ToJson(const std::string& network, const ImportResult& result) {
  return Print({{"network", network},
                {"network_created", result.network_created},
                {"written", result.written},
                {"change_sequence", result.change_sequence},
                {"unspoken_disregarded", result.unspoken_disregarded},
                {"members", ReportJson(result.members)},
                {"ties", ReportJson(result.ties)}});
}

std::string ToJson(const BuildResult& result) {
  const Manifest& m = result.manifest;
  Json json = {{"network", m.network},
               {"version", m.version},
               {"change_sequence", m.change_sequence},
               {"as_of_micros", m.as_of_micros},
               {"build_time_micros", m.build_time_micros},
               {"embedder", m.embedder},
               {"dimension", m.dimension},
               {"member_count", m.member_count},
               {"tie_count", m.tie_count},
               {"phrase_count", m.phrase_count},
               {"cluster_count", m.cluster_count},
               {"fine_cluster_count", m.fine_cluster_count},
               {"provisional_clusters", m.provisional_clusters},
               {"isolate_count", result.graph.isolate_count},
               {"median_weight", m.median_weight},
               {"index_type", {m.index_type[0], m.index_type[1], m.index_type[2]}},
               {"recall", {m.recall[0], m.recall[1], m.recall[2]}},
               {"elapsed_seconds", absl::ToDoubleSeconds(result.elapsed)}};
  json["clusters"] = ClustersJson(result.graph.clusters.coarse);
  json["fine_clusters"] = ClustersJson(result.graph.clusters.fine);
  json["warnings"] = result.warnings;
  return Print(json);
}

std::string ToJson(const std::vector<VerifiedSnapshot>& verified, const absl::Status& status) {
  Json json = {{"ok", status.ok()}, {"snapshots", Json::array()}};
  for (const VerifiedSnapshot& snapshot : verified) {
    json["snapshots"].push_back({{"network", snapshot.network},
                                 {"version", snapshot.version},
                                 {"current", snapshot.current},
                                 {"bytes", snapshot.bytes}});
  }
  Json error = nullptr;
  if (!status.ok()) {
    error = {{"message", std::string(status.message())}, {"reason", ""}, {"path", ""}};
    const absl::optional<ErrorDetail> detail = DetailOf(status);
    if (detail.has_value()) {
      error["reason"] = detail->reason;
      for (const auto& entry : detail->metadata) {
        if (entry.first == "path") error["path"] = entry.second;
      }
    }
  }
  json["error"] = error;
  return Print(json);
}

}  // namespace weft
