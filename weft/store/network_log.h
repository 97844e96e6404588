#ifndef WEFT_STORE_NETWORK_LOG_H_
#define WEFT_STORE_NETWORK_LOG_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "weft/base/caller.h"
#include "weft/store/change_log.h"
#include "weft/store/database.h"
#include "weft/store/network_table.h"
#include "weft/store/store.h"

namespace weft {

// Numbers and logs the changes of one network within one batch.
class NetworkLog {
 public:
  // All must outlive the log. Counts network->sequence up; the caller writes it at the end.
  NetworkLog(Database* db, NetworkRow* network, const Caller* caller, int64_t now)
      : changes_(db), network_(network), caller_(caller), now_(now) {}

  // The number of the change.
  absl::StatusOr<int64_t> Append(Change::Kind kind, int64_t key = 0, int64_t other_key = 0);

  const NetworkRow& network() const { return *network_; }
  const Caller& caller() const { return *caller_; }
  int64_t now() const { return now_; }

 private:
  ChangeLog changes_;
  NetworkRow* const network_;
  const Caller* const caller_;
  const int64_t now_;
};

}  // namespace weft

#endif  // WEFT_STORE_NETWORK_LOG_H_
