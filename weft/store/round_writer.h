#ifndef WEFT_STORE_ROUND_WRITER_H_
#define WEFT_STORE_ROUND_WRITER_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "weft/store/member_table.h"
#include "weft/store/network_log.h"
#include "weft/store/round_table.h"
#include "weft/store/store.h"

namespace weft {

// Carries out mutations of rounds within a batch.
class RoundWriter {
 public:
  // Both must outlive the writer.
  RoundWriter(Database* db, NetworkLog* log) : db_(db), rounds_(db), members_(db), log_(*log) {}

  absl::StatusOr<ApplyResult::Outcome> Put(const PutRoundMutation& mutation);
  absl::Status Erase(int64_t member) { return rounds_.Erase(member); }

 private:
  // None for an empty name.
  absl::StatusOr<absl::optional<int64_t>> FindKey(const std::string& member_name, absl::string_view field) const;
  absl::StatusOr<int64_t> KeyOf(const std::string& member_name, absl::string_view field) const;
  absl::Status PutEntry(int64_t round, const StoredRoundEntry& entry);

  Database* const db_;
  RoundTable rounds_;
  MemberTable members_;
  NetworkLog& log_;
};

}  // namespace weft

#endif  // WEFT_STORE_ROUND_WRITER_H_
