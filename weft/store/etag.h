#ifndef WEFT_STORE_ETAG_H_
#define WEFT_STORE_ETAG_H_

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "weft/base/random.h"

namespace weft {

// The etag of version `version` of the row with key `key`: never the same for two versions of one row, and opaque, so
// that nobody counts with it.
inline std::string EtagOf(int64_t key, int64_t version) {
  const uint64_t mixed = Random::Mix(Random::Mix(static_cast<uint64_t>(key)) + static_cast<uint64_t>(version));
  return absl::StrCat(absl::Hex(mixed, absl::kZeroPad16));
}

}  // namespace weft

#endif  // WEFT_STORE_ETAG_H_
