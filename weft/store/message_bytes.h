#ifndef WEFT_STORE_MESSAGE_BYTES_H_
#define WEFT_STORE_MESSAGE_BYTES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message_lite.h"
#include "weft/store/database.h"

namespace weft {

// A message as it is stored and compared: the same bytes for equal messages.
std::string DeterministicBytes(const google::protobuf::MessageLite& message);

// The first column of all rows.
absl::StatusOr<std::vector<int64_t>> ReadKeys(Statement* rows);

}  // namespace weft

#endif  // WEFT_STORE_MESSAGE_BYTES_H_
