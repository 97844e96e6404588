#ifndef WEFT_STORE_CHANGE_LOG_H_
#define WEFT_STORE_CHANGE_LOG_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "weft/base/caller.h"
#include "weft/store/database.h"
#include "weft/store/store.h"

namespace weft {

// The table `changes` on one connection: what changed in a network, numbered 1, 2, 3 …, and by whom. It is log and
// audit in one and holds keys, not names: the name of a deleted member cannot be found in it.
class ChangeLog {
 public:
  explicit ChangeLog(Database* db) : db_(db) {}

  // REQUIRES: change.sequence is one above the last of the network.
  absl::Status Append(int64_t network, const Change& change, const Caller& caller, int64_t now);
  // Those after `after`, at most `limit`.
  absl::StatusOr<std::vector<Change>> Read(int64_t network, int64_t after, int limit) const;
  absl::StatusOr<std::vector<AuditEntry>> Audit(int64_t network_key, absl::string_view network, int64_t after,
                                                int limit) const;

 private:
  Database* db_;
};

}  // namespace weft

#endif  // WEFT_STORE_CHANGE_LOG_H_
