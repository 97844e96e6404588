#include "indexer/exposure.h"

#include <algorithm>
#include <thread>  // NOLINT(build/c++11)
#include <utility>

#include "weft/base/clock.h"
#include "weft/matching/dry_run.h"
#include "weft/snapshot/network_view.h"

namespace weft {

absl::StatusOr<std::vector<float>> MeasureExposure(std::shared_ptr<const Snapshot> snapshot, const v1::Policy& policy) {
  const absl::Time now = FromMicros(snapshot->manifest().build_time_micros);
  DryRunOptions options;
  options.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  return DryRunExposure(*NetworkView::Create(std::move(snapshot), policy), now, options);
}

}  // namespace weft
