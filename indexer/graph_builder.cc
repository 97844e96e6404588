#include "indexer/graph_builder.h"

#include <algorithm>
#include <thread>  // NOLINT(build/c++11)
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "indexer/structural_measures.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/graph/components.h"
#include "weft/graph/tie_graph.h"

namespace weft {
namespace {

uint64_t PairKey(uint32_t a, uint32_t b) { return uint64_t{std::min(a, b)} << 32 | std::max(a, b); }

}  // namespace

absl::StatusOr<GraphReport> BuildGraph(const NetworkData& data, const ClusterHistory& history,
                                       const GraphOptions& options, SnapshotContent* content) {
  const uint32_t n = static_cast<uint32_t>(data.members.size());
  TieStrengthOptions strength_options;
  strength_options.half_life = options.half_life;
  if (options.as_of.has_value()) strength_options.as_of = TieTime::FromMicros(ToMicros(*options.as_of));
  WEFT_ASSIGN_OR_RETURN(const TieStrength strength, TieStrength::Fit(data.ties, strength_options));
  std::vector<DerivedTie> derived;
  absl::flat_hash_map<uint64_t, int64_t> times;
  for (const RawTie& tie : data.ties) {
    derived.push_back({tie.a, tie.b, strength.Of(tie.weight, tie.time)});
    if (tie.time.has_value()) times[PairKey(tie.a, tie.b)] = tie.time->micros();
  }
  WEFT_ASSIGN_OR_RETURN(const TieGraph graph, TieGraph::FromTies(n, derived));
  const TieGraphView view = graph.view();
  content->tie_offsets.assign(view.offsets.begin(), view.offsets.end());
  content->tie_neighbors.assign(view.neighbors.begin(), view.neighbors.end());
  content->tie_strengths.assign(view.strengths.begin(), view.strengths.end());
  content->tie_times_micros.clear();
  for (uint32_t u = 0; u < n; ++u) {
    for (const uint32_t v : view.Neighbors(u)) {
      const auto found = times.find(PairKey(u, v));
      content->tie_times_micros.push_back(found == times.end() ? 0 : found->second);
    }
  }
  content->median_weight = strength.median_weight();
  content->as_of_micros = strength.as_of().has_value() ? strength.as_of()->micros() : 0;

  GraphReport report;
  report.isolate_count = FindIsolates(view).size();
  std::vector<int64_t> keys;
  for (const StoredMember& stored : data.members) keys.push_back(stored.key);
  if (view.tie_count() == 0) {
    FillStructuralMeasures(view, content);
    LikenessOptions likeness_options = options.likeness;
    likeness_options.threads = options.threads;
    WEFT_ASSIGN_OR_RETURN(const LikenessGraph likeness, BuildLikenessGraph(content->View(), likeness_options));
    report.clusters = BuildProvisionalClusters(likeness, keys, history, content);
    report.interests_left_out = likeness.interests_left_out;
    return report;
  }
  std::thread beside;
  if (options.threads > 1) {
    beside = std::thread([&view, content] { FillStructuralMeasures(view, content); });
  } else {
    FillStructuralMeasures(view, content);
  }
  report.clusters = BuildClusters(view, keys, history, content);
  if (beside.joinable()) beside.join();
  return report;
}

}  // namespace weft
