#include "weft/store/network_log.h"

#include "weft/base/error.h"

namespace weft {

absl::StatusOr<int64_t> NetworkLog::Append(Change::Kind kind, int64_t key, int64_t other_key) {
  const int64_t sequence = ++network_->sequence;
  WEFT_RETURN_IF_ERROR(changes_.Append(network_->key, {sequence, kind, key, other_key}, *caller_, now_));
  return sequence;
}

}  // namespace weft
