#include "indexer/matching_measures.h"

#include <algorithm>
#include <memory>
#include <thread>  // NOLINT(build/c++11)
#include <utility>
#include <vector>

#include "weft/base/clock.h"
#include "weft/matching/closeness.h"
#include "weft/matching/dry_run.h"
#include "weft/snapshot/network_view.h"

namespace weft {
namespace {

constexpr uint64_t kSeed = 1;

absl::StatusOr<std::vector<float>> ClosenessScalesAsArray(std::shared_ptr<const Snapshot> snapshot,
                                                          const v1::Policy& policy) {
  const ClosenessScales scales = MeasureClosenessScales(*NetworkView::Create(std::move(snapshot), policy), kSeed);
  return std::vector<float>{scales.common, scales.wider, scales.circle};
}

absl::StatusOr<std::vector<float>> Exposure(std::shared_ptr<const Snapshot> snapshot, const v1::Policy& policy) {
  const absl::Time now = FromMicros(snapshot->manifest().build_time_micros);
  DryRunOptions options;
  options.seed = kSeed;
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  return DryRunExposure(*NetworkView::Create(std::move(snapshot), policy), now, options);
}

}  // namespace

MatchingMeasures MeasuresOfMatching() { return {ClosenessScalesAsArray, Exposure}; }

}  // namespace weft
