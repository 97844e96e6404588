#ifndef WEFT_INDEXER_BUILD_TEXT_H_
#define WEFT_INDEXER_BUILD_TEXT_H_

#include <string>
#include <vector>

#include "indexer/snapshot_builder.h"

namespace weft {

// What a build prints without --json.
// The snapshot in one line, without its end.
std::string BuildLine(const BuildResult& result);
// The clusters of both resolutions, what became of those of the last snapshot, every split and merge by name, and how
// many members have no tie. Without line ends.
std::vector<std::string> ClusterLines(const GraphReport& report);

}  // namespace weft

#endif  // WEFT_INDEXER_BUILD_TEXT_H_
