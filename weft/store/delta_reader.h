#ifndef WEFT_STORE_DELTA_READER_H_
#define WEFT_STORE_DELTA_READER_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "weft/store/database.h"
#include "weft/store/store.h"

namespace weft {

// Reads the log of a network from `after` on and what its subjects are now; see Store::ReadDelta. O(changes + ties of
// the members touched).
// REQUIRES: inside a transaction of `db`, limit > 0.
absl::StatusOr<Store::Delta> ReadDeltaFrom(Database* db, absl::string_view network, int64_t after, int limit);

}  // namespace weft

#endif  // WEFT_STORE_DELTA_READER_H_
