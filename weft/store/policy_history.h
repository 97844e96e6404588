#ifndef WEFT_STORE_POLICY_HISTORY_H_
#define WEFT_STORE_POLICY_HISTORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "weft/store/database.h"
#include "weft/v1/network.pb.h"

namespace weft {

// Names of the fields in which two policies differ, in the order of their numbers. An unset field differs from one
// set to its default.
std::vector<std::string> ChangedFields(const v1::Policy& before, const v1::Policy& after);

// The table `policy_changes` on one connection; who and when stand in the change log under the same sequence.
class PolicyHistory {
 public:
  explicit PolicyHistory(Database* db) : db_(db) {}

  // REQUIRES: the change log has `sequence`.
  absl::Status Append(int64_t network, int64_t sequence, absl::string_view reason,
                      const std::vector<std::string>& changed_fields, const v1::Policy& after);
  // The newest first, before sequence `before` (0: from the newest).
  absl::StatusOr<std::vector<v1::PolicyChange>> List(int64_t network, int64_t before, int limit) const;

 private:
  Database* db_;
};

}  // namespace weft

#endif  // WEFT_STORE_POLICY_HISTORY_H_
