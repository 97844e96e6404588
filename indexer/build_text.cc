#include "indexer/build_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace weft {
namespace {

std::string Names(const std::vector<ClusterId>& ids) { return absl::StrJoin(ids, ", "); }

void AddLines(const char* kind, const ClusterReport& report, std::vector<std::string>* lines) {
  const ClusterMatching& m = report.matching;
  lines->push_back(absl::StrFormat(
      "%ss: %d at resolution %g, modularity %.3f, the largest of %d members; %d carried on, %d appeared, %d vanished",
      kind, m.ids.size(), report.resolution, report.modularity, report.largest, m.carried_on.size(), m.appeared.size(),
      m.vanished.size()));
  for (const ClusterSplit& split : m.splits) {
    lines->push_back(absl::StrCat(kind, " ", split.from, " split into ", Names(split.into)));
  }
  for (const ClusterMerge& merge : m.merges) {
    lines->push_back(absl::StrCat(kind, "s ", Names(merge.from), " merged into ", merge.into));
  }
}

}  // namespace

std::string BuildLine(const BuildResult& result) {
  const Manifest& m = result.manifest;
  return absl::StrFormat(
      "%s: %d members, %d ties, %d phrases, %d clusters in %.1f s; interests %s, offers %s, needs %s; version %s",
      m.network, m.member_count, m.tie_count, m.phrase_count, m.cluster_count, absl::ToDoubleSeconds(result.elapsed),
      m.index_type[0], m.index_type[1], m.index_type[2], m.version);
}

std::vector<std::string> ClusterLines(const GraphReport& report) {
  std::vector<std::string> lines;
  if (report.clusters.provisional) {
    lines.push_back(
        "no ties yet: circles, organizations and interests stand in for them, the clusters are provisional");
  }
  AddLines("cluster", report.clusters.coarse, &lines);
  AddLines("fine cluster", report.clusters.fine, &lines);
  lines.push_back(absl::StrCat("isolates: ", report.isolate_count, " members without a tie"));
  return lines;
}

}  // namespace weft
