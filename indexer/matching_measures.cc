#include "indexer/matching_measures.h"

#include <algorithm>
#include <memory>
#include <thread>  // NOLINT(build/c++11)
#include <utility>
#include <vector>

#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/matching/balance.h"
#include "weft/matching/bridge_plan.h"
#include "weft/matching/closeness.h"
#include "weft/matching/dry_run.h"
#include "weft/matching/selection.h"
#include "weft/snapshot/network_view.h"

namespace weft {
namespace {

constexpr uint64_t kSeed = 1;

absl::Status MeasureCloseness(std::shared_ptr<const Snapshot> snapshot, const v1::Policy& policy,
                              SnapshotContent* content) {
  const ClosenessScales scales = MeasureClosenessScales(*NetworkView::Create(std::move(snapshot), policy), kSeed);
  content->closeness_scales = {scales.common, scales.wider, scales.circle};
  return absl::OkStatus();
}

absl::Status MeasureExposure(const MatchWeights& weights, std::shared_ptr<const Snapshot> snapshot,
                             const v1::Policy& policy, SnapshotContent* content) {
  const absl::Time now = FromMicros(snapshot->manifest().build_time_micros);
  DryRunOptions options;
  options.seed = kSeed;
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  const std::shared_ptr<const NetworkView> view = NetworkView::Create(std::move(snapshot), policy);
  WEFT_ASSIGN_OR_RETURN(DryRun run, RunDry(*view, now, options, weights));
  const Balance balance = BalanceOf(policy, MemberSettings(), absl::nullopt, v1::Balance());
  BridgePlanOptions plan;
  plan.places = WeakPlaces(balance.weak_tie_share, options.list_length);
  plan.seed = kSeed;
  content->bridges = PlanBridges(*view, run.joins, plan);
  content->exposure = std::move(run.exposure);
  return absl::OkStatus();
}

}  // namespace

std::vector<MatchingMeasure> MeasuresOfMatching(const MatchWeights& weights) {
  return {{"measuring closeness", MeasureCloseness},
          {"measuring exposure",
           [weights](std::shared_ptr<const Snapshot> snapshot, const v1::Policy& policy, SnapshotContent* content) {
             return MeasureExposure(weights, std::move(snapshot), policy, content);
           }}};
}

}  // namespace weft
