#include "weft/store/message_bytes.h"

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "weft/base/error.h"

namespace weft {

std::string DeterministicBytes(const google::protobuf::MessageLite& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return bytes;
}

absl::StatusOr<std::vector<int64_t>> ReadKeys(Statement* rows) {
  std::vector<int64_t> keys;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return keys;
    keys.push_back(rows->Int(0));
  }
}

}  // namespace weft
