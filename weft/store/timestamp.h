#ifndef WEFT_STORE_TIMESTAMP_H_
#define WEFT_STORE_TIMESTAMP_H_

#include <algorithm>
#include <cstdint>

#include "google/protobuf/timestamp.pb.h"

namespace weft {

// Microseconds UTC as a protobuf timestamp.
inline google::protobuf::Timestamp TimestampOf(int64_t micros) {
  int64_t seconds = micros / 1000000;
  int64_t rest = micros % 1000000;
  if (rest < 0) {
    --seconds;
    rest += 1000000;
  }
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int32_t>(rest * 1000));
  return timestamp;
}

// The reverse; below a microsecond is cut off, beyond the years 0001 to 9999 becomes the nearest of them.
inline int64_t MicrosOf(const google::protobuf::Timestamp& timestamp) {
  const int64_t seconds = std::clamp<int64_t>(timestamp.seconds(), -62135596800, 253402300799);
  return seconds * 1000000 + std::clamp<int64_t>(timestamp.nanos(), 0, 999999999) / 1000;
}

}  // namespace weft

#endif  // WEFT_STORE_TIMESTAMP_H_
