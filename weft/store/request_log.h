#ifndef WEFT_STORE_REQUEST_LOG_H_
#define WEFT_STORE_REQUEST_LOG_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "weft/store/database.h"
#include "weft/store/store.h"

namespace weft {

// How long a request_id is remembered.
constexpr absl::Duration kRequestKept = absl::Hours(24);

// What tells one batch from another: batch.request_fingerprint, or a hash of what the mutations ask for.
std::string FingerprintOf(const WriteBatch& batch);

// The table `requests` on one connection: batches applied within the last 24 hours, by network, caller and
// request_id. Holds their outcomes, nothing about members.
class RequestLog {
 public:
  explicit RequestLog(Database* db) : db_(db) {}

  // The result of the first time, with `repeated` set, or none. INVALID_ARGUMENT (REQUEST_ID_REUSED) if the first
  // was another batch.
  absl::StatusOr<absl::optional<ApplyResult>> Find(int64_t network, const WriteBatch& batch, int64_t now) const;
  absl::Status Append(int64_t network, const WriteBatch& batch, const ApplyResult& result, int64_t now);
  // Deletes some of those that are too old; called with every write, it keeps up.
  absl::Status Purge(int64_t now);

 private:
  Database* db_;
};

}  // namespace weft

#endif  // WEFT_STORE_REQUEST_LOG_H_
