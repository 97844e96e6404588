#ifndef WEFT_INDEXER_EXPOSURE_H_
#define WEFT_INDEXER_EXPOSURE_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/snapshot/snapshot.h"
#include "weft/v1/network.pb.h"

namespace weft {

// The ExposureHook of the binaries: a dry run of the recommender over the snapshot under the network's policy, on all
// cores. Pauses are judged at the snapshot's build time, so that the result depends on the snapshot alone.
absl::StatusOr<std::vector<float>> MeasureExposure(std::shared_ptr<const Snapshot> snapshot, const v1::Policy& policy);

}  // namespace weft

#endif  // WEFT_INDEXER_EXPOSURE_H_
