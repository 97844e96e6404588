#include "weft/snapshot/snapshot_arrays.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace weft {

uint64_t IdHash(absl::string_view id) { return XXH3_64bits(id.data(), id.size()); }

}  // namespace weft
