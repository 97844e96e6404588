#ifndef WEFT_INDEXER_DATA_DIRECTORY_H_
#define WEFT_INDEXER_DATA_DIRECTORY_H_

#include <string>

#include "absl/status/status.h"

namespace weft {

// Looks whether a data directory may be opened by who would make a store where there is none. FAILED_PRECONDITION
// (STORE_MISSING) if there are snapshots but no weft.db: the truth they were made from is elsewhere, and an empty
// store beside them would pass for it. OK for a directory that is empty or does not exist.
absl::Status CheckStoreNotLost(const std::string& data_directory);

}  // namespace weft

#endif  // WEFT_INDEXER_DATA_DIRECTORY_H_
