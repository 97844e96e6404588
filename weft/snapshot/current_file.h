#ifndef WEFT_SNAPSHOT_CURRENT_FILE_H_
#define WEFT_SNAPSHOT_CURRENT_FILE_H_

#include <string>

#include "weft/snapshot/snapshot.h"

namespace weft {

// The content of `current`, which ReadCurrent reads: one line "{version} {manifest checksum} {checksum of these}".
std::string SerializeCurrent(const CurrentSnapshot& current);

}  // namespace weft

#endif  // WEFT_SNAPSHOT_CURRENT_FILE_H_
